// Mutation tests of a package, or of one folder of it: `npm run mutation -- iso8583 [frame]`. They take minutes to an
// hour, keep what they found in node_modules/.stryker, and test again only what has changed since.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

installDependencies()
const [name, folder = ''] = process.argv.slice(2)
if (!name) {
  console.error('Usage: npm run mutation -- PACKAGE [FOLDER]')
  process.exit(2)
}
const stryker = `${root}node_modules/@stryker-mutator/core/bin/stryker.js`
const child = spawn(pinnedNode(), [stryker, 'run'], {
  cwd: root,
  stdio: 'inherit',
  // Its test processes are started as `node`, which must be the pinned one too.
  env: { ...process.env, MUTATE: `${name}:${folder}`, PATH: `${dirname(pinnedNode())}:${process.env['PATH']}` },
})
child.on('exit', (code) => process.exit(code ?? 1))

// Mutation tests of a package, of a folder of it, or of one file: `npm run mutation -- iso8583 [wire [packed.ts]]`.
// Up to an hour for a package. Prints the mutants that no test notices and the share of those that one does.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

installDependencies()
const names = process.argv.slice(2)
if (names.length === 0) {
  console.error('Usage: npm run mutation -- PACKAGE [FOLDER [FILE]]')
  process.exit(2)
}
const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', `${root}scripts/mutation/run.ts`], {
  cwd: root,
  stdio: 'inherit',
  // Its test processes are started as `node`, which must be the pinned one too.
  env: { ...process.env, MUTATE: names.join(':'), PATH: `${dirname(pinnedNode())}:${process.env['PATH']}` },
})
child.on('exit', (code) => process.exit(code ?? 1))

// Runs a TypeScript file of the repository with the pinned Node: `node scripts/run.mjs FILE [ARGUMENTS]`.
import { spawn } from 'node:child_process'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

installDependencies()
const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))

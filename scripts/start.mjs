// `npm start`: from a fresh clone to the running product. Runs on any Node from 20 on; the product itself on the pinned one.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildPages } from './build.mjs'
import { installDependencies, root } from './install.mjs'
import { SERVER_FLAGS, pinnedNode } from './pinned-node.mjs'

installDependencies()
buildPages()
const main = join(root, 'apps', 'cli', 'src', 'main.ts')
const args = [...SERVER_FLAGS, main, 'up', ...process.argv.slice(2)]
const product = spawn(pinnedNode(), args, { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => product.kill(signal))
product.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

#!/usr/bin/env node
// The machine's Node may be older than the one the project pins, so this launcher hands over to the pinned one.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from '../../../scripts/pinned-node.mjs'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

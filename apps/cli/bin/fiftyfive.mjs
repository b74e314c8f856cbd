#!/usr/bin/env node
// The machine's Node may be older than the one the project pins, so this launcher hands over to the pinned one.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMMAND_FLAGS, LOG_FLAGS, pinnedNode, SERVER_FLAGS } from '../../../scripts/pinned-node.mjs'

/** Commands that answer payments until they are stopped, and one that reads logs of any length. */
const FLAGS = new Map([...['up', 'host', 'issuer'].map((name) => [name, SERVER_FLAGS]), ['diagnose', LOG_FLAGS]])
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const flags = FLAGS.get(process.argv[2]) ?? COMMAND_FLAGS
const child = spawn(pinnedNode(), [...flags, main, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

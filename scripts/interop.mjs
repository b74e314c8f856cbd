// `npm run interop`: our codec, our HSM and our traces with other people's programs. Each names what it needs where that is missing.
// Exit code 0: all that ran agree, 1: a difference, 2: nothing could run.
import { spawnSync } from 'node:child_process'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

installDependencies()
const [first, ...others] = process.argv.slice(2)
const all = ['iso8583', 'payshield', 'traces']
// One of them by its name, if it is given: `npm run interop -- payshield`.
const names = all.includes(first) ? [first] : all
const options = all.includes(first) ? others : process.argv.slice(2)
const statuses = names.map((name) => {
  console.log(`-- ${name}`)
  const flags = ['--disable-warning=ExperimentalWarning', `tests/interop/${name}.ts`, ...options]
  return spawnSync(pinnedNode(), flags, { cwd: root, stdio: 'inherit' }).status ?? 1
})
process.exit(statuses.every((status) => status === 2) ? 2 : statuses.some((status) => status === 1) ? 1 : 0)

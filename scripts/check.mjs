// `npm run check`: what a machine can judge without running the product.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

const tool = (...path) => join(root, 'node_modules', ...path)
const CHECKS = [
  ['types', tool('typescript', 'bin', 'tsc'), '-p', '.'],
  ['lint', tool('oxlint', 'bin', 'oxlint'), '--type-aware'],
  ['format', tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['unused code', tool('knip', 'bin', 'knip.js'), '--no-progress'],
  [
    'import direction',
    tool('vitest', 'vitest.mjs'),
    'run',
    '--project',
    'unit',
    'tests/architecture.test.ts',
    '--reporter',
    'dot',
  ],
]

installDependencies()
let failed = 0
for (const [name, ...command] of CHECKS) {
  console.error(`-- ${name}`)
  const done = spawnSync(pinnedNode(), command, { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) failed++
}
console.error(failed === 0 ? 'All checks passed.' : `${failed} of ${CHECKS.length} checks failed.`)
process.exit(failed === 0 ? 0 : 1)

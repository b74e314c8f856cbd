// `npm test`: everything it needs, then all tests. Arguments go to vitest: `npm test -- packages/iso8583`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildPages } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { ensurePostgres } from './postgres.mjs'

installDependencies()
const chromium = ensureChromium()
ensurePostgres()
buildPages()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const done = spawnSync(
  pinnedNode(),
  ['--disable-warning=ExperimentalWarning', vitest, 'run', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FIFTYFIVE_CHROMIUM: chromium },
  },
)
process.exit(done.status ?? 1)

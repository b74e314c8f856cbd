import type { Messages } from '../index.ts'
import { accountTexts } from './accounts.ts'
import { benchmark } from './benchmark.ts'
import { causes } from './causes.ts'
import { consoleTexts } from './console.ts'
import { evidence } from './evidence.ts'
import { faults } from './faults.ts'
import { operations } from './operations.ts'
import { pages } from './pages.ts'
import { portal } from './portal.ts'
import { report } from './report.ts'
import { steps } from './steps.ts'
import { terminal } from './terminal.ts'

export const zhCN: Messages = {
  accounts: accountTexts,
  benchmark,
  causes,
  evidence,
  faults,
  operations,
  pages,
  portal,
  report,
  steps,
  terminal,
  console: consoleTexts,
}

import { causes } from './causes.ts'
import { consoleTexts } from './console.ts'
import { evidence } from './evidence.ts'
import { faults } from './faults.ts'
import { terminal } from './terminal.ts'

export const en = { causes, evidence, faults, terminal, console: consoleTexts }

import { causes as causesInEnglish } from './en/causes.ts'
import { terminal as terminalInEnglish } from './en/terminal.ts'
import type { Language, Messages } from './index.ts'
import { causes as causesInChinese } from './zh-CN/causes.ts'
import { terminal as terminalInChinese } from './zh-CN/terminal.ts'

export { fill } from './fill.ts'
export { LANGUAGES, type Language } from './languages.ts'

/** The part of the catalogue a terminal speaks with. A terminal loads nothing of the console's. */
export type TerminalMessages = Pick<Messages, 'terminal' | 'causes'>

const CATALOGUE: Record<Language, TerminalMessages> = {
  en: { terminal: terminalInEnglish, causes: causesInEnglish },
  'zh-CN': { terminal: terminalInChinese, causes: causesInChinese },
}
export const terminalMessagesIn = (language: Language): TerminalMessages => CATALOGUE[language]

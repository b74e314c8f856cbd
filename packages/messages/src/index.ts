import { en } from './en/index.ts'
import type { Language } from './languages.ts'
import { zhCN } from './zh-CN/index.ts'

export { fill } from './fill.ts'
export { LANGUAGES, type Language } from './languages.ts'

/** English sets the shape; every other language must fill exactly that. */
export type Messages = typeof en

const CATALOGUE: Record<Language, Messages> = { en, 'zh-CN': zhCN }
export const messagesIn = (language: Language): Messages => CATALOGUE[language]

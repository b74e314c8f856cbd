import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

/** English sets the shape; every other language must fill exactly that. */
export type Messages = typeof en
export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

const CATALOGUE: Record<Language, Messages> = { en, 'zh-CN': zhCN }
export const messagesIn = (language: Language): Messages => CATALOGUE[language]

/** Puts values into a sentence: `{seconds}` is replaced by `values.seconds`. A name without a value stays visible. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))

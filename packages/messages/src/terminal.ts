import type { Language, Messages } from './index.ts'

export { fill } from './fill.ts'
export { LANGUAGES, type Language } from './languages.ts'

/** The part of the catalogue a terminal speaks with. A terminal loads nothing of the console's. */
export type TerminalMessages = Pick<Messages, 'terminal' | 'causes'>

const LOADERS: Record<Language, () => Promise<TerminalMessages>> = {
  en: async () => ({ ...(await import('./en/terminal.ts')), ...(await import('./en/causes.ts')) }),
  'zh-CN': async () => ({ ...(await import('./zh-CN/terminal.ts')), ...(await import('./zh-CN/causes.ts')) }),
}

/** One language, loaded when it is wanted: nobody reads two at a time, and a page should not carry both. */
export const loadTerminalMessages = (language: Language): Promise<TerminalMessages> => LOADERS[language]()

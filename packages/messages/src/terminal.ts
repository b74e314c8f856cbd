import type { CauseId, TillWords } from './cause-words.ts'
import type { Language, Messages } from './index.ts'

export { fill } from './fill.ts'
export { LANGUAGES, type Language } from './languages.ts'

/** The part of the catalogue a terminal speaks with. A terminal loads nothing of the console's. */
export interface TerminalMessages {
  readonly terminal: Messages['terminal']
  readonly causes: Readonly<Record<CauseId, TillWords>>
}

const LOADERS: Record<Language, () => Promise<TerminalMessages>> = {
  en: async () => {
    const [{ terminal }, { causesAtTill }] = await Promise.all([
      import('./en/terminal.ts'),
      import('./en/causes-at-till.ts'),
    ])
    return { terminal, causes: causesAtTill }
  },
  'zh-CN': async () => {
    const [{ terminal }, { causesAtTill }] = await Promise.all([
      import('./zh-CN/terminal.ts'),
      import('./zh-CN/causes-at-till.ts'),
    ])
    return { terminal, causes: causesAtTill }
  },
}

/** One language, loaded when it is wanted: nobody reads two at a time, and a page should not carry both. */
export const loadTerminalMessages = (language: Language): Promise<TerminalMessages> => LOADERS[language]()

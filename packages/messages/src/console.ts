import type { Language, Messages as Catalogue } from './index.ts'

export { fill } from './fill.ts'
export { LANGUAGES, type Language } from './languages.ts'

/** The part of the catalogue the console's pages speak with. */
export type Messages = Pick<
  Catalogue,
  'accounts' | 'causes' | 'console' | 'evidence' | 'faults' | 'operations' | 'pages' | 'portal'
>

const LOADERS: Record<Language, () => Promise<Messages>> = {
  en: async () => {
    const [accounts, causes, texts, evidence, faults, operations, pages, portal] = await Promise.all([
      import('./en/accounts.ts'),
      import('./en/causes.ts'),
      import('./en/console.ts'),
      import('./en/evidence.ts'),
      import('./en/faults.ts'),
      import('./en/operations.ts'),
      import('./en/pages.ts'),
      import('./en/portal.ts'),
    ])
    return {
      accounts: accounts.accountTexts,
      console: texts.consoleTexts,
      ...causes,
      ...evidence,
      ...faults,
      ...operations,
      ...pages,
      ...portal,
    }
  },
  'zh-CN': async () => {
    const [accounts, causes, texts, evidence, faults, operations, pages, portal] = await Promise.all([
      import('./zh-CN/accounts.ts'),
      import('./zh-CN/causes.ts'),
      import('./zh-CN/console.ts'),
      import('./zh-CN/evidence.ts'),
      import('./zh-CN/faults.ts'),
      import('./zh-CN/operations.ts'),
      import('./zh-CN/pages.ts'),
      import('./zh-CN/portal.ts'),
    ])
    return {
      accounts: accounts.accountTexts,
      console: texts.consoleTexts,
      ...causes,
      ...evidence,
      ...faults,
      ...operations,
      ...pages,
      ...portal,
    }
  },
}

/** One language, loaded when it is wanted: nobody reads two at a time, and a page should not carry both. */
export const loadMessages = (language: Language): Promise<Messages> => LOADERS[language]()

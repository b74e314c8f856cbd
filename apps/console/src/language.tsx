import { fill, LANGUAGES, messagesIn, type Language, type Messages } from '@fiftyfive/messages'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { formatsFor, type Formats } from './format.ts'

interface Speech {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  readonly messages: Messages
  readonly words: Messages['console']
  readonly formats: Formats
}

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '中文' }
const STORAGE_KEY = 'fiftyfive-language'

const SpeechContext = createContext<Speech | undefined>(undefined)

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useSpeech outside of SpeechProvider')
  return speech
}

const family = (tag: string): string => tag.split('-', 1)[0] ?? ''

/** The language chosen before, else the first one of the browser's that the console speaks, else English. */
function initialLanguage(): Language {
  const stored = LANGUAGES.find((language) => language === localStorage.getItem(STORAGE_KEY))
  if (stored) return stored
  for (const wanted of navigator.languages) {
    const known = LANGUAGES.find((language) => family(language) === family(wanted))
    if (known) return known
  }
  return 'en'
}

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(STORAGE_KEY, language)
  }, [language])
  const speech = useMemo(() => {
    const messages = messagesIn(language)
    return { language, setLanguage, messages, words: messages.console, formats: formatsFor(language) }
  }, [language])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** Names the browser's tab after the page. */
export function useDocumentTitle(page: string): void {
  const { words } = useSpeech()
  useEffect(() => {
    document.title = fill(words.documentTitle, { page })
  }, [page, words])
}

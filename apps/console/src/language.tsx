import { fill, LANGUAGES, loadMessages, type Language, type Messages } from '@fiftyfive/messages/console'
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

interface Spoken {
  readonly language: Language
  readonly messages: Messages
}
const load = async (language: Language): Promise<Spoken> => ({ language, messages: await loadMessages(language) })

/** The words for the first page, before anything is drawn. */
export const loadFirstWords = (): Promise<Spoken> => load(initialLanguage())

interface SpeechProviderProps {
  readonly first: Spoken
  readonly children: ReactNode
}

export function SpeechProvider({ first, children }: SpeechProviderProps) {
  const [spoken, setSpoken] = useState(first)
  const { language } = spoken
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(STORAGE_KEY, language)
  }, [language])
  const speech = useMemo(
    () => ({
      ...spoken,
      setLanguage: (wanted: Language) => void load(wanted).then(setSpoken),
      words: spoken.messages.console,
      formats: formatsFor(spoken.language),
    }),
    [spoken],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** Another language's words beside the page's own, which stand in until those are here. */
export function useMessagesIn(language: Language): Spoken {
  const own = useSpeech()
  const [other, setOther] = useState<Spoken>()
  useEffect(() => {
    if (language !== own.language) void load(language).then(setOther)
  }, [language, own.language])
  return other?.language === language ? other : { language: own.language, messages: own.messages }
}

/** Names the browser's tab after the page. */
export function useDocumentTitle(page: string): void {
  const { words } = useSpeech()
  useEffect(() => {
    document.title = fill(words.documentTitle, { page })
  }, [page, words])
}

import {
  fill,
  LANGUAGES,
  type Language,
  loadTerminalMessages,
  type TerminalMessages,
} from '@fiftyfive/messages/terminal'
import { formatMoney, type Money } from '@fiftyfive/kernel'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Everything a screen needs to speak: the sentences, and amounts and dates as their language writes them. */
export interface Speech {
  readonly language: Language
  readonly text: TerminalMessages['terminal']
  readonly causes: TerminalMessages['causes']
  readonly say: typeof fill
  readonly money: (amount: Money) => string
  readonly dateTime: (at: number) => string
  /** Hour and minute. */
  readonly time: (at: number) => string
  readonly choose: (language: Language) => void
  /** Loads the other languages, so that choosing one needs no network. */
  readonly preload: () => Promise<unknown>
}

const preload = () => Promise.all(LANGUAGES.map((language) => loadTerminalMessages(language)))

const SpeechContext = createContext<Speech | undefined>(undefined)
/** The cashier's screen has a language of its own: the customer may read another. */
export type Window = 'page' | 'cashierScreen'
const STORED_AS: Record<Window, string> = { page: 'fiftyfive.language', cashierScreen: 'fiftyfive.cashier-language' }

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

/** The language chosen before, else the first one of the browser that we speak, else English. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  for (const tag of wanted) {
    const match = LANGUAGES.find((language) => language.split('-')[0] === tag.split('-')[0])
    if (match) return match
  }
  return 'en'
}

/** A language with its sentences, which are loaded for it. */
export interface Spoken {
  readonly window: Window
  readonly language: Language
  readonly messages: TerminalMessages
}

/** What the page speaks first. */
export async function loadSpoken(window: Window): Promise<Spoken> {
  const language = firstLanguage(localStorage.getItem(STORED_AS[window]), navigator.languages)
  return { window, language, messages: await loadTerminalMessages(language) }
}

export function LanguageProvider(props: { readonly first: Spoken; readonly children: ReactNode }) {
  const { children } = props
  const [{ window, language, messages }, setSpoken] = useState(props.first)
  const speech = useMemo<Speech>(() => {
    const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
    const times = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
    return {
      language,
      text: messages.terminal,
      causes: messages.causes,
      say: fill,
      money: (amount) => formatMoney(amount, language),
      dateTime: (at) => dates.format(at),
      time: (at) => times.format(at),
      preload,
      choose: (next) => {
        localStorage.setItem(STORED_AS[window], next)
        void loadTerminalMessages(next).then((loaded) => setSpoken({ window, language: next, messages: loaded }))
      },
    }
  }, [window, language, messages])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${speech.text[window].title} · fiftyfive`
  }, [window, language, speech])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('useSpeech: outside of LanguageProvider')
  return speech
}

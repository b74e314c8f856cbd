import type { TerminalMessages } from '@fiftyfive/messages/terminal'
import type { Cause, RefusalFamily, ScreenOf } from '@fiftyfive/terminal'

export interface RefusalWords {
  readonly title: string
  readonly cardholder: string
  readonly cashier: string
}

export interface RefusalFacts {
  readonly family: RefusalFamily
  readonly cause: Cause
  readonly triesLeft?: number
  /** The PIN is being asked for again on the same page. */
  readonly prompt: boolean
  /** The chip has checked the PIN. */
  readonly byChip?: true
  /** DE 39, of an outcome. */
  readonly code?: string
  /** No byte has left the terminal. */
  readonly notSent?: true
}

/** The facts of a refusal's page. */
export const factsOf = ({ receipt, ...screen }: ScreenOf<'refused'>): RefusalFacts => ({
  ...screen,
  prompt: false,
  code: receipt.code,
  ...(receipt.trace === '' ? { notSent: true } : {}),
})

/** Codes that leave no doubt: expired, too little money, more than amount or number of payments allow. */
const CERTAIN: Readonly<Record<string, 'expired' | 'funds' | 'limit'>> = {
  '54': 'expired',
  '51': 'funds',
  '61': 'limit',
  '65': 'limit',
}

/**
 * The words of a refusal. Its family gives the page and the title; the advice is the cause's own, except where the
 * terminal knows more than the diagnosis: what it is asking for now, that a try is the last one, that it has repaired
 * itself, or that the unclear payment is already undone.
 */
export function refusalWords(
  { refusal: words }: TerminalMessages['terminal'],
  causes: TerminalMessages['causes'],
  { family, cause, triesLeft, prompt, code = '', notSent }: RefusalFacts,
): RefusalWords {
  const title = titleOf(words, family, cause)
  const certain = CERTAIN[code]
  if (certain) return words[certain]
  if (notSent && family === 'network') return words.offline
  if (cause === 'chip-locked' && prompt) {
    return { title: words.chipLockedTitle, cardholder: words.chipLockedCardholder, cashier: words.chipLockedCashier }
  }
  const general = { title, cardholder: words.forCardholder[family], cashier: words.forCashier[family] }
  if (family === 'network' && prompt) {
    return { title, cardholder: words.afterSilenceCardholder, cashier: words.forCashier['wrong-pin'] }
  }
  if (family === 'network' || family === 'declined') return general
  // What a refusal was is known from its family also where its cause is not: a fault of ours stays one, a locked PIN locked.
  if (cause === 'unknown' && !prompt && family !== 'wrong-pin') return general
  if (!prompt) return { title, cardholder: causes[cause].cardholder, cashier: causes[cause].cashier }
  if (family === 'our-fault') return { title, cardholder: words.repairedCardholder, cashier: words.repairedCashier }
  if (family === 'wrong-pin' && triesLeft === 1) return { ...general, cardholder: words.lastTryCardholder }
  if (cause === 'same-wrong-again') return { ...general, cardholder: words.sameAgainCardholder }
  return STOPS_ENTRY.includes(cause) ? general : { ...general, cardholder: causes[cause].cardholder }
}

/** On some pages of the `locked` family it is not the PIN that is locked. */
function titleOf(words: TerminalMessages['terminal']['refusal'], family: RefusalFamily, cause: Cause): string {
  if (cause === 'risk-block') return words.pausedTitle
  if (cause === 'stolen-card' || cause === 'distributed-guess') return words.titles.card
  return words.titles[family]
}

/** Their advice is to stop, which cannot stand above a keypad that still accepts a PIN. */
const STOPS_ENTRY: readonly Cause[] = ['forgotten', 'unknown']

import type { Money } from '@fiftyfive/kernel'

/** What a terminal tells the card and repeats in DE 55. */
export interface TerminalData {
  readonly amount: Money
  /** Local date, YYMMDD. */
  readonly date: string
}

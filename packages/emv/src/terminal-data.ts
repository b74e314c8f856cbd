import type { Money } from '@fiftyfive/kernel'

/** What a terminal tells the card and repeats in DE 55. */
export interface TerminalData {
  readonly amount: Money
  /** Local date, YYMMDD. */
  readonly date: string
  /** False where the transaction takes no PIN; then it is for the signature. */
  readonly asksPin?: boolean
}

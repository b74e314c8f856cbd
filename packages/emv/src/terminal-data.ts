import type { Money } from '@fiftyfive/kernel'
import type { AcceptedApplication } from './kernel/application-selection.ts'
import type { ActionCodes } from './kernel/action-analysis.ts'
import type { RiskParameters } from './kernel/risk-management.ts'
import type { RsaPublicKey } from './rsa/rsa.ts'

/** What a terminal tells the card and repeats in DE 55, and what it needs to know for that. */
export interface TerminalData {
  readonly amount: Money
  /** Local date, YYMMDD. */
  readonly date: string
  /** Who checks a PIN: whoever the card wants (default), the issuer alone, or nobody, as none is asked for. */
  readonly pin?: 'by-card' | 'online' | 'none'
  /** False: the contactless kernel was not told that there is a PIN pad (9F66, byte 1 bit 3). */
  readonly pinOfTaps?: false
  /** Tag 9F66, of a tap. */
  readonly qualifiers?: Uint8Array
  /** Names this terminal accepts; without it those that begin with UnionPay's. */
  readonly applications?: readonly AcceptedApplication[]
  /** Up to where card and terminal may agree without the issuer; absent: every payment goes online. */
  readonly risk?: RiskParameters | undefined
  /** What the same card last paid here: a sale split in two counts as one against the floor limit (Book 3, 10.6.1). */
  readonly earlier_minor?: number
  /** The acquirer's action codes (TAC). */
  readonly actionCodes?: ActionCodes
  /** Certification authorities' keys by application provider (RID, 10 hex digits) and index (2). */
  readonly certificationKeys?: ReadonlyMap<string, RsaPublicKey>
}

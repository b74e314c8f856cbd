import type { Currency } from '@fiftyfive/kernel'

/** What makes one terminal differ from another: its identity at the acquirer and its time limits. */
export interface TerminalConfiguration {
  /** DE 41, 8 characters. */
  readonly terminalId: string
  /** DE 42, 15 characters. */
  readonly merchantId: string
  readonly merchantName: Readonly<Record<'en' | 'zh-CN', string>>
  /** 10 hex digits, e.g. `6000030000`. */
  readonly tpdu: string
  /** Message header of the acquirer's profile, 12 hex digits. */
  readonly header: string
  readonly currency: Currency
  readonly model: string
  readonly softwareVersion: string
  /** DE 63 of a sign-on: operator number. */
  readonly operator: string
  /** No answer within this time makes the outcome uncertain and starts a reversal. */
  readonly answer_ms: number
  /** The same for a QR order, which waits for a person with a phone. */
  readonly qrAnswer_ms: number
  /** The cardholder has this long from the prompt to the confirmation. */
  readonly pinEntry_ms: number
  /** So long before the end of that time the cardholder is warned and may take more. */
  readonly pinWarning_ms: number
  /** With assistance switched on, the times for the PIN are so many times as long. */
  readonly assistanceFactor: number
  /** Where operators are used, the terminal locks after so long without a payment. */
  readonly lock_ms: number
  /** Pause before connecting, signing on or reversing again. */
  readonly again_ms: number
  /** Failed chip reads after which the stripe may be used. */
  readonly chipReadsBeforeFallback: number
  /** How often a cardholder is asked for the PIN once more because of a fault of ours. */
  readonly repairsMax: number
  /** Transactions in a batch, from which on it must be settled first; DE 48 counts to 999. */
  readonly batchMax: number
  /** Asks the host once a day for limits, chip applications and CA keys (network codes 360 to 382). */
  readonly downloadsParameters: boolean
  /** Practice: the same terminal against a host of its own, with no money in it. Everything printed says so. */
  readonly training?: true
  /** Start of the text in a QR code; the order follows as its query. */
  readonly qrPayerUrl: string
}

export const CONFIGURATION_DEFAULTS = {
  tpdu: '6000030000',
  header: '603100311305',
  currency: 'CNY',
  model: 'FF-SOFT',
  softwareVersion: '0.1.0',
  operator: '01 ',
  answer_ms: 20_000,
  qrAnswer_ms: 120_000,
  pinEntry_ms: 60_000,
  pinWarning_ms: 15_000,
  assistanceFactor: 3,
  lock_ms: 300_000,
  again_ms: 3_000,
  chipReadsBeforeFallback: 2,
  repairsMax: 1,
  batchMax: 500,
  downloadsParameters: false,
  qrPayerUrl: 'fiftyfive://pay',
} as const satisfies Partial<TerminalConfiguration>

import type { KeyBlock } from '@fiftyfive/security'
import type { Instant } from '@fiftyfive/kernel'

/** A terminal as the acquirer knows it. */
export interface Terminal {
  /** DE 41, 8 characters. */
  readonly id: string
  /** DE 42, 15 characters. */
  readonly merchantId: string
  readonly merchantName: { readonly en: string; readonly 'zh-CN': string }
  /** `inactive`: given back or never put to use. */
  readonly status: 'active' | 'blocked' | 'inactive'
  /** After a sign-off, or because we demanded it, until the next sign-on: no payments. */
  readonly signedOff?: true | 'demanded'
  readonly model: string
  readonly softwareVersion: string
  readonly masterKey: KeyBlock<'terminal-master'>
  /** Batch number the terminal is in, 6 digits. */
  readonly batch: string
  /**
   * Working keys in up to three versions. `pending` was delivered by a sign-on and becomes `current` with the first
   * valid MAC under it; until then `current` still works, so that a lost sign-on response locks nobody out.
   * `previous` proves, when a PIN block is well formed under it, that the terminal lost its newer key.
   */
  readonly current?: WorkingKeys
  readonly pending?: WorkingKeys
  readonly previous?: WorkingKeys
  readonly selfTest?: SelfTest
}

/** What the terminal said last of its own parts: whether each does its work. */
export interface SelfTest {
  readonly at: Instant
  readonly parts: Readonly<Partial<Record<TestedPart, boolean>>>
}

/** Parts that DE 62 of an 0820/362 can tell of. */
export const TESTED_PARTS = [
  'keypad',
  'pinPad',
  'stripeReader',
  'printer',
  'display',
  'chipReader',
  'contactlessReader',
] as const
export type TestedPart = (typeof TESTED_PARTS)[number]

export interface WorkingKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
  /** 6 hex digits. */
  readonly pinCheckValue: string
  readonly macCheckValue: string
  /** What DE 62 carried, hex: cryptograms under the terminal master key, so that a repeated sign-on repeats the same keys. */
  readonly delivery: {
    readonly pinKey: string
    readonly pinCheckValue: string
    readonly macKey: string
    readonly macCheckValue: string
  }
  readonly deliveredAt: Instant
  /** DE 11 of the message that confirmed them. */
  readonly firstTrace?: string
}

export type KeyVersion = 'current' | 'pending' | 'previous'

export const KEY_VERSIONS: readonly KeyVersion[] = ['current', 'pending', 'previous']

import type { Pan } from '@fiftyfive/kernel'
import type { PinBlockFormat } from '@fiftyfive/security'

/** What the PIN pad's firmware decides about the PIN block. A bad release differs here. */
export interface Firmware {
  readonly format: PinBlockFormat
  /** The card number that is mixed into the block. */
  readonly panForBlock: (pan: Pan) => Pan
  /** False in a release that sends the payment without its PIN block. */
  readonly sendsPinBlock: boolean
}

/** ISO 9564-1 format 0, which UnionPay POS calls X9.8 with PAN (DE 53 = 26...). */
export const FIRMWARE: Firmware = { format: 'iso-0', panForBlock: (pan) => pan, sendsPinBlock: true }

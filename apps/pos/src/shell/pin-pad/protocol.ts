import type {
  DemoFaultId,
  EntryFacts,
  KeyCheckValues,
  PinKey,
  PinRejection,
  Registration,
  WorkingKeys,
} from '@fiftyfive/terminal'
import type { ChipPinForm } from '@fiftyfive/emv'
import type { Result } from '@fiftyfive/kernel'

/** What the page tells the PIN pad without waiting for an answer. */
export type Told =
  | { readonly tell: 'bind-card'; readonly pan: string }
  | { readonly tell: 'ask'; readonly purpose?: 'new' | 'again' }
  | { readonly tell: 'disarm' | 'test' | 'end-test' }
  | { readonly tell: 'press'; readonly key: PinKey }

/**
 * What the page asks it, and what it answers. No answer holds a key, or a digit of a PIN but for a chip that wants it in
 * the clear: the virtual card lies on the page. In a device of metal reader and PIN pad are one unit.
 */
export interface Answers {
  open: { readonly activated: boolean }
  activate: Result<Registration, string>
  'load-keys': Result<void, 'check-value' | 'storage'>
  'take-pin-block': {
    readonly facts: EntryFacts
    readonly pinBlock?: Uint8Array
    readonly newPinBlock?: Uint8Array
    readonly pinKeyCheckValue: string | undefined
  }
  'take-chip-pin': Uint8Array<ArrayBuffer>
  'seal-pan': string
  'open-pan': string | undefined
  mac: Uint8Array
  'mac-is-valid': boolean
  fault: void
}
export type Asked =
  | { readonly ask: 'open' | 'take-pin-block' }
  | { readonly ask: 'activate'; readonly activationCode: string }
  | { readonly ask: 'load-keys'; readonly keys: WorkingKeys }
  | { readonly ask: 'take-chip-pin'; readonly form: ChipPinForm }
  | { readonly ask: 'seal-pan'; readonly pan: string }
  | { readonly ask: 'open-pan'; readonly sealed: string }
  | { readonly ask: 'mac'; readonly data: Uint8Array }
  | { readonly ask: 'mac-is-valid'; readonly data: Uint8Array; readonly mac: Uint8Array }
  /** Breaks or repairs a part of the PIN pad: key memory, firmware. */
  | { readonly ask: 'fault'; readonly id: DemoFaultId; readonly on: boolean }

export type ToPinPad = Told | { readonly id: number; readonly asked: Asked }
export type FromPinPad =
  | {
      readonly id: number
      /** Absent when it failed. */
      readonly answer?: { readonly value: Answers[keyof Answers] }
      /** Of the keys that lie in the PIN pad now. */
      readonly checkValues: KeyCheckValues
    }
  | { readonly happened: 'digits-changed'; readonly count: number }
  | { readonly happened: 'confirmed' | 'cancelled' }
  | { readonly happened: 'rejected'; readonly reason: PinRejection }
  | { readonly happened: 'heard'; readonly key: PinKey }
  | { readonly happened: 'faults'; readonly active: readonly DemoFaultId[] }

import type { ChipPinBlock, ChipPinForm } from '@fiftyfive/emv'
import type { Pan, PinBlock, Result } from '@fiftyfive/kernel'
import type { WorkingKeys } from '../exchange/answer.ts'
import type { Keypad, PinKey } from '../ports.ts'
import type { EntryFacts } from './entry.ts'
import type { GuessableReason } from './guessable-pin.ts'
import type { KeySlotName } from './key-slots.ts'

/** A value that is there at once, or comes from another thread. */
export type Awaitable<T> = T | Promise<T>

/** Carries on with a value as soon as it is there: at once when it is. */
export const whenThere = <T, U>(value: Awaitable<T>, carryOn: (value: T) => Awaitable<U>): Awaitable<U> =>
  value instanceof Promise ? value.then(carryOn) : carryOn(value)

export interface PinPadListener {
  digitsChanged(count: number): void
  confirmed(): void
  cancelled(): void
  /** A new PIN that is not taken; the PIN pad asks for another. */
  rejected(reason: PinRejection): void
}

/** Why a new PIN is not taken: anybody would guess it, it is the present one, or the two entries differ. */
export type PinRejection = GuessableReason | 'card-number' | 'same' | 'different'

/** What leaves the PIN pad after an entry. Without a block when the firmware does not send one. */
export interface SealedEntry {
  readonly facts: EntryFacts
  readonly pinBlock?: PinBlock
  /** Of a PIN change: the PIN that is to be, under the same key. */
  readonly newPinBlock?: PinBlock
  /** Of the key that really lies in the slot. */
  readonly pinKeyCheckValue: string | undefined
}

/**
 * The security unit of a terminal, as the terminal sees it (a PIN entry device, PCI PTS): digits and enciphered keys go
 * in; check values, enciphered PIN blocks and MACs come out.
 */
export interface PinEntryDevice extends Keypad {
  /** Whether it holds a terminal master key. */
  readonly activated: boolean
  listen(listener: PinPadListener): void
  /** Check value (6 hex digits) of the key that really lies in the slot, not of the one that should. */
  checkValue(slot: KeySlotName): string | undefined
  /** Takes both working keys of a sign-on or, when either fails its check value, neither. */
  loadWorkingKeys(keys: WorkingKeys): Promise<Result<void, 'check-value' | 'storage'>>
  /** Names each key that arrives while no PIN is being entered; the first prompt for a PIN ends it for good. */
  test(heard: (key: PinKey) => void): () => void
  /** A new card: its number is bound to the entries that follow, and the entries of the card before are forgotten. */
  bindCard(pan: Pan): void
  /** `new` and `again`: of a PIN change, after the present PIN was confirmed. */
  ask(purpose?: 'new' | 'again'): void
  /** The card number for the record, under a key that never leaves; throws without a master key. */
  sealPan(pan: Pan): Awaitable<string>
  /** The way back. Undefined when it was not sealed here. */
  openPan(sealed: string): Awaitable<Pan | undefined>
  disarm(): void
  /** Enciphers the confirmed entry under the PIN key and wipes it. */
  takePinBlock(): Awaitable<SealedEntry>
  /** The confirmed entry as the chip wants it, for VERIFY and nothing else; wipes it here. */
  takeChipPin(form: ChipPinForm): Awaitable<ChipPinBlock>
  /** DE 64 as 8 ASCII bytes over the message from its type to the field before. Zeros while there is no MAC key. */
  mac(data: Uint8Array): Awaitable<Uint8Array>
  macIsValid(data: Uint8Array, mac: Uint8Array): Awaitable<boolean>
}

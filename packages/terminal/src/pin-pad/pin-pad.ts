import {
  assert,
  ClearPin,
  equalBytes,
  err,
  ok,
  type Clock,
  type Pan,
  type PinBlock,
  type Random,
  type Result,
} from '@fiftyfive/kernel'
import { ChipPinBlock, type ChipPinForm, encipherPin, plaintextPinBlock } from '@fiftyfive/emv'
import { computeMac, encipherPinBlock, fullCheckValue, keyCheckValue, tdesEcbDecrypt } from '@fiftyfive/security'
import type { WorkingKeys } from '../exchange/answer.ts'
import type { PinKey } from '../ports.ts'
import { CardNumberSeal } from './card-number-seal.ts'
import type { PinEntryDevice, PinPadListener, PinRejection, SealedEntry } from './device.ts'
import { PinEntry, type EntryFacts } from './entry.ts'
import { guessableReason } from './guessable-pin.ts'
import { FIRMWARE, type Firmware } from './firmware.ts'
import type { KeySlotName, KeySlots } from './key-slots.ts'

/** ISO 9564-1, 5.2: four digits at least. */
const DIGITS_MIN = 4

/** A PIN change under way: the present PIN, and the new one once it was entered and found good. */
interface PinChange {
  readonly facts: EntryFacts
  readonly present: ClearPin
  readonly wanted?: ClearPin
}

/** Digits that stand on the card, and the last four on every receipt, are tried as soon as dates are. */
function problemOf(typed: string, { present }: PinChange, pan: Pan | undefined): PinRejection | undefined {
  if (present.reveal() === typed) return 'same'
  return pan?.reveal().includes(typed) ? 'card-number' : guessableReason(typed)
}

/**
 * The security unit of the terminal: the only place where keys and typed digits are in the clear. Digits come in one by
 * one and leave as an enciphered block; keys come in enciphered and leave not at all, only check values of 3 bytes do.
 * It shows how a PIN pad works; it is software and no certified device.
 */
export class PinPad implements PinEntryDevice {
  readonly #slots: KeySlots
  readonly #clock: Clock
  readonly #random: Random
  readonly #firmware: () => Firmware
  #listener: PinPadListener | undefined
  #pan: Pan | undefined
  #entry: PinEntry
  #armed = false
  #tester: ((key: PinKey) => void) | undefined
  #change: PinChange | undefined
  #seal: CardNumberSeal | undefined

  constructor(parts: {
    readonly slots: KeySlots
    readonly clock: Clock
    readonly random: Random
    readonly firmware?: () => Firmware
  }) {
    this.#slots = parts.slots
    this.#clock = parts.clock
    this.#random = parts.random
    this.#firmware = parts.firmware ?? (() => FIRMWARE)
    this.#entry = new PinEntry(this.#clock, this.#random)
  }

  listen(listener: PinPadListener): void {
    this.#listener = listener
  }

  get activated(): boolean {
    return this.#slots.read('master') !== undefined
  }

  checkValue(slot: KeySlotName): string | undefined {
    return this.#withKey(slot, (key) => keyCheckValue('tdes-2', key))
  }

  async loadWorkingKeys(keys: WorkingKeys): Promise<Result<void, 'check-value' | 'storage'>> {
    for (const { cryptogram, checkValue } of [keys.pin, keys.mac]) {
      if (cryptogram.length !== 16 || !this.#checks(cryptogram, checkValue)) return err('check-value')
    }
    try {
      await this.#slots.write('mac', keys.mac.cryptogram)
      await this.#slots.write('pin', keys.pin.cryptogram)
    } catch {
      return err('storage')
    }
    return ok(undefined)
  }

  test(heard: (key: PinKey) => void): () => void {
    this.#tester = heard
    return () => {
      if (this.#tester === heard) this.#tester = undefined
    }
  }

  bindCard(pan: Pan): void {
    this.disarm()
    this.#pan = pan
    this.#entry = new PinEntry(this.#clock, this.#random)
  }

  sealPan(pan: Pan): string {
    const seal = this.#cardNumberSeal()
    assert(seal, 'PinPad.sealPan: a master key')
    return seal.seal(pan, this.#random)
  }

  openPan(sealed: string): Pan | undefined {
    return this.#cardNumberSeal()?.open(sealed)
  }

  /** Made once for a master key: deriving its keys takes longer than their use. */
  #cardNumberSeal(): CardNumberSeal | undefined {
    const master = this.#slots.read('master')
    if (master && !this.#seal?.isOf(master)) this.#seal = new CardNumberSeal(master)
    return master && this.#seal
  }

  ask(purpose?: 'new' | 'again'): void {
    assert(this.#pan, 'PinPad.ask: a card is bound')
    this.#tester = undefined
    if (!purpose) this.#change = undefined
    else if (purpose === 'new') this.#change = this.#keepPresent()
    this.#entry.begin(purpose !== undefined)
    this.#armed = true
  }

  /** The confirmed PIN of a change, kept until the new one is there. */
  #keepPresent(): PinChange {
    assert(this.#entry.count >= DIGITS_MIN, 'PinPad.ask: the present PIN was confirmed')
    let present = ''
    const facts = this.#entry.use((digits) => (present = digits))
    return { facts, present: ClearPin.of(present) }
  }

  disarm(): void {
    this.#armed = false
    this.#change = undefined
    this.#entry.wipe()
  }

  press(key: PinKey): void {
    if (!this.#armed) return this.#tester?.(key)
    if (key === 'cancel') {
      this.disarm()
      this.#listener?.cancelled()
    } else if (key === 'confirm') {
      if (this.#entry.count < DIGITS_MIN || !this.#takes()) return
      this.#armed = false
      this.#listener?.confirmed()
    } else {
      if (key === 'clear') this.#entry.clear()
      else this.#entry.digit(Number(key))
      this.#listener?.digitsChanged(this.#entry.count)
    }
  }

  /** Judges a new PIN where it is: no digit of it leaves for that. */
  #takes(): boolean {
    const change = this.#change
    if (!change) return true
    const { wanted } = change
    const typed = this.#entry.peek()
    const reason = wanted ? (wanted.reveal() === typed ? undefined : 'different') : problemOf(typed, change, this.#pan)
    if (reason === undefined) {
      this.#change = { ...change, wanted: ClearPin.of(typed) }
      this.#entry.wipe()
      return true
    }
    const { wanted: _, ...begun } = change
    this.#change = begun
    this.#entry.begin(true)
    this.#listener?.rejected(reason)
    return false
  }

  #takeChange(pan: Pan, { facts, present, wanted }: PinChange): SealedEntry {
    this.#change = undefined
    assert(wanted, 'PinPad.takePinBlock: the new PIN was confirmed')
    const { format } = this.#firmware()
    const encipher = (pin: ClearPin) =>
      this.#withKey('pin', (key) =>
        encipherPinBlock({ format, algorithm: 'tdes-2', key, pin, pan, random: this.#random }),
      )
    const [pinBlock, newPinBlock] = [encipher(present), encipher(wanted)]
    const pinKeyCheckValue = this.checkValue('pin')
    return { facts, pinKeyCheckValue, ...(pinBlock ? { pinBlock } : {}), ...(newPinBlock ? { newPinBlock } : {}) }
  }

  takePinBlock(): SealedEntry {
    const pan = this.#pan
    if (pan && !this.#armed && this.#change) return this.#takeChange(pan, this.#change)
    assert(pan && !this.#armed && this.#entry.count >= DIGITS_MIN, 'PinPad.takePinBlock: a PIN was confirmed')
    const { format, panForBlock, sendsPinBlock } = this.#firmware()
    let pinBlock: PinBlock | undefined
    const facts = this.#entry.use((digits) => {
      if (!sendsPinBlock) return
      const pin = ClearPin.of(digits)
      pinBlock = this.#withKey('pin', (key) =>
        encipherPinBlock({ format, algorithm: 'tdes-2', key, pin, pan: panForBlock(pan), random: this.#random }),
      )
    })
    const pinKeyCheckValue = this.checkValue('pin')
    return pinBlock ? { facts, pinBlock, pinKeyCheckValue } : { facts, pinKeyCheckValue }
  }

  takeChipPin(form: ChipPinForm): ChipPinBlock {
    assert(!this.#armed && this.#entry.count >= DIGITS_MIN, 'PinPad.takeChipPin: a PIN was confirmed')
    let block = new Uint8Array()
    this.#entry.use((digits) => {
      block =
        form === 'plaintext' ? plaintextPinBlock(digits) : encipherPin(form.key, digits, form.challenge, this.#random)
    })
    return new ChipPinBlock(block)
  }

  mac(data: Uint8Array): Uint8Array {
    return this.#withKey('mac', (key) => computeMac('unionpay-ecb', key, data)) ?? new Uint8Array(8)
  }

  macIsValid(data: Uint8Array, mac: Uint8Array): boolean {
    const own = this.#withKey('mac', (key) => computeMac('unionpay-ecb', key, data))
    return own !== undefined && equalBytes(own, mac)
  }

  #checks(cryptogram: Uint8Array, checkValue: Uint8Array): boolean {
    const master = this.#slots.read('master')
    if (!master || checkValue.length !== 4) return false
    const key = tdesEcbDecrypt(master, cryptogram)
    const own = fullCheckValue('tdes-2', key).slice(0, 4)
    key.fill(0)
    // A security module that gives out three bytes (PCI PIN 3.1) leaves the fourth zero.
    if (checkValue[3] === 0) own[3] = 0
    return equalBytes(own, checkValue)
  }

  /** Deciphers a working key for the length of one use. */
  #withKey<T>(slot: KeySlotName, use: (key: Uint8Array) => T): T | undefined {
    const master = this.#slots.read('master')
    const stored = this.#slots.read(slot)
    if (!master || !stored) return undefined
    if (slot === 'master') return use(master)
    const key = tdesEcbDecrypt(master, stored)
    const result = use(key)
    key.fill(0)
    return result
  }
}

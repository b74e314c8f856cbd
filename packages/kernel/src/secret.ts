import { assert } from './assert.ts'
import { err, ok, type Result } from './result.ts'

/**
 * A value that must not be seen. However it is turned into text (template, JSON, `util.inspect`, an error message)
 * it prints its mask; spread and structured clone yield nothing. Only `reveal` gives it up, so that every place which
 * handles the clear value can be found by that one word.
 */
export abstract class Secret<T> {
  readonly #value: T
  readonly #mask: string | ((value: never) => string)

  /** A mask that takes work is worked out when it is wanted, which for most secrets is never. */
  protected constructor(value: T, mask: string | ((value: T) => string)) {
    this.#value = value
    this.#mask = mask
  }

  reveal(): T {
    return this.#value
  }
  toString(): string {
    return typeof this.#mask === 'string' ? this.#mask : this.#mask(this.#value as never)
  }
  toJSON(): string {
    return this.toString()
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** First six and last four digits, the most PCI DSS 4 (requirement 3.4.1) lets a person see. */
export function maskPan(digits: string): string {
  if (digits.length < 13) return '*'.repeat(digits.length)
  return digits.slice(0, 6) + '*'.repeat(digits.length - 10) + digits.slice(-4)
}

const maskTrack2 = (text: string): string => `${maskPan(text.slice(0, text.search(/[D=]/)))}=****`
const maskPinBlock = ({ length }: Uint8Array): string => `[PIN block, ${length} bytes]`

/** Primary account number: 13 to 19 decimal digits (ISO/IEC 7812-1). Prints as `622588******1234`. */
export class Pan extends Secret<string> {
  declare readonly kind: 'Pan'
  private constructor(digits: string) {
    super(digits, maskPan)
  }
  static parse(digits: string): Result<Pan, string> {
    if (!/^\d{13,19}$/.test(digits)) return err('a card number of 13 to 19 digits is expected')
    return ok(new Pan(digits))
  }
  /** For card numbers that are known to be well formed; throws otherwise. */
  static of(digits: string): Pan {
    const parsed = Pan.parse(digits)
    assert(parsed.ok, 'Pan.of: 13 to 19 digits')
    return parsed.value
  }
  get masked(): string {
    return this.toString()
  }
}

/** Track 2 equivalent data without sentinels, `D` or `=` as separator. */
export class Track2 extends Secret<string> {
  declare readonly kind: 'Track2'
  private constructor(text: string) {
    super(text, maskTrack2)
  }
  static parse(text: string): Result<Track2, string> {
    if (text.length > 37 || !/^\d{13,19}[D=]\d{7,}$/.test(text)) {
      return err('track 2: card number, separator, expiry, service code')
    }
    return ok(new Track2(text.replace('=', 'D')))
  }
  static of(text: string): Track2 {
    const parsed = Track2.parse(text)
    assert(parsed.ok, 'Track2.of: card number, separator, expiry, service code')
    return parsed.value
  }
}

/** A PIN in the clear, 4 to 12 digits (ISO 9564-1). Exists only inside PIN pads, security modules and their tests. */
export class ClearPin extends Secret<string> {
  declare readonly kind: 'ClearPin'
  private constructor(digits: string) {
    super(digits, '****')
  }
  static parse(digits: string): Result<ClearPin, string> {
    return /^\d{4,12}$/.test(digits) ? ok(new ClearPin(digits)) : err('a PIN of 4 to 12 digits is expected')
  }
  static of(digits: string): ClearPin {
    const parsed = ClearPin.parse(digits)
    assert(parsed.ok, 'ClearPin.of: 4 to 12 digits')
    return parsed.value
  }
}

/** An enciphered PIN block: 8 bytes (formats 0, 1, 3) or 16 (format 4). Masked too: PCI PIN 3.1 keeps it out of logs. */
export class PinBlock extends Secret<Uint8Array> {
  declare readonly kind: 'PinBlock'
  private constructor(bytes: Uint8Array) {
    super(bytes, maskPinBlock)
  }
  static parse(bytes: Uint8Array): Result<PinBlock, string> {
    return bytes.length === 8 || bytes.length === 16
      ? ok(new PinBlock(bytes))
      : err('a PIN block of 8 or 16 bytes is expected')
  }
  static of(bytes: Uint8Array): PinBlock {
    const parsed = PinBlock.parse(bytes)
    assert(parsed.ok, 'PinBlock.of: 8 or 16 bytes')
    return parsed.value
  }
}

/** A key in the clear. `use` keeps keys of different purpose apart at compile time (PCI PIN 19: one key, one use). */
export class ClearKey<Use extends string = string> extends Secret<Uint8Array> {
  readonly use: Use
  constructor(use: Use, bytes: Uint8Array) {
    super(bytes, ({ length }) => `[${use} key, ${length} bytes]`)
    this.use = use
  }
  /** Overwrites the bytes; the key is unusable afterwards. */
  wipe(): void {
    this.reveal().fill(0)
  }
}

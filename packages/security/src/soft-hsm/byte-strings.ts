import { assert } from '@fiftyfive/kernel'

const FIRST_SIZE = 16_384
const ZERO = 0x30

/** Numbers and byte strings one after the other, as threads of one program tell them to one another. */
export class ByteWriter {
  #bytes = new Uint8Array(FIRST_SIZE)
  #length = 0

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#length++] = value
  }

  /** 0 to 2^32 - 1. */
  number(value: number): void {
    this.#room(4)
    const bytes = this.#bytes
    let at = this.#length
    bytes[at++] = value >>> 24
    bytes[at++] = value >>> 16
    bytes[at++] = value >>> 8
    bytes[at++] = value
    this.#length = at
  }

  /** At most 65,535 of them. */
  bytes(value: Uint8Array): void {
    assert(value.length <= 0xffff, 'a byte string of 65,535 bytes at most')
    this.#room(2 + value.length)
    this.#bytes[this.#length++] = value.length >>> 8
    this.#bytes[this.#length++] = value.length
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** ASCII, at most 65,535 characters. */
  text(value: string): void {
    this.#room(2 + value.length)
    this.#bytes[this.#length++] = value.length >>> 8
    this.#bytes[this.#length++] = value.length
    for (let i = 0; i < value.length; i++) this.#bytes[this.#length++] = value.charCodeAt(i)
  }

  /** Decimal digits, at most 255 of them. */
  digits(value: string): void {
    this.#room(1 + value.length)
    this.#bytes[this.#length++] = value.length
    for (let i = 0; i < value.length; i++) this.#bytes[this.#length++] = value.charCodeAt(i) - ZERO
  }

  /** What was written, in memory of its own; nothing of it stays here. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#bytes.fill(0, 0, this.#length)
    this.#length = 0
    return taken
  }

  #room(wanted: number): void {
    if (this.#length + wanted <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + wanted))
    larger.set(this.#bytes)
    this.#bytes.fill(0)
    this.#bytes = larger
  }
}

/** Reads what a `ByteWriter` wrote. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  byte(): number {
    return this.#bytes[this.#at++] as number
  }

  number(): number {
    return ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0
  }

  /** A view, not a copy. */
  bytes(): Uint8Array {
    const length = (this.byte() << 8) | this.byte()
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  text(): string {
    return String.fromCharCode(...this.bytes())
  }

  digits(): string {
    let text = ''
    for (let left = this.byte(); left > 0; left--) text += String.fromCharCode(this.byte() + ZERO)
    return text
  }
}

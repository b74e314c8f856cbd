import { Scope } from '../error.ts'

const NO_BYTES = new Uint8Array(0)
const NO_MESSAGE = {}

/** Reads bytes from front to back. */
export class Cursor extends Scope {
  bytes: Uint8Array = NO_BYTES
  offset = 0
  end = 0

  start(bytes: Uint8Array): void {
    this.bytes = bytes
    this.offset = 0
    this.end = bytes.length
    this.error = undefined
  }

  /** Lets go of bytes and message, which hold card data. */
  release(): void {
    this.bytes = NO_BYTES
    this.message = NO_MESSAGE
    this.offset = this.end = 0
  }

  /** Whether `count` bytes are left; fails as truncated otherwise. */
  has(count: number, path: string): boolean {
    if (this.end - this.offset >= count) return true
    this.fail(path, this.offset, 'truncated', `${count} bytes`, `${this.end - this.offset} bytes left`)
    return false
  }
}

/**
 * Memory is taken in slabs and handed out in views: to allocate 300 bytes of their own costs as much as to write them.
 * A view's `buffer` therefore holds other messages too.
 */
const SLAB_BYTES = 65_536

/** Writes bytes from front to back. */
export class Writer extends Scope {
  bytes: Uint8Array<ArrayBuffer> = NO_BYTES
  offset = 0
  readonly #slabBytes: number
  /** Of `bytes`, which V8 asks C++ for. */
  #buffer = NO_BYTES.buffer
  #start = 0

  /** A writer of one short text needs less room than one that lives on. */
  constructor(slabBytes = SLAB_BYTES) {
    super()
    this.#slabBytes = slabBytes
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.offset + count > this.bytes.length) this.#move(count)
  }

  /** What was written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#buffer, this.#start, this.offset - this.#start)
    this.#start = this.offset
    return taken
  }

  /** Begins what is written next at this offset, in room that was made before. */
  skipTo(offset: number): void {
    this.#start = this.offset = offset
  }

  /** Takes back what was written since the last `take` and overwrites it. */
  discard(): void {
    this.bytes.fill(0, this.#start, this.offset)
    this.offset = this.#start
  }

  /** Where in the message the next byte goes. */
  get position(): number {
    return this.offset - this.#start
  }

  #move(count: number): void {
    const written = this.bytes.subarray(this.#start, this.offset)
    const slab = new Uint8Array(Math.max(this.#slabBytes, 2 * (written.length + count)))
    slab.set(written)
    written.fill(0)
    this.bytes = slab
    this.#buffer = slab.buffer
    this.offset = written.length
    this.#start = 0
  }
}

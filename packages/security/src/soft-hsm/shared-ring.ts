import { assert } from '@fiftyfive/kernel'

const SIZE = 2_097_152
/** A message of this many bytes always finds room once the others have been taken. */
export const MESSAGE_MAX = SIZE / 4
const HEADER_SIZE = 16
const WRITTEN = 0
const READ = 1
const CALLED = 2
const LENGTH_SIZE = 4
/** In place of a length: goes on at the beginning. */
const WRAP = 0xffffffff

/** Memory for one ring, to be handed to both threads. */
export const ringMemory = (): SharedArrayBuffer => new SharedArrayBuffer(HEADER_SIZE + SIZE)

/**
 * Messages from one thread to another through memory that both see: a message of the system with content costs four times
 * as much as an empty one, and an empty one is needed only when the other thread is not at work already. One thread
 * puts, the other takes; positions count bytes for good, modulo 2^32.
 */
export class SharedRing {
  readonly #positions: Int32Array
  readonly #bytes: Uint8Array
  readonly #lengths: DataView

  constructor(memory: SharedArrayBuffer) {
    this.#positions = new Int32Array(memory, 0, HEADER_SIZE / 4)
    this.#bytes = new Uint8Array(memory, HEADER_SIZE)
    this.#lengths = new DataView(memory, HEADER_SIZE)
  }

  /** False when there is no room: later there is. */
  put(message: Uint8Array): boolean {
    const { length } = message
    assert(length <= MESSAGE_MAX, `${MESSAGE_MAX} bytes at most`)
    const written = Atomics.load(this.#positions, WRITTEN) >>> 0
    const used = (written - (Atomics.load(this.#positions, READ) >>> 0)) >>> 0
    const taken = aligned(LENGTH_SIZE + length)
    const at = written % SIZE
    const skipped = at + taken > SIZE ? SIZE - at : 0
    if (used + skipped + taken > SIZE) return false
    if (skipped > 0) this.#lengths.setUint32(at, WRAP)
    const start = (at + skipped) % SIZE
    this.#lengths.setUint32(start, length)
    this.#bytes.set(message, start + LENGTH_SIZE)
    Atomics.store(this.#positions, WRITTEN, (written + skipped + taken) | 0)
    return true
  }

  /** True when the other thread has to be woken, so that it takes what was put. */
  mustCall(): boolean {
    return Atomics.exchange(this.#positions, CALLED, 1) === 0
  }

  /** Gives every message in its order; nothing of it stays in the ring. */
  take(each: (message: Uint8Array<ArrayBuffer>) => void): void {
    // Before the look: what is put after the look calls again.
    Atomics.store(this.#positions, CALLED, 0)
    for (;;) {
      const read = Atomics.load(this.#positions, READ) >>> 0
      if (read === Atomics.load(this.#positions, WRITTEN) >>> 0) return
      const at = read % SIZE
      const length = this.#lengths.getUint32(at)
      if (length === WRAP) {
        Atomics.store(this.#positions, READ, (read + SIZE - at) | 0)
        continue
      }
      const message = new Uint8Array(length)
      const content = this.#bytes.subarray(at + LENGTH_SIZE, at + LENGTH_SIZE + length)
      message.set(content)
      content.fill(0)
      Atomics.store(this.#positions, READ, (read + aligned(LENGTH_SIZE + length)) | 0)
      each(message)
    }
  }
}

const FULL_PAUSE_MS = 1

/** Puts messages into a ring, as soon as there is room, and wakes the other thread when it has to. */
export class Outbox {
  readonly #ring: SharedRing
  readonly #wake: () => void
  readonly #held: Uint8Array[] = []

  constructor(ring: SharedRing, wake: () => void) {
    this.#ring = ring
    this.#wake = wake
  }

  send(message: Uint8Array): void {
    this.#held.push(message)
    if (this.#held.length === 1) this.#putHeld()
  }

  #putHeld(): void {
    while (this.#held[0] && this.#ring.put(this.#held[0])) this.#held.shift()
    if (this.#ring.mustCall()) this.#wake()
    if (this.#held.length > 0) setTimeout(() => this.#putHeld(), FULL_PAUSE_MS)
  }
}

/** Lengths lie at multiples of four, so that one always fits before the end. */
const aligned = (length: number): number => (length + 3) & ~3

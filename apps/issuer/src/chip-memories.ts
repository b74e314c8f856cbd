import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type ChipState, NEW_CHIP, PIN_TRIES } from '@fiftyfive/emv'

/** Payments that may be begun before a chip is laid down again. */
const RESERVED = 8

/**
 * What the demo's chips remember, by card token: a card is one card, whichever terminal it is in, and keeps its memory
 * when a page is loaded anew. Whoever takes a chip up gets counters of its own, so that none is ever used twice, though
 * the same card may lie in two browsers at once, as no card of plastic can; those that were not used it gives back.
 */
export class ChipMemories {
  readonly #file: string
  readonly #kept: Map<string, ChipState>
  /** Where the counters end that were given out last. */
  readonly #reservedTo = new Map<string, number>()

  constructor(file: string) {
    this.#file = file
    this.#kept = new Map(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, ChipState][]) : [])
  }

  take(token: string): ChipState {
    const memory = this.#kept.get(token) ?? NEW_CHIP
    const counter = Math.min(memory.counter + RESERVED, 0xffff)
    this.#reservedTo.set(token, counter)
    this.#keep(token, { ...memory, counter })
    return memory
  }

  /** `inReader`: it changed, and is not laid down yet. */
  keep(token: string, { inReader, ...memory }: ChipState & { readonly inReader?: true | undefined }): void {
    const kept = this.#kept.get(token)?.counter ?? 0
    const unused = kept - memory.counter
    const givesBack = !inReader && this.#reservedTo.get(token) === kept && unused >= 0 && unused <= RESERVED
    this.#keep(token, { ...memory, counter: givesBack ? memory.counter : Math.max(memory.counter, kept) })
  }

  /** At the bank's counter the chip gets its tries back. */
  unblock(token: string): void {
    const memory = this.#kept.get(token)
    if (memory) this.#keep(token, { ...memory, pinTriesLeft: PIN_TRIES })
  }

  #keep(token: string, memory: ChipState): void {
    this.#kept.set(token, memory)
    writeFileSync(this.#file, JSON.stringify([...this.#kept]), { mode: 0o600 })
  }
}

import type { Dice } from './dice.ts'
import type { VirtualTime } from './virtual-time.ts'

interface Write<T> {
  readonly record: T
  readonly resolve: () => void
}

/**
 * A disk with one writer: a write resolves when the sync that carries it has landed; those that come meanwhile share
 * the next. A power cut keeps a random prefix of what was not synced, in order, each record whole or not at all.
 */
export class Disk<T> {
  readonly #name: string
  readonly #time: VirtualTime
  readonly #dice: Dice
  /** Makes one record part of what survives. */
  readonly #keep: (record: T) => void
  readonly #cutPower: () => void
  #waiting: Write<T>[] = []
  #syncing: Write<T>[] = []
  #syncs = 0
  #epoch = 0

  constructor(parts: {
    readonly name: string
    readonly time: VirtualTime
    readonly dice: Dice
    readonly keep: (record: T) => void
    readonly cutPower: () => void
  }) {
    this.#name = parts.name
    this.#time = parts.time
    this.#dice = parts.dice
    this.#keep = parts.keep
    this.#cutPower = parts.cutPower
  }

  write(record: T): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ record, resolve })
      this.#sync()
    })
  }

  /** Nothing that was waiting ever resolves. */
  powerCut(): void {
    const unsynced = [...this.#syncing, ...this.#waiting]
    const kept = this.#dice.whole(unsynced.length + 1, `kept/${this.#name}/${this.#syncs}`)
    this.#epoch++
    this.#syncing = []
    this.#waiting = []
    for (const { record } of unsynced.slice(0, kept)) this.#keep(record)
  }

  #sync(): void {
    if (this.#syncing.length > 0 || this.#waiting.length === 0) return
    this.#syncing = this.#waiting
    this.#waiting = []
    const identity = `${this.#name}/${++this.#syncs}`
    const slow = this.#dice.strikes('slow-sync', identity) ? this.#dice.between(500, 30_000, `slow/${identity}`) : 0
    const epoch = this.#epoch
    this.#time.after(this.#dice.between(1, 9, `sync/${identity}`) + slow, () => {
      if (this.#epoch === epoch) this.#landed(identity)
    })
  }

  #landed(identity: string): void {
    const landed = this.#syncing
    this.#syncing = []
    for (const { record } of landed) this.#keep(record)
    if (this.#dice.strikes('crash-at-sync', identity)) return this.#cutPower()
    for (const { resolve } of landed) resolve()
    this.#sync()
  }
}

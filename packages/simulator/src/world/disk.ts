import type { Dice } from './dice.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The disk refused a sync: what it was about may be there or not. Whoever wrote must stop. */
export class DiskFailure extends Error {
  override readonly name = 'DiskFailure'
}

/** Some disks are slow: then more is under way at once. */
const SYNCS_MAX_MS = [9, 9, 120]

interface Write<T> {
  readonly record: T
  readonly resolve: () => void
  readonly reject: (failure: DiskFailure) => void
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
  readonly #canFail: boolean
  readonly #syncMax_ms: number
  readonly #wentOn: () => void
  #failedAt: number | undefined
  #syncs = 0
  #epoch = 0

  constructor(parts: {
    readonly name: string
    readonly time: VirtualTime
    readonly dice: Dice
    readonly keep: (record: T) => void
    readonly cutPower: () => void
    /** Of a host's disk: called when somebody writes on after a failed sync. Without it syncs do not fail. */
    readonly wentOn?: () => void
  }) {
    this.#name = parts.name
    this.#time = parts.time
    this.#dice = parts.dice
    this.#keep = parts.keep
    this.#cutPower = parts.cutPower
    this.#syncMax_ms = SYNCS_MAX_MS[parts.dice.whole(SYNCS_MAX_MS.length, `disk/${parts.name}`)] as number
    this.#canFail = parts.wentOn !== undefined
    this.#wentOn = parts.wentOn ?? (() => {})
  }

  write(record: T): Promise<void> {
    if (this.#failedAt !== undefined) {
      // Whoever has not heard of it yet hears of it now; whoever goes on afterwards breaks a promise.
      if (this.#time.now() > this.#failedAt) this.#wentOn()
      return Promise.reject(new DiskFailure(this.#name))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject })
      this.#sync()
    })
  }

  /** Nothing that was waiting ever resolves. */
  powerCut(): void {
    const unsynced = [...this.#syncing, ...this.#waiting]
    const kept = this.#dice.whole(unsynced.length + 1, `kept/${this.#name}/${this.#syncs}`)
    this.#epoch++
    this.#failedAt = undefined
    this.#syncing = []
    this.#waiting = []
    for (const { record } of unsynced.slice(0, kept)) this.#keep(record)
  }

  #sync(): void {
    if (this.#syncing.length > 0 || this.#waiting.length === 0) return
    this.#syncing = this.#waiting
    this.#waiting = []
    const identity = `${this.#name}/${++this.#syncs}`
    const slow = this.#dice.strikes('slow-sync', identity) ? this.#dice.between(500, 30_000, 'slow/', identity) : 0
    const epoch = this.#epoch
    this.#time.after(this.#dice.between(1, this.#syncMax_ms, 'sync/', identity) + slow, () => {
      if (this.#epoch === epoch) this.#landed(identity)
    })
  }

  #landed(identity: string): void {
    if (this.#canFail && this.#dice.strikes('failed-sync', identity)) return this.#fail(identity)
    const landed = this.#syncing
    this.#syncing = []
    for (const { record } of landed) this.#keep(record)
    if (this.#dice.strikes('crash-at-sync', identity)) return this.#cutPower()
    for (const { resolve } of landed) resolve()
    this.#sync()
  }

  /** Part of what was under way is there; nobody hears which. */
  #fail(identity: string): void {
    const unsure = this.#syncing
    const lost = [...unsure, ...this.#waiting]
    this.#syncing = []
    this.#waiting = []
    this.#failedAt = this.#time.now()
    const kept = this.#dice.whole(unsure.length + 1, 'landed/', identity)
    for (const { record } of unsure.slice(0, kept)) this.#keep(record)
    for (const { reject } of lost) reject(new DiskFailure(this.#name))
  }
}

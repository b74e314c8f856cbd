import { Dice } from './dice.ts'
import { Life } from './life.ts'
import { Network } from './network.ts'
import { VirtualTime } from './virtual-time.ts'

const START = Date.UTC(2027, 2, 4, 1, 0, 0)
const DAY_MS = 86_400_000
const WINDOW_MS = 300_000
const CLOCK_ERRORS_MS = [0, 0, -DAY_MS, DAY_MS, 41_000, -17_000]

/** A promise that did not hold, told as a number of the list of invariants and what was seen. */
export interface Breach {
  readonly invariant: number
  readonly at_ms: number
  readonly detail: string
}

/** Time, chance and wires that all parties share, and the first broken promise. */
export class World {
  readonly time = new VirtualTime(START)
  readonly dice: Dice
  readonly network: Network
  /** What happened, a line each; kept only when somebody wants to read it. */
  readonly story: string[] = []
  readonly #lives = new Map<string, number>()
  breach: Breach | undefined

  readonly #told: boolean

  constructor(seed: number, options: { readonly only?: ReadonlySet<string>; readonly story?: boolean } = {}) {
    const { only, story = false } = options
    this.#told = story
    this.dice = new Dice(seed, only)
    this.network = new Network(this)
  }

  /** Milliseconds since the beginning. */
  get elapsed_ms(): number {
    return this.time.now() - START
  }

  tell(line: () => string): void {
    if (this.#told) this.story.push(`${(this.elapsed_ms / 1000).toFixed(3)} s  ${line()}`)
  }

  check(holds: boolean, invariant: number, detail: () => string): void {
    if (!holds) this.breach ??= { invariant, at_ms: this.elapsed_ms, detail: detail() }
  }

  /** A new life for a party, on a clock as wrong as this party's is. */
  life(party: string): Life {
    let window = -1
    let skew_ms = 0
    const number = (this.#lives.get(party) ?? 0) + 1
    this.#lives.set(party, number)
    return new Life(this.time, number, () => {
      const current = Math.floor(this.elapsed_ms / WINDOW_MS)
      if (current === window) return skew_ms
      window = current
      const identity = `${party} ${window}`
      if (this.dice.strikes('clock-jump', identity)) {
        skew_ms = CLOCK_ERRORS_MS[this.dice.whole(CLOCK_ERRORS_MS.length, 'skew/', identity)] as number
      }
      return skew_ms
    })
  }

  /** Cuts a party's power now and then, for as long as there are faults. */
  threaten(party: string, cutPower: () => void): void {
    const next = (window: number): void => {
      const identity = `${party} ${window}`
      if (this.dice.strikes('crash', identity)) {
        this.time.after(this.dice.whole(WINDOW_MS, 'moment/', identity), () => {
          if (!this.dice.quiet) cutPower()
        })
      }
      this.time.after(WINDOW_MS, () => next(window + 1))
    }
    next(0)
  }

  /** How long a party stays without power. */
  darkness_ms(party: string, nth: number): number {
    return this.dice.between(500, 90_000, `darkness/${party}/${nth}`)
  }
}

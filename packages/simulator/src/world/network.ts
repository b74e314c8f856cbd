import type { World } from './world.ts'

const WINDOW_MS = 90_000
const [SOON_MS, LATE_MS] = [30, 60_000]

interface Window {
  readonly number: number
  readonly struck: boolean
}

/** Carries messages, badly: each may be lost, late, double, overtaken or damaged. */
export class Network {
  readonly #world: World
  readonly #seen = new Map<string, number>()
  /** What each link is struck by in the window that was asked about last. */
  readonly #windows = { partition: new Map<string, Window>(), 'link-down': new Map<string, Window>() }

  constructor(world: World) {
    this.#world = world
  }

  /** `link` names one direction, e.g. `T0000001>A`; `label` says what the message is about. */
  carry(link: string, label: string, bytes: Uint8Array, arrive: (bytes: Uint8Array) => void): void {
    const { dice } = this.#world
    const about = `${link} ${label}`
    const nth = (this.#seen.get(about) ?? 0) + 1
    this.#seen.set(about, nth)
    const identity = `${about} #${nth}`
    if (this.isCut(link) || dice.strikes('loss', identity)) {
      this.#world.tell(() => `${identity} is lost`)
      return
    }
    this.#world.tell(() => `${identity} leaves`)
    this.#send(identity, bytes, 0, arrive)
    if (dice.strikes('duplicate', identity)) {
      // Right behind the first, while that is being worked on, or when nobody thinks of it any more.
      const longest_ms = dice.fraction('soon/', identity) < 0.5 ? SOON_MS : LATE_MS
      this.#send(`${identity} again`, bytes, dice.between(0, longest_ms, 'again/', identity), arrive)
    }
  }

  /** Whether this direction carries nothing now. */
  isCut(link: string): boolean {
    return this.#isStruck('partition', link)
  }

  /** Whether both ends know that nothing goes over it now. */
  isDown(link: string): boolean {
    return this.#isStruck('link-down', link)
  }

  #isStruck(kind: 'partition' | 'link-down', link: string): boolean {
    const number = Math.floor(this.#world.time.now() / WINDOW_MS)
    const known = this.#windows[kind].get(link)
    if (known?.number === number && !this.#world.dice.quiet) return known.struck
    const struck = this.#world.dice.strikes(kind, `${link} ${number}`)
    this.#windows[kind].set(link, { number, struck })
    return struck
  }

  #send(identity: string, bytes: Uint8Array, later_ms: number, arrive: (bytes: Uint8Array) => void): void {
    const { dice } = this.#world
    const late_ms = dice.strikes('delay', identity) ? dice.between(500, 40_000, 'late/', identity) : 0
    const arriving = bytes.slice()
    if (dice.strikes('corrupt', identity)) {
      const index = dice.whole(bytes.length, 'byte/', identity)
      arriving[index] = (arriving[index] as number) ^ (1 << dice.whole(8, 'bit/', identity))
    }
    this.#world.time.after(dice.between(3, 60, 'travel/', identity) + late_ms + later_ms, () => {
      this.#world.tell(() => `${identity} arrives`)
      arrive(arriving)
    })
  }
}

import type { Owner } from '@fiftyfive/diagnosis'
import { assert } from '@fiftyfive/kernel'
import type { Chance } from '../fleet/chance.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Shop } from '../fleet/population/shops.ts'
import type { Till } from '../fleet/parties/till.ts'
import { mark, type Stage, type Story } from '../fleet/story.ts'

/**
 * A kind of fault. It changes something physical: a key slot, a contact, a firmware, a line, a table, what somebody does.
 * It never writes an answer, and the acquirer never learns of it but by what follows. docs/how-to/add-a-fault.md shows one.
 */
export interface FaultModule {
  /** As scenarios name it; kebab-case. */
  readonly name: string
  /** A cause of the catalogue; absent for what is in no catalogue. */
  readonly cause?: string
  readonly owner: Owner
  /** A look-alike: everything works, only the figures look as if something did not. */
  readonly harmless?: boolean
  /** Puts it into the fleet, once, before the clock starts. It acts while `site.acts()`. */
  install(site: FaultSite): void | Promise<void>
}

export interface FaultOptions {
  /** Names it in the truth; without one the module's name and a number. */
  readonly id?: string
  /** Days after the scenario's start, fractions allowed. Default: 3, or a third of a shorter scenario, to the end. */
  readonly from?: number
  readonly until?: number
  /** Comes and goes: minutes present, minutes absent, on average. */
  readonly intermittent?: { readonly on_min: number; readonly off_min: number }
  /** Share of the occasions on which it acts; what that means the module says. Default 1. */
  readonly strength?: number
  /** How many terminals, shops, ranges ... Default 1. */
  readonly count?: number
  /** A certain element instead of a random one, e.g. `terminal=T0000007`. */
  readonly at?: string
}

/** What a fault module gets to work with. */
export class FaultSite {
  readonly fleet: Fleet
  readonly module: FaultModule
  readonly options: FaultOptions
  readonly id: string
  readonly chance: Chance
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
  readonly strength: number
  readonly count: number
  readonly #scope: string[] = []
  readonly #equivalents: Record<string, readonly string[]> = {}
  readonly #switches: number[] = []
  readonly #decided = new WeakMap<Story, boolean>()

  constructor(parts: { fleet: Fleet; module: FaultModule; options: FaultOptions; id: string; chance: Chance }) {
    const { fleet, module, options, id, chance } = parts
    const { start, end } = fleet
    const day_ms = 86_400_000
    this.fleet = fleet
    this.module = module
    this.options = options
    this.id = id
    this.chance = chance
    this.from = start + Math.round((options.from ?? Math.min(3, fleet.sizes.days / 3)) * day_ms)
    this.until = options.until === undefined ? end : Math.min(end, start + Math.round(options.until * day_ms))
    this.strength = options.strength ?? 1
    this.count = options.count ?? 1
    assert(this.from < this.until, `${id}: it must begin before it ends and before the scenario does`)
    if (options.intermittent) this.#comeAndGo(options.intermittent)
  }

  #comeAndGo({ on_min, off_min }: NonNullable<FaultOptions['intermittent']>): void {
    const chance = this.chance.of('intermittent')
    for (let at = this.from, on = true; at < this.until; on = !on) {
      at += chance.exponential((on ? on_min : off_min) * 60_000)
      this.#switches.push(at)
    }
  }

  /** Whether it is there now: within its time, and not in one of its pauses. */
  get present(): boolean {
    const now = this.fleet.time.now()
    if (now < this.from || now >= this.until) return false
    let switched = 0
    while (switched < this.#switches.length && (this.#switches[switched] as number) <= now) switched++
    return switched % 2 === 0
  }

  /** Whether it acts on this occasion. */
  acts(): boolean {
    return this.present && (this.strength >= 1 || this.chance.happens(this.strength))
  }

  /** The same for a whole entry: a key that is wrong stays wrong from the PIN block to the check value. */
  actsOn(story: Story | undefined): boolean {
    if (!story) return this.acts()
    let decided = this.#decided.get(story)
    if (decided === undefined) this.#decided.set(story, (decided = this.acts()))
    return decided
  }

  /** Says where it is, for the truth; `equivalents` are other names for the same attempts. */
  scope(element: string, ...equivalents: string[]): void {
    this.#scope.push(element)
    if (equivalents.length > 0) this.#equivalents[element] = equivalents
  }

  /** This attempt was touched, at that stage of its way; `codes` are those that it can explain, without a word any. */
  mark(story: Story | undefined, stage: Stage, codes?: readonly string[]): void {
    const { cause, owner } = this.module
    mark(story, { stage, owner, fault: this.id, ...(cause === undefined ? {} : { cause }), ...(codes && { codes }) })
  }

  /** Does something when its time comes. */
  when(at: number, act: () => void | Promise<void>): void {
    this.fleet.time.after(at - this.fleet.time.now(), () => void act())
  }

  /** The value behind `at`, when the options name that dimension. */
  named(dimension: string): string | undefined {
    const { at } = this.options
    return at?.startsWith(`${dimension}=`) ? at.slice(dimension.length + 1) : undefined
  }

  /** The terminal the options name, or `count` busy ones. */
  tills(): readonly Till[] {
    const named = this.named('terminal')
    if (named !== undefined) return [this.fleet.till(named)]
    const merchant = this.named('merchant')
    if (merchant !== undefined) return this.fleet.tills.filter(({ shop }) => shop.merchant === merchant)
    const busy = this.fleet.tills.filter(({ shop }) => shop.trade.salesPerDay >= 9)
    return this.chance.sample(busy.length >= this.count ? busy : this.fleet.tills, this.count)
  }

  /** The merchant the options name, or one of the busier ones with at least so many tills. */
  shop(tillsMin = 1): Shop {
    const { shops } = this.fleet
    const named = this.named('merchant')
    const known = shops.find(({ merchant }) => merchant === named)
    if (known) return known
    const fitting = shops.filter(({ terminals }) => terminals.length >= tillsMin)
    const business = ({ terminals, trade }: Shop) => terminals.length * trade.salesPerDay
    const ordered = (fitting.length > 0 ? fitting : shops).toSorted((a, b) => business(b) - business(a))
    return this.chance.pick(ordered.slice(0, Math.ceil(ordered.length / 3)))
  }

  /** The line of the truth file. */
  truth() {
    const { id, from, until } = this
    const where = { scope: this.#scope, from, until }
    if (this.module.harmless) return { kind: 'look-alike', id, what: this.module.name, ...where } as const
    const { cause, owner } = this.module
    return {
      kind: 'fault',
      id,
      ...(cause === undefined ? {} : { cause }),
      owner,
      ...where,
      ...(Object.keys(this.#equivalents).length > 0 ? { equivalents: this.#equivalents } : {}),
    } as const
  }
}

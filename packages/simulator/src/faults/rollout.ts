import type { Chance } from '../fleet/chance.ts'
import type { Till } from '../fleet/parties/till.ts'
import type { FaultSite } from './fault.ts'

const HOUR_MS = 3_600_000

/** A name that tells nothing about what is in it. */
export function releaseName(chance: Chance, part: 'software' | 'parameters' | 'kernel'): string {
  if (part === 'parameters') return `P${chance.between(32, 79)}`
  if (part === 'kernel') return `K${chance.between(9, 29)}`
  return `${chance.between(2, 6)}.${chance.between(0, 9)}.${chance.between(1, 9)}`
}

/**
 * A release that goes out over a day and a half, each terminal at its own time, and is taken back when the fault ends.
 * Gives the terminals that will get it.
 */
export function rollOut(
  site: FaultSite,
  release: {
    readonly part: 'software' | 'parameters' | 'kernel'
    readonly version: string
    readonly takes: (till: Till) => boolean
    /** Share of those terminals that get it; the others are the control group. */
    readonly share?: number
    readonly hours?: number
  },
): readonly Till[] {
  const { part, version, takes, share = 0.7, hours = 36 } = release
  const { fleet, chance } = site
  const tills = fleet.tills.filter((till) => takes(till) && chance.happens(share))
  for (const till of tills) {
    const before = till.versions[part]
    const at = Math.min(site.from + chance.whole(hours * HOUR_MS), site.until - 1)
    site.when(at, () => fleet.install(till, part, version))
    if (site.until < fleet.end) site.when(site.until, () => fleet.install(till, part, before))
  }
  return tills
}

/** The model that most terminals are of, or the one the options name. */
export function modelFor(site: FaultSite): string {
  const named = site.named('model')
  if (named !== undefined) return named
  const models = Map.groupBy(site.fleet.tills, (till) => till.site.model)
  const common = [...models].filter(([, tills]) => tills.length >= Math.min(6, site.fleet.tills.length / 8))
  return site.chance.pick(common.map(([model]) => model).toSorted())
}

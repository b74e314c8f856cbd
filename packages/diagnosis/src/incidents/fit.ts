import type { Model } from '../model/index.ts'
import { type LikelihoodTable, PROBABILITY_MIN } from '../model/likelihood.ts'
import { isUnnamed } from '../model/unnamed.ts'
import { candidatesOf, type Contribution, likelihoodsOf } from '../score.ts'
import type { Profile } from './share.ts'

/**
 * How far, in nats, the refusals of an incident may be from what its cause is expected to show: of 105 incidents of known causes
 * in simulated towns three are farther, by 0.6 at most.
 */
const DISTANCE_MAX = 2.5
/** Refusals from which on what they show is taken for what the incident shows. */
const CERTAIN_FROM = 4

/**
 * How fast people type, who they are and how old keys are tells of a place and its hour, whatever breaks there: in a fleet that
 * opened this morning all of it is unusual.
 */
export const OF_THE_WORLD: ReadonlySet<string> = new Set(['time', 'clears', 'acquaintance', 'keyAge', 'release'])

/**
 * What speaks against every cause from which the refusals together are farther than incidents of known causes are: an incident
 * that fits some cause less badly than all others is still nobody's. `own` is the share of them that is the incident's doing.
 */
export function fitTerm(profile: Profile, own: number, model: Model): Contribution {
  const candidates = candidatesOf(model)
  const distances = new Float64Array(candidates.length)
  for (const [name, counts] of profile) {
    if (OF_THE_WORLD.has(name)) continue
    const feature = name as keyof Model['features']
    const { background } = model.features[feature] as LikelihoodTable
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    for (const [outcome, count] of counts) {
      const row = likelihoodsOf(model, feature, outcome)
      const usual = (1 - own) * (background[outcome] as number)
      for (let index = 0; index < distances.length; index++) {
        const expected = Math.max(PROBABILITY_MIN, own * (row[index] as number) + usual)
        distances[index]! += (count / (all + CERTAIN_FROM)) * Math.log(count / all / expected)
      }
    }
  }
  const weights = distances.map((distance, index) =>
    isUnnamed(candidates[index] as string) ? 0 : Math.min(0, DISTANCE_MAX - distance),
  )
  return { id: 'fit', group: 'whole', values: {}, weights }
}

import type { CauseId, Owner } from '../causes.ts'

/** Something that is in nobody's catalogue, by whose fault it would be. */
export type Unnamed = `other-${Owner}`
export type Candidate = CauseId | Unnamed

/** Evidence that shares a source is kept in one group under one weight, so that it is not counted twice. */
export type Group =
  | 'answer'
  | 'pin-block'
  | 'keys'
  | 'entry'
  | 'card'
  | 'chip'
  | 'path'
  | 'records'
  | 'fleet'
  | 'incident'
  | 'whole'
  | 'afterwards'

/**
 * What one feature may show and how often. `background` is its distribution over all refusals; a row of `given` states
 * what differs under a cause, and the probability it leaves over is spread over the remaining outcomes as in the
 * background. A cause without a row is indifferent to the feature.
 */
export interface LikelihoodTable<Outcome extends string = string> {
  readonly group: Group
  readonly background: Readonly<Record<Outcome, number>>
  readonly given: Readonly<Partial<Record<Candidate, Readonly<Partial<Record<Outcome, number>>>>>>
}

/** How often other cards fail in the same way while a cause is at work, against `base`, how often they do without it. */
export interface RateTable {
  readonly group: Group
  readonly base: number
  readonly given: Readonly<Partial<Record<Candidate, number>>>
}

/**
 * No observation is trusted further than this: a sensor, a log or a mapping may be wrong. One fact can therefore move
 * one cause against another by a factor of 10,000 at most, and two facts can overrule it.
 */
export const PROBABILITY_MIN = 1e-4

/** ln P(outcome | candidate) / P(outcome | background). */
export function logLikelihoodRatio<Outcome extends string>(
  table: LikelihoodTable<Outcome>,
  outcome: Outcome,
  candidate: Candidate,
): number {
  const background = Math.max(table.background[outcome], PROBABILITY_MIN)
  return Math.log(Math.max(likelihood(table, outcome, candidate), PROBABILITY_MIN) / background)
}

export function likelihood<Outcome extends string>(
  table: LikelihoodTable<Outcome>,
  outcome: Outcome,
  candidate: Candidate,
): number {
  const { background, given } = table
  const row = given[candidate]
  if (!row) return background[outcome]
  const stated = row[outcome]
  if (stated !== undefined) return stated
  let left = 1
  let leftInBackground = 0
  for (const each of Object.keys(background) as Outcome[]) {
    const probability = row[each]
    if (probability === undefined) leftInBackground += background[each]
    else left -= probability
  }
  return (Math.max(left, 0) * background[outcome]) / leftInBackground
}

/**
 * ln of the likelihood ratio of a history, newest first, for a cause that began at an unknown moment: the mean over all
 * moments of onset of (what came since fails at `rate`, what came before at `base`). A cause that may have begun just
 * now is thereby never ruled out by a healthy past, while a run of failures counts in full.
 */
export function logRateRatio(failures: readonly boolean[], base: number, rate: number): number {
  let product = 1
  let sum = 1
  for (const failed of failures) {
    product *= failed ? rate / base : (1 - rate) / (1 - base)
    sum += product
  }
  const limit = Math.log(1 / PROBABILITY_MIN)
  return Math.min(Math.max(Math.log(sum / (failures.length + 1)), -limit), limit)
}

/** The same row for several causes. */
export function rows<Outcome extends string>(
  causes: readonly CauseId[],
  row: Readonly<Partial<Record<Outcome, number>>>,
): Partial<Record<CauseId, Readonly<Partial<Record<Outcome, number>>>>> {
  return Object.fromEntries(causes.map((cause) => [cause, row]))
}

import type { CauseId, Owner } from '../causes.ts'

/** Something that is in nobody's catalogue, by whose fault it would be. */
export type Unnamed = `other-${Owner}`
export type Candidate = CauseId | Unnamed

/** Evidence that shares a source is kept in one group under one weight, so that it is not counted twice. */
export type Group =
  'answer' | 'pin-block' | 'keys' | 'entry' | 'card' | 'chip' | 'path' | 'records' | 'incident' | 'whole' | 'afterwards'

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

/** The same row for several causes. */
export function rows<Outcome extends string>(
  causes: readonly CauseId[],
  row: Readonly<Partial<Record<Outcome, number>>>,
): Partial<Record<CauseId, Readonly<Partial<Record<Outcome, number>>>>> {
  return Object.fromEntries(causes.map((cause) => [cause, row]))
}

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

/**
 * The table for a log that cannot show some outcomes: what would have been one of them is any of the others, as often as
 * in general. A cause that nearly always shows what cannot be seen is then hardly told from others by what is.
 */
export function withoutOutcomes(table: LikelihoodTable, missing: ReadonlySet<string>): LikelihoodTable {
  if (missing.size === 0) return table
  const key = [...missing].join()
  let known = narrowed.get(table)
  if (!known) narrowed.set(table, (known = new Map()))
  const before = known.get(key)
  if (before) return before
  const made = narrow(table, missing)
  known.set(key, made)
  return made
}

/** A log lacks the same from its beginning to its end. */
const narrowed = new WeakMap<LikelihoodTable, Map<string, LikelihoodTable>>()

function narrow(table: LikelihoodTable, missing: ReadonlySet<string>): LikelihoodTable {
  const seen = Object.keys(table.background).filter((outcome) => !missing.has(outcome))
  const usual = seen.reduce((sum, outcome) => sum + (table.background[outcome] as number), 0)
  const background = Object.fromEntries(
    seen.map((outcome) => [outcome, (table.background[outcome] as number) / usual] as const),
  )
  const rowOf = (cause: Candidate) => {
    const told = seen.map((outcome) => [outcome, likelihood(table, outcome, cause)] as const)
    const untold = 1 - told.reduce((sum, [, probability]) => sum + probability, 0)
    return Object.fromEntries(
      told.map(([outcome, probability]) => [outcome, probability + untold * (background[outcome] as number)] as const),
    )
  }
  const causes = Object.keys(table.given) as Candidate[]
  return { group: table.group, background, given: Object.fromEntries(causes.map((cause) => [cause, rowOf(cause)])) }
}

/** The same row for several causes. */
export function rows<Outcome extends string>(
  causes: readonly CauseId[],
  row: Readonly<Partial<Record<Outcome, number>>>,
): Partial<Record<CauseId, Readonly<Partial<Record<Outcome, number>>>>> {
  return Object.fromEntries(causes.map((cause) => [cause, row]))
}

import { isHarmful, ownerOf, sameAction } from '../actions.ts'
import type { VerdictAnswer } from '../entrant.ts'
import type { AttemptTruth } from '../truth.ts'

/** One refused attempt with its truth and an entrant's answer; no answer counts as `unknown`. */
export interface Judged {
  readonly truth: AttemptTruth
  readonly answer: VerdictAnswer
}

/** Least probability counted for the true cause: a cause that was left out costs 6.9 nats, not infinity. */
const PROBABILITY_MIN = 0.001
const CONFIDENT = 0.8
const BINS = 15

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.length === 0 ? NaN : items.filter(holds).length / items.length

const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length

/** Only attempts whose cause is in the catalogue: of the others the owner alone can be right. */
const catalogued = (judged: readonly Judged[]): readonly Judged[] => judged.filter(({ truth }) => truth.cause)

/** Share whose true cause is among the `count` most probable ones, `unknown` or not. */
export const topShare = (judged: readonly Judged[], count: number): number =>
  share(catalogued(judged), ({ truth, answer }) =>
    answer.ranking.slice(0, count).some(({ cause }) => cause === truth.cause),
  )

/** Mean negative natural logarithm of the probability given to the true cause. */
export const logLoss = (judged: readonly Judged[]): number =>
  mean(
    catalogued(judged).map(({ truth, answer }) => {
      const probability = answer.ranking.find(({ cause }) => cause === truth.cause)?.probability ?? 0
      return -Math.log(Math.max(PROBABILITY_MIN, probability))
    }),
  )

/** Mean squared distance between the probabilities and the truth, 0 to 2. */
export const brier = (judged: readonly Judged[]): number =>
  mean(
    catalogued(judged).map(({ truth, answer }) => {
      const others = answer.ranking.filter(({ cause }) => cause !== truth.cause)
      const own = answer.ranking.find(({ cause }) => cause === truth.cause)?.probability ?? 0
      return others.reduce((sum, { probability }) => sum + probability ** 2, (1 - own) ** 2)
    }),
  )

export interface ReliabilityBin {
  readonly count: number
  readonly confidence: number
  readonly accuracy: number
}

const confidenceOf = ({ answer }: Judged): number => answer.ranking[0]?.probability ?? 0
const firstIsRight = ({ truth, answer }: Judged): boolean =>
  truth.cause !== undefined && answer.ranking[0]?.cause === truth.cause

/** The probability of the first cause against how often it was the true one, in 15 bins of equal width. */
export function reliability(judged: readonly Judged[]): ReliabilityBin[] {
  const bins = Map.groupBy(judged, (each) => Math.min(BINS - 1, Math.floor(confidenceOf(each) * BINS)))
  return [...bins]
    .toSorted(([first], [second]) => first - second)
    .map(([, members]) => ({
      count: members.length,
      confidence: mean(members.map(confidenceOf)),
      accuracy: share(members, firstIsRight),
    }))
}

/** Expected calibration error: distance of the bins from the diagonal, weighted by their size. */
export function calibrationError(judged: readonly Judged[]): number {
  if (judged.length === 0) return NaN
  return reliability(judged).reduce(
    (sum, { count, confidence, accuracy }) => sum + (count / judged.length) * Math.abs(confidence - accuracy),
    0,
  )
}

/** Accuracy among the most confident tenth, two tenths, ... of the attempts. */
export function abstentionCurve(judged: readonly Judged[]): { coverage: number; accuracy: number }[] {
  const ordered = judged.toSorted((first, second) => confidenceOf(second) - confidenceOf(first))
  return Array.from({ length: 10 }, (_, index) => {
    const coverage = (index + 1) / 10
    return { coverage, accuracy: share(ordered.slice(0, Math.ceil(coverage * ordered.length)), firstIsRight) }
  })
}

export const unknownShare = (judged: readonly Judged[]): number =>
  share(judged, ({ answer }) => answer.cause === 'unknown')

/** Share whose answer names the right owner, or says that it does not know. */
export const ownerOrUnknownShare = (judged: readonly Judged[]): number =>
  share(judged, ({ truth, answer }) => answer.cause === 'unknown' || ownerOf(answer.cause) === truth.owner)

/** Wrong with a stated probability of at least 0.8; of a fault in no catalogue, the owner must be wrong. */
export const confidentAndWrongShare = (judged: readonly Judged[]): number =>
  share(judged, ({ truth, answer }) => {
    const first = answer.ranking[0]
    if (answer.cause === 'unknown' || !first || first.probability < CONFIDENT) return false
    return truth.cause === undefined ? ownerOf(first.cause) !== truth.owner : first.cause !== truth.cause
  })

export const rightActionShare = (judged: readonly Judged[]): number =>
  share(catalogued(judged), ({ truth, answer }) => sameAction(answer.cause, truth.cause ?? ''))

export const harmfulActionShare = (judged: readonly Judged[]): number =>
  share(judged, ({ truth, answer }) => isHarmful(answer.cause, truth.owner))

/** PIN tries that the issuer counted although the cardholder was not the reason and nobody attacked. */
export const triesBurnt = (truths: readonly AttemptTruth[]): number =>
  truths.filter(({ tryCounted, owner }) => tryCounted && owner !== 'cardholder' && owner !== 'attacker').length

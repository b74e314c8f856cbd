/** Attempts and how many of them were refused for a reason that concerns the PIN. */
export interface Share {
  readonly attempts: number
  readonly refused: number
}

export interface EffectCounts {
  readonly before: Share
  readonly after: Share
  /** Outside of the action's scope, in the same times: what would have changed anyway. */
  readonly controlBefore: Share
  readonly controlAfter: Share
}

export interface Effect extends EffectCounts {
  /** By how much the share of refusals fell beyond what it fell elsewhere, with its 95 % interval. Positive is good. */
  readonly reduction: number
  readonly low: number
  readonly high: number
  readonly judgement: 'too-early' | 'helps' | 'does-not-help'
}

const Z_95 = 1.96
const JUDGED_FROM = 20
const CERTAIN_FROM = 60
/** An improvement smaller than this is not worth keeping a cure for. */
const WORTH_IT = 0.2

/**
 * Difference in differences of two proportions. Each is taken with one success and one failure added (Agresti and Caffo,
 * The American Statistician 54, 2000), so that small counts and shares of 0 or 1 do not pretend to be certain.
 */
export function effectOf(counts: EffectCounts): Effect {
  const { before, after, controlBefore, controlAfter } = counts
  const reduction = p(before) - p(after) - (p(controlBefore) - p(controlAfter))
  const error =
    Z_95 * Math.sqrt([before, after, controlBefore, controlAfter].reduce((sum, one) => sum + variance(one), 0))
  const low = reduction - error
  const high = reduction + error
  return { ...counts, reduction, low, high, judgement: judge(after.attempts, low, high) }
}

function judge(attempts: number, low: number, high: number): Effect['judgement'] {
  if (low > 0) return 'helps'
  const hopeless = attempts >= JUDGED_FROM && high < WORTH_IT
  return hopeless || attempts >= CERTAIN_FROM ? 'does-not-help' : 'too-early'
}

const p = ({ attempts, refused }: Share): number => (refused + 1) / (attempts + 2)
const variance = (share: Share): number => (p(share) * (1 - p(share))) / (share.attempts + 2)

import { partsOf } from '../dimensions.ts'
import type { Model } from '../model/index.ts'
import { likelihood } from '../model/likelihood.ts'
import type { CandidateRanking } from '../rank.ts'
import type { Deviation } from './deviation.ts'

/**
 * The scope as it is told. Of a bank with a link of its own no payment can tell which of the two is wrong: it is named by
 * whichever the likely causes strike.
 */
export function scopeTold(
  { scope, soleBank, shown }: Pick<Deviation, 'scope' | 'soleBank' | 'shown'>,
  ranking: CandidateRanking,
  model: Model,
): string {
  const [first, ...others] = partsOf(scope)
  const [session] = shown
  if (!soleBank || !first || !session || others.length > 0) return scope
  const { link, issuer } = session.first
  const strikes = (place: 'bank' | 'link') =>
    ranking.reduce(
      (sum, { cause, probability }) => sum + probability * likelihood(model.incident.place, place, cause),
      0,
    )
  const isBank = strikes('bank') > strikes('link')
  if (first.dimension === 'link') return isBank && issuer !== undefined ? `issuer=${issuer}` : scope
  if (first.dimension !== 'issuer' && first.dimension !== 'range') return scope
  return isBank || link === undefined ? scope : `link=${link}`
}

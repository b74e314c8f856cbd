import { partsOf } from '../dimensions.ts'
import type { Model } from '../model/index.ts'
import { likelihood } from '../model/likelihood.ts'
import type { CandidateRanking } from '../rank.ts'
import type { Deviation } from './deviation.ts'
import type { Incident } from './incident.ts'

/**
 * The scope as it is told. Of a bank with a link of its own no payment can tell which of the two is wrong: it is named by
 * whichever the cause strikes, and by both where no cause is named.
 */
export function scopeTold(
  { scope, soleBank, shown }: Pick<Deviation, 'scope' | 'soleBank' | 'shown'>,
  cause: Incident['cause'],
  ranking: CandidateRanking,
  model: Model,
): readonly string[] {
  const [first, ...others] = partsOf(scope)
  const [session] = shown
  if (!soleBank || !first || !session || others.length > 0) return [scope]
  if (first.dimension !== 'link' && first.dimension !== 'issuer' && first.dimension !== 'range') return [scope]
  const { link, issuer } = session.first
  const ofLink = link === undefined ? scope : `link=${link}`
  const ofBank = first.dimension === 'link' ? (issuer === undefined ? scope : `issuer=${issuer}`) : scope
  // A card range is no other name of the link.
  if (cause === 'unknown' && first.dimension !== 'range') return [...new Set([ofBank, ofLink])]
  const strikes = (place: 'bank' | 'link') =>
    ranking.reduce(
      (sum, { cause, probability }) => sum + probability * likelihood(model.incident.place, place, cause),
      0,
    )
  return [strikes('bank') > strikes('link') ? ofBank : ofLink]
}

import { payerOf } from '../attempt.ts'
import { partsOf, type Dimension } from '../dimensions.ts'
import { isCard } from './explained.ts'
import type { Place } from '../model/incident.ts'
import { EXPERT, type IncidentFeatures, type Model } from '../model/index.ts'
import { logUrn } from '../model/dirichlet.ts'
import {
  type Candidate,
  likelihood,
  PROBABILITY_MIN,
  type LikelihoodTable,
  withoutOutcomes,
} from '../model/likelihood.ts'
import type { Owner } from '../causes.ts'
import { isUnnamed, ownerOf } from '../model/unnamed.ts'
import { rank } from '../rank.ts'
import { alikeIn, candidatesOf, type Contribution, likelihoodsOf, ratiosOf, sumOf } from '../score.ts'
import { fitTerm, OF_THE_WORLD } from './fit.ts'
import { ALL_SEEN, placeAmong, placeOf, placesUnseen } from './kind-of-place.ts'
import type { Records } from './records.ts'
import { type Showing, showingOf } from './showing.ts'
import type { Deviation } from './deviation.ts'

/** How freely the refusals of one incident may differ from what is expected of its cause. */
const FREEDOM = {
  /** Observations' worth of expectations: incidents of one cause differ. */
  strength: 5,
  /** Share of known faults that show one outcome throughout, as a host that answers each unreadable block with 99. */
  steady: 0.25,
  /** Share of the refusals of such a fault with that outcome. */
  always: 0.85,
  /** How far features may be multiplied as if independent. */
  weight: 0.65,
}
/**
 * A fault that nobody listed is taken to be a known one with something else about it: each feature differs from that cause's
 * with the chance `differs`, and then shows one outcome throughout, whichever, or (`flat`) anything.
 */
const STRANGE = { differs: 0.2, flat: 0.1, flatStrength: 2, ownKind: 0.5, kin: 0.15 }
/** A host that is silent or slow looks like a line that is: what is known of lines says how hosts fail that nobody listed. */
const KIN: Readonly<Partial<Record<Owner, Owner>>> = { issuer: 'link', acquirer: 'link' }

/** What an incident shows: as a whole, and in the attempts it touched. Each line is a term of the causes' scores. */
export function incidentTerms(
  deviation: Deviation,
  model: Model,
  records: Records,
  seen = showingOf(deviation, records),
): Contribution[] {
  return termsOf(deviation, wholeOf(deviation, records), seen, model, records)
}

/** The same from what was seen alone. */
function termsOf(
  counts: Pick<Deviation, 'failed' | 'expected'>,
  whole: readonly Shown[],
  seen: Showing,
  model: Model,
  records: Records,
): Contribution[] {
  const unseen = placesUnseen(records)
  const prior = Float64Array.from(candidatesOf(model), (cause) => Math.log(model.incidentPriors[cause]))
  const lines = [
    ...whole.map(([feature, outcome, shares]) => wholeLine(feature, outcome, model, shares, unseen)),
    ...attemptLines(counts, seen, model),
  ]
  const terms = [
    { id: 'prior', group: 'prior', values: {}, weights: prior },
    ...withStrangers(lines, model),
    fitTerm(seen.profile, ownShare(counts), model),
  ]
  const sharp = terms.map((term) => ({
    ...term,
    weights: term.weights.map((weight) => model.sharpness.incident * weight),
  }))
  const direct = whole.find(([feature]) => feature === 'place')?.[2]?.get('direct') ?? 0
  return direct > 0 ? [...sharp, directTerm(sharp, direct, model)] : sharp
}

/** How often a bank's host is what fails like its line, against the line itself. */
const HOST_LIKE_LINE = 0.3

/**
 * Of a bank with a link of its own nobody can tell whether its host is silent or the line is: what the line's causes explain,
 * an unlisted fault of the bank explains as well.
 */
function directTerm(terms: readonly Contribution[], share: number, model: Model): Contribution {
  const candidates = candidatesOf(model)
  const sums = sumOf(terms, model)
  const bank = candidates.indexOf('other-issuer')
  const own = sums[bank] as number
  const highest = Math.max(...sums)
  const line = candidates.reduce(
    (sum, cause, at) => sum + (ownerOf(cause) === 'link' ? Math.exp((sums[at] as number) - highest) : 0),
    0,
  )
  const weights = new Float64Array(candidates.length)
  weights[bank] = Math.log(Math.exp(own - highest) + HOST_LIKE_LINE * share * line) + highest - own
  return { id: 'direct', group: 'whole', values: {}, weights }
}

/** What one feature says of each known cause, of a fault that is unlike all of them in it, and of owners' faults where it tells them. */
interface Line extends Contribution {
  readonly strange: number
  /** Whoever it is that is to blame, it is as with that owner's known causes, or as with nobody's in particular. */
  readonly isOwners: boolean
  /** No fault makes it another, but whoever takes the cardholders' place: unlike any known cause only as far as the world is. */
  readonly isWorld?: boolean
}

/** Completes the lines with what they say of the faults that nobody listed: each adds to what those before it left likely. */
function withStrangers(lines: readonly Line[], model: Model): Contribution[] {
  const { differs, ownKind, kin } = STRANGE
  const candidates = candidatesOf(model)
  const known = candidates.flatMap((cause, index) => (isUnnamed(cause) ? [] : [{ owner: ownerOf(cause), index }]))
  const mixed = (like: number, unlike: number) => (1 - differs) * like + differs * unlike
  const factorOf = ({ weights, strange }: Line, ofWorld: boolean) => {
    const unlike = Math.exp(strange)
    const factor = new Float64Array(known.length)
    for (let at = 0; at < factor.length; at++) {
      const like = Math.exp(weights[(known[at] as (typeof known)[number]).index] as number)
      factor[at] = ofWorld ? like : mixed(like, unlike)
    }
    return factor
  }
  const factors = lines.map((line) => factorOf(line, line.isWorld === true))
  const ofOtherHands = lines.map((line, at) =>
    line.isWorld === true ? factorOf(line, false) : (factors[at] as Float64Array),
  )
  for (const [stranger, candidate] of candidates.entries()) {
    if (!isUnnamed(candidate)) continue
    const owner = ownerOf(candidate)
    const count = (of: Owner | undefined) => known.filter((each) => each.owner === of).length
    const [kind, kindred] = [count(owner), count(KIN[owner])]
    const nearly = kindred === 0 ? 0 : kin
    const shares = known.map((each) => {
      if (each.owner === owner) return ownKind / Math.max(1, kind)
      if (each.owner === KIN[owner]) return nearly / kindred
      return (1 - ownKind - nearly) / (known.length - kind - kindred)
    })
    let before = shares.reduce((sum, share) => sum + share, 0)
    for (const [line, { weights, isOwners }] of lines.entries()) {
      const there = Math.exp(weights[stranger] as number)
      const fits = isOwners
        ? known.map((each) => (each.owner === owner ? mixed(Math.exp(weights[each.index] as number), there) : there))
        : ((owner === 'attacker' ? ofOtherHands : factors)[line] as Float64Array)
      let sum = 0
      for (let at = 0; at < shares.length; at++) {
        const share = (shares[at] as number) * (fits[at] as number)
        shares[at] = share
        sum += share
      }
      weights[stranger] = Math.log(sum / before)
      before = sum
    }
  }
  return lines.map(({ id, group, values, weights }) => ({ id, group, values, weights }))
}

/** An outcome, with the shares of several where counting cannot say which it is. */
type Shown = {
  readonly [Name in keyof IncidentFeatures]: readonly [Name, keyof IncidentFeatures[Name]['background'], Shares?]
}[keyof IncidentFeatures]
type Shares = ReadonlyMap<string, number>

/** The outcome of each feature of the incident as a whole. */
export function wholeOf(deviation: Deviation, records: Records): Shown[] {
  const { shown, since, foundAt, failed, sessions, expected, soleBank, pattern } = deviation
  const share = Math.max(0, failed - expected) / Math.max(1, sessions)
  const judged = shown.filter(({ first, acquaintance }) => first.card !== '' && acquaintance !== undefined)
  const known = judged.filter(({ acquaintance }) => acquaintance !== 'new').length / Math.max(1, judged.length)
  const customers = known > 0.6 ? 'known' : known > 0.25 ? 'mixed' : 'new'
  const usual = shown.filter(({ acquaintance }) => acquaintance === 'known').length
  const otherwise = shown.filter(({ acquaintance }) => acquaintance === 'otherwise').length
  const places = sharesOf(deviation, (scope) => placeOf({ scope, soleBank }))
  const recorded = records.before(namesOf(deviation), since, foundAt)
  const found = sharesOf(
    deviation,
    (scope) => records.before(namesOf({ scope, soleBank, shown }), since, foundAt) ?? 'none',
  )
  const recovered = shown.filter(({ accepted }) => accepted).length / Math.max(1, shown.length)
  return [
    ['place', placeOf(deviation), places],
    ['extent', share > 0.85 ? 'all' : share > 0.5 ? 'most' : share > 0.2 ? 'some' : 'few'],
    ...(recorded === undefined ? [] : ([['record', recorded, found]] as const)),
    // Of one card it says no more than how long the log is.
    ...(judged.length > 0 && !isCard(deviation.scope) ? ([['customers', customers]] as const) : []),
    ...(usual + otherwise < KNOWN_MIN
      ? []
      : ([['holder', otherwise > OTHERWISE_MIN * (usual + otherwise) ? 'otherwise' : 'as-usual']] as const)),
    ['recovery', recovered > 0.4 ? 'often' : 'seldom'],
    ...(pattern === undefined ? [] : ([['pattern', pattern]] as const)),
    ...(isOfCards(deviation.scope) ? [] : ofItsCards(deviation)),
  ]
}

/** Whether a scope names cards or whose they are: then what they have in common is the place itself. */
const isOfCards = (scope: string): boolean => partsOf(scope).some(({ dimension }) => OF_CARDS.has(dimension))
const OF_CARDS: ReadonlySet<Dimension> = new Set(['range', 'issuer', 'link', 'panLength', 'card'])

/** Whose the cards are that fail in a place, who types, and whether they fail elsewhere: what tells a place from its customers. */
function ofItsCards({ shown, away }: Pick<Deviation, 'shown' | 'away'>): Shown[] {
  const rangeOf = new Map(shown.map(({ first }) => [payerOf(first), first.range]))
  const most = Math.max(
    ...Map.groupBy(rangeOf.values(), (range) => range)
      .values()
      .map(({ length }) => length),
  )
  const typed = shown.filter(({ hands, first }) => hands !== undefined && first.card !== '')
  const others = typed.filter(({ hands }) => hands === 'otherwise').length
  return [
    ...(rangeOf.size < CARDS_MIN ? [] : ([['ranges', rangesOf(most, rangeOf.size)]] as const)),
    ...(typed.length < CARDS_MIN
      ? []
      : ([['hands', others > OTHERS_MIN * typed.length ? 'otherwise' : 'as-usual']] as const)),
    ...(away === undefined ? [] : ([['away', away]] as const)),
  ]
}

const rangesOf = (most: number, cards: number): 'one' | 'several' | 'many' =>
  most > ONE_MIN * cards ? 'one' : cards >= CROWD && most <= ANY_MAX * cards ? 'many' : 'several'

/** Cards, or sessions of known ones, without which nothing is said of them; and the shares that are more than chance. */
const CARDS_MIN = 6
const ONE_MIN = 0.6
/** So many cards do not forget by chance, where few do. */
const CROWD = 9
const ANY_MAX = 0.4
const OTHERS_MIN = 0.5

/** What the scopes that explain the incident as well would show, by how likely each was found by counting alone. */
function sharesOf({ scope, rivals }: Pick<Deviation, 'scope' | 'rivals'>, of: (scope: string) => string): Shares {
  const shares = new Map<string, number>()
  for (const [rival, share] of rivals.size > 0 ? rivals : [[scope, 1] as const]) {
    const outcome = of(rival)
    shares.set(outcome, (shares.get(outcome) ?? 0) + share)
  }
  return shares
}

/** Sessions of known cards without which nothing is said of how their holders use them, and the share that is more than chance. */
const KNOWN_MIN = 3
const OTHERWISE_MIN = 0.15

/**
 * What refusals in a scope, of which so many are expected anyway, say of the kind of place that their cause has: how much likelier
 * elements of these dimensions are than in general, as a logarithm.
 */
export function placeOdds(
  { shown, kinds, expected, scope }: Pick<Deviation, 'shown' | 'kinds' | 'expected' | 'scope'>,
  model: Model,
  records: Records,
): (set: readonly Dimension[]) => number {
  const seen = showingOf({ shown, kinds }, records)
  const [begun, latest] = [shown[0]?.first.at ?? 0, shown.at(-1)?.first.at ?? 0]
  const recorded = records.before(scope, begun, latest)
  const whole = recorded === undefined ? [] : ([['record', recorded]] as const)
  const ranking = rank(termsOf({ failed: shown.length, expected }, whole, seen, model, records), model)
  // Where causes can be, not where they were looked for.
  const { place: table } = EXPERT.incident
  const known = new Map<Place, number>()
  const oddsOf = (set: readonly Dimension[]): number => {
    // Whoever sits at the tills of a merchant is no likelier than these.
    if (set.includes('operator')) return Math.min(0, oddsOf(['merchant']))
    const place = placeAmong(new Set(set))
    let odds = known.get(place)
    if (odds === undefined) {
      const of = (each: Place) =>
        ranking.reduce((sum, { cause, probability }) => sum + probability * likelihood(table, each, cause), 0)
      // A bank or a link may turn out to be both.
      const [likely, usual] =
        place === 'bank' || place === 'link'
          ? [of(place) + of('direct'), table.background[place] + table.background.direct]
          : [of(place), table.background[place]]
      known.set(place, (odds = Math.max(-ODDS_MAX, Math.min(ODDS_MAX, Math.log(likely / usual)))))
    }
    return odds
  }
  return oddsOf
}

/** Further than this the kind of place is not believed against what was counted. */
const ODDS_MAX = 3

/**
 * What is on record of a link is on record of the banks behind it; and of the link that carries nothing else, what is on record
 * of its bank.
 */
function namesOf({ scope, soleBank, shown }: Pick<Deviation, 'scope' | 'soleBank' | 'shown'>): string {
  const [session] = shown
  if (!session) return scope
  const { link, issuer } = session.first
  const parts = scope.split('&')
  const isBank = parts.some((part) => part.startsWith('issuer=') || part.startsWith('range='))
  const names = soleBank ? [`link=${link}`, `issuer=${issuer}`] : isBank ? [`link=${link}`] : []
  return [...new Set([...parts, ...names])].join('&')
}

const OF_OWNERS: ReadonlySet<string> = new Set(['place', 'hands', 'ranges'])

function wholeLine(
  feature: keyof IncidentFeatures,
  outcome: string,
  model: Model,
  shares: Shares = new Map([[outcome, 1]]),
  unseen: ReadonlySet<Place> = ALL_SEEN,
): Line {
  const given = model.incident[feature] as LikelihoodTable
  const table = feature === 'place' ? withoutOutcomes(given, unseen) : given
  const weight = model.weights[table.group]
  const spread = 1 / Object.keys(table.background).length
  const usual = (each: string) => Math.max(PROBABILITY_MIN, table.background[each] as number)
  // Each is as likely as counting alone made it: a place that was chosen for its cause must not speak for it once more.
  let strange = 0
  const weights = new Float64Array(candidatesOf(model).length)
  for (const [each, share] of shares) {
    const ratios = ratiosOf(model, table, each)
    for (let index = 0; index < weights.length; index++)
      weights[index] = (weights[index] as number) + share * (ratios[index] as number)
    strange += share * ((usual(each) + spread) / 2 / usual(each))
  }
  return {
    id: `${feature}.${outcome}`,
    group: table.group,
    values: {},
    weights: weights.map((ratio) => weight * Math.log(ratio)),
    strange: weight * Math.log(strange),
    isOwners: OF_OWNERS.has(feature),
  }
}

/** Share of the refusals that is the incident's doing. */
const ownShare = ({ failed, expected }: Pick<Deviation, 'failed' | 'expected'>): number =>
  Math.min(0.99, Math.max(0.3, (failed - expected) / Math.max(1, failed)))

/** What the refusals show together. Those above the usual are the cause's doing, the others are like any. */
function attemptLines(
  counted: Pick<Deviation, 'failed' | 'expected'>,
  { profile, values }: Showing,
  model: Model,
): Line[] {
  const own = ownShare(counted)
  const candidates = candidatesOf(model)
  return [...profile].map(([feature, counts]) => {
    const name = feature as keyof Model['features']
    const table = model.features[name] as LikelihoodTable
    const usual = (outcome: string) => Math.max(PROBABILITY_MIN, table.background[outcome] as number)
    const base = logUrn(counts, usual, FREEDOM.strength)
    const fitOf = (row: (outcome: string) => number): number => {
      const expected = (outcome: string) => Math.max(PROBABILITY_MIN, own * row(outcome) + (1 - own) * usual(outcome))
      return Math.exp(logUrn(counts, expected, FREEDOM.strength) - base)
    }
    const steady = [...counts.keys()].map((always) => {
      const row = (outcome: string) => (outcome === always ? FREEDOM.always : 0) + (1 - FREEDOM.always) * usual(outcome)
      return [always, fitOf(row)] as const
    })
    const steadily = (shareOf: (outcome: string) => number) =>
      steady.reduce((sum, [always, fit]) => sum + shareOf(always) * fit, 0)
    const weight = FREEDOM.weight * model.weights[table.group]
    const rows = new Map([...counts.keys()].map((outcome) => [outcome, likelihoodsOf(model, name, outcome)]))
    const weights = new Float64Array(candidates.length)
    const alike = alikeIn(model, name)
    for (let index = 0; index < weights.length; index++) {
      if (isUnnamed(candidates[index] as Candidate)) continue
      const like = alike[index] as number
      const row = (outcome: string) => rows.get(outcome)?.[index] as number
      weights[index] =
        like < index
          ? (weights[like] as number)
          : weight * Math.log((1 - FREEDOM.steady) * fitOf(row) + FREEDOM.steady * steadily(row))
    }
    const spread = 1 / Object.keys(table.background).length
    const anything = (outcome: string) => (usual(outcome) + spread) / 2
    const flat = Math.exp(logUrn(counts, anything, STRANGE.flatStrength) - base)
    const strange = weight * Math.log((1 - STRANGE.flat) * steadily(anything) + STRANGE.flat * flat)
    const [most] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))
    const id = `${feature}.${most}`
    return {
      id,
      group: table.group,
      values: values.get(id) ?? {},
      weights,
      strange,
      isOwners: false,
      isWorld: OF_THE_WORLD.has(feature),
    }
  })
}

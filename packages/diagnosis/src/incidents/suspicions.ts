import type { Instant } from '@fiftyfive/kernel'
import { payerOf } from '../attempt.ts'
import { CAUSES, type CauseId } from '../causes.ts'
import { type Dimension, valueOf } from '../dimensions.ts'
import type { Place } from '../model/incident.ts'
import { EXPERT, type Model } from '../model/index.ts'
import { likelihood } from '../model/likelihood.ts'
import { candidatesOf } from '../score.ts'
import { Recency } from '../recency.ts'
import type { Verdict } from '../verdict.ts'
import type { Session } from './sessions.ts'

/** One cause that is suspected in one place. */
export interface Suspicion {
  readonly cause: CauseId
  readonly scope: string
  readonly since: Instant
  /** Those whose verdicts made it certain. */
  readonly sessions: readonly Session[]
}

/** What has to be known beside the verdict. */
export interface Circumstances {
  readonly model: Model
  /** Sessions of the fleet so far. */
  readonly sessions: number
  /** How many sessions an element had since then. */
  readonly passed: (element: string, since: Instant) => number
  /** How much likelier what is on record makes the cause there, as a logarithm. */
  readonly recorded: (cause: CauseId, element: string, since: Instant) => number
}

/** Shares of a place's sessions that a fault may spoil. */
const SHARES = [0.9, 0.4, 0.1, 0.02, 0.004] as const
/**
 * Log-likelihood ratio from which a place alarms. By Wald's bound one suspicion in e^threshold of those that begin in a
 * healthy fleet; one of 2,000 terminals begins some 10^5 a week, nearly all of which end with the next payments.
 */
const THRESHOLD = 13
const CARDS_MIN = 2
/** Below this a verdict makes nobody suspicious. */
const SUSPECT_MIN = 0.03
/** A fact may be recorded wrongly: no verdict speaks louder than this, against refusals in general. */
const EVIDENCE_MAX = 1e4
/** Share of healthy sessions that a cause is taken to be behind until the fleet has shown its own, and sessions' worth of it. */
const USUAL = 2e-5
const USUAL_SESSIONS = 20_000
const REFUSED = 0.04
const REFUSED_SESSIONS = 2_000
/** Happens to people everywhere, or on lines for a moment: a count says more of it than a verdict. */
const EVERYDAY: ReadonlySet<string> = new Set(['network', 'pin-missing', 'risk-block', 'card-worn', 'stolen-card'])
/** Happens to some people everywhere, whatever they pay with. */
const ORDINARY: Readonly<Partial<Record<CauseId, number>>> = { accessibility: 4e-4 }
const PLACES_KEPT = 20_000
const PAYERS_KEPT = 32
const PLACE_MIN = 0.08

const DIMENSIONS_OF: Readonly<Partial<Record<Place, readonly Dimension[]>>> = {
  terminal: ['terminal'],
  merchant: ['merchant'],
  release: ['version'],
  parameters: ['parameters'],
  kernel: ['kernel'],
  bank: ['issuer', 'range'],
  link: ['link'],
  node: ['node'],
  'pan-length': ['panLength'],
}

/** One cause in one place. */
interface Suspected {
  readonly sums: Float64Array
  since: Instant
  lastAt: Instant
  /** What the verdict on each card said, as a likelihood ratio against refusals in general. */
  readonly payers: Map<string, number>
  sessions: Session[]
}

/**
 * Adds up what verdicts say of one cause in one place. A symptom is counted whatever else its refusal shows; here a key that
 * was proven lost weighs more than a wrong PIN, and two cards may be enough. Sequential tests as in the cells, one for
 * each share of sessions that a fault may spoil, against how often verdicts suspect the cause elsewhere in the fleet.
 */
export class Suspicions {
  readonly #places = new Recency<Suspected>(PLACES_KEPT)
  readonly #suspected = new Map<CauseId, number>()
  /** Cards that were counted there: each once, however often it was refused. */
  readonly #heard = new Recency<true>(PLACES_KEPT)
  #refused = 0

  /** Hears the verdict on a refusal that no incident explains. Gives the place that alarms, if one does. */
  add(session: Session, ranking: Verdict['ranking'], around: Circumstances): Suspicion | undefined {
    this.#refused++
    let best: (Suspicion & { readonly score: number }) | undefined
    for (const { cause, probability } of ranking) {
      if (cause === 'other' || probability < SUSPECT_MIN || !isTelling(cause)) continue
      const before = this.#suspected.get(cause) ?? 0
      const heard = `${cause} ${payerOf(session.first)}`
      if (!this.#heard.has(heard)) this.#suspected.set(cause, before + probability)
      this.#heard.set(heard, true)
      const evidence = Math.min(
        EVIDENCE_MAX,
        probability / Math.max(1e-9, 1 - probability) / priorOf(cause, around.model),
      )
      for (const { dimension, prior } of placesOf(cause, around.model)) {
        const value = valueOf[dimension](session.first)
        if (value === undefined) continue
        const scope = `${dimension}=${value}`
        const suspected = this.#weigh(`${cause} ${scope}`, session, { cause, scope, evidence, before }, around)
        const { sums, since, sessions } = suspected
        if (suspected.payers.size < CARDS_MIN) continue
        const certainty = Math.max(...sums) + around.recorded(cause, scope, since)
        const score = certainty + Math.log(prior)
        if (certainty >= THRESHOLD && (!best || score > best.score)) best = { cause, scope, since, sessions, score }
      }
    }
    if (best) this.#places.set(`${best.cause} ${best.scope}`, nobody(best.since))
    return best
  }

  #weigh(
    key: string,
    session: Session,
    of: { readonly cause: CauseId; readonly scope: string; readonly evidence: number; readonly before: number },
    { sessions, passed }: Circumstances,
  ): Suspected {
    const { at } = session.first
    let known = this.#places.touch(key)
    if (!known) {
      known = nobody(at)
      this.#places.set(key, known)
    }
    const payer = payerOf(session.first)
    const heard = known.payers.get(payer) ?? 0
    if (of.evidence <= heard) return known
    if (heard === 0 && of.cause in ORDINARY && known.sessions.some((each) => isOnePayer(each, session))) return known
    const own = known.sessions.length
    const healthy = ORDINARY[of.cause] ?? USUAL
    const usual = (USUAL_SESSIONS * healthy + Math.max(0, of.before - own)) / (USUAL_SESSIONS + sessions)
    const refused = (REFUSED_SESSIONS * REFUSED + this.#refused) / (REFUSED_SESSIONS + sessions)
    const ratio = (share: number, evidence: number) =>
      Math.log(1 - share + (share * evidence) / (refused + usual * evidence))
    const between = heard > 0 ? 0 : Math.max(0, passed(of.scope, known.lastAt) - 1)
    let fresh = true
    for (const [index, share] of SHARES.entries()) {
      const before = Math.max(0, (known.sums[index] as number) + between * Math.log(1 - share))
      if (before > 0) fresh = false
      known.sums[index] = before + ratio(share, of.evidence) - (heard > 0 ? ratio(share, heard) : 0)
    }
    if (fresh) {
      known.since = at
      known.sessions = []
      known.payers.clear()
    }
    if (heard === 0 && known.sessions.push(session) > PAYERS_KEPT) known.sessions.shift()
    known.payers.set(payer, of.evidence)
    if (known.payers.size > PAYERS_KEPT) known.payers.delete(known.payers.keys().next().value as string)
    known.lastAt = Math.max(known.lastAt, at)
    return known
  }
}

/** Another card for the same amount at the same till a moment later: what its holder cannot do, that card cannot change. */
const isOnePayer = ({ first: one }: Session, { first: other }: Session): boolean =>
  one.terminal === other.terminal &&
  one.amount_minor !== undefined &&
  one.amount_minor === other.amount_minor &&
  Math.abs(other.at - one.at) < ONE_PAYER_MS
const ONE_PAYER_MS = 10 * 60_000

const nobody = (at: Instant): Suspected => ({
  sums: new Float64Array(SHARES.length),
  since: at,
  lastAt: at,
  payers: new Map(),
  sessions: [],
})

const isTelling = (cause: CauseId): boolean => CAUSES[cause].owner !== 'cardholder' && !EVERYDAY.has(cause)

interface Prior {
  readonly dimension: Dimension
  readonly prior: number
}
const priors = new WeakMap<
  Model,
  { readonly places: Map<CauseId, readonly Prior[]>; readonly shares: ReadonlyMap<string, number> }
>()

function priorsOf(model: Model) {
  let known = priors.get(model)
  if (!known) {
    const raised = candidatesOf(model).map((cause) => [cause, model.priors[cause] ** model.sharpness.refusal] as const)
    const sum = raised.reduce((total, [, share]) => total + share, 0)
    const shares = new Map(raised.map(([cause, share]) => [cause, share / sum]))
    priors.set(model, (known = { places: new Map(), shares }))
  }
  return known
}

const priorOf = (cause: CauseId, model: Model): number => priorsOf(model).shares.get(cause) as number

/** Where the cause may be, as far as that is looked for. */
function placesOf(cause: CauseId, model: Model): readonly Prior[] {
  const { places } = priorsOf(model)
  let known = places.get(cause)
  if (!known) {
    known = Object.entries(DIMENSIONS_OF).flatMap(([place, dimensions]) => {
      const prior = likelihood(EXPERT.incident.place, place as Place, cause)
      return prior < PLACE_MIN
        ? []
        : dimensions.map((dimension) => ({ dimension, prior: prior * (dimension === 'range' ? 0.3 : 0.7) }))
    })
    places.set(cause, known)
  }
  return known
}

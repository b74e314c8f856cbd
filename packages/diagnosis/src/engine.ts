import type { Instant } from '@fiftyfive/kernel'
import {
  type Attempt,
  concernsPin,
  type SurroundingFacts,
  type SurroundingIncident,
  type Surroundings,
} from './attempt.ts'
import { decide, diagnose, leading, RANKED_MIN, verdictOf, weigh, type Weighed } from './diagnose.ts'
import { covers } from './dimensions.ts'
import type { FleetEvent } from './fleet-event.ts'
import type { Causes } from './incidents/causes-asked.ts'
import { incidentTerms, placeOdds } from './incidents/cause.ts'
import { showingOf } from './incidents/showing.ts'
import { isCard } from './incidents/explained.ts'
import { scopeTold } from './incidents/bank-or-link.ts'
import { areAlike, type Group, Groups, together } from './incidents/groups.ts'
import type { Incident } from './incidents/incident.ts'
import type { Profile } from './incidents/share.ts'
import { Records } from './incidents/records.ts'
import { type Session, showing } from './incidents/sessions.ts'
import { type Deviation, symptomOf } from './incidents/deviation.ts'
import { type Change, DeviationWatch } from './incidents/watch.ts'
import { EXPERT, MODEL, type Model } from './model/index.ts'
import { likelihood, logLikelihoodRatio } from './model/likelihood.ts'
import { ownerOf } from './model/unnamed.ts'
import { type CandidateRanking, explain, ownersOf, rank, told } from './rank.ts'
import { LATER_WINDOW_MS, RecentAttempts } from './recent-attempts.ts'
import type { Verdict } from './verdict.ts'

/** What the engine has to say after an observation. A verdict of an attempt replaces the one before. */
export type Finding =
  { readonly type: 'verdict'; readonly verdict: Verdict } | { readonly type: 'incident'; readonly incident: Incident }

/** Hears what verdicts and incidents are made of: for training and for measuring what each kind of evidence is worth. */
export interface EngineListener {
  readonly settled?: (attempt: Attempt, surroundings: Surroundings) => void
  readonly located?: (deviation: Deviation, records: Records) => void
}

/** Refusals whose verdict may still change: by what the card does next, and by an incident that is found later. */
interface Refusal {
  readonly attempt: Attempt
  /** Its symptoms grow with the card's next entries. */
  readonly session: Session
  /** Of its verdict as much as tells whether a later one is another. */
  told: Pick<Verdict, 'cause' | 'confidence'>
}
/** An incident with what its refusals are judged by. */
interface Judged {
  readonly incident: Incident
  readonly ranking: CandidateRanking
  /** Of what is above the usual, the part that the ranking is about. */
  readonly share: number
  readonly profile: Profile
}
const REFUSALS_MAX = 20_000
/** A verdict is told again when its cause changes, or its confidence by more than this. */
const TOLD_AGAIN = 0.02

/**
 * The diagnosis of a fleet: hears attempts and records in the order of time and says why each PIN was refused, at once
 * and again when more is known, and what is wrong in the fleet. Pure: its clock are the times it hears, and the same
 * history gives the same findings. Memory is bounded, whatever it hears.
 */
export class DiagnosisEngine {
  #model: Model
  readonly #recent = new RecentAttempts()
  readonly #watch = new DeviationWatch()
  readonly #records = new Records()
  readonly #incidents = new Map<string, Judged>()
  readonly #groups = new Groups()
  #refusals: Refusal[] = []
  /** Index of the oldest refusal whose card may still tell more. */
  #unsettled = 0

  readonly #listener: EngineListener
  #now: Instant = 0
  /** What the watch may ask of causes, as things stand. */
  readonly #causes: Causes = {
    isHarmless: (deviation) => this.#isHarmless(deviation),
    recorded: (cause, element, since) => {
      const record = this.#records.before(element, since, this.#now)
      return record === undefined ? 0 : logLikelihoodRatio(EXPERT.incident.record, record, cause)
    },
    placeOdds: (failed) => placeOdds(failed, this.#model, this.#records),
  }

  constructor(model: Model = MODEL, listener: EngineListener = {}) {
    this.#model = model
    this.#listener = listener
  }

  /** Judges by another model from now on; verdicts that were given stay until more is known of their refusals. */
  use(model: Model): void {
    this.#model = model
  }

  /** Incidents that are open now. */
  get incidents(): readonly Incident[] {
    return [...this.#incidents.values()].flatMap(({ incident }) => (incident.state === 'open' ? [incident] : []))
  }

  record(event: FleetEvent): void {
    this.#records.add(event)
  }

  observe(attempt: Attempt): Finding[] {
    const findings = this.settle(attempt.at)
    this.#recent.add(attempt)
    this.#records.hear(attempt)
    this.#now = attempt.at
    const { session, changes } = this.#watch.observe(attempt, this.#causes)
    for (const change of changes) findings.push(...this.#changed(change, attempt.at))
    if (!session || !concernsPin(attempt.code)) return findings
    const verdict = this.#judge(attempt, attempt.at, session)
    this.#refusals.push({ attempt, session, told: toldOf(verdict) })
    if (this.#refusals.length > REFUSALS_MAX) {
      const gone = REFUSALS_MAX / 4
      this.#refusals = this.#refusals.slice(gone)
      this.#unsettled = Math.max(0, this.#unsettled - gone)
    }
    findings.push({ type: 'verdict', verdict })
    return findings
  }

  /** Says what time alone tells: what a card did not do within ten minutes, scopes that fell silent. */
  settle(now: Instant): Finding[] {
    const findings: Finding[] = []
    for (; ; this.#unsettled++) {
      const refusal = this.#refusals[this.#unsettled]
      if (!refusal || now - refusal.attempt.at < LATER_WINDOW_MS) break
      this.#listener.settled?.(refusal.attempt, this.around(refusal.attempt, refusal.session))
      // A log that ends is settled at the end of time; what was known was known ten minutes after the refusal.
      const at = refusal.attempt.at + LATER_WINDOW_MS
      const { weighed, findings: told } = this.#judgeAgain(refusal, at)
      findings.push(...told)
      if (isIncidents(weighed)) continue
      const suspected = { ranking: weighed.ranking, model: this.#model, at }
      for (const change of this.#watch.suspect(refusal.session, suspected, this.#causes))
        findings.push(...this.#changed(change, at))
    }
    for (const change of this.#watch.settle(now)) findings.push(...this.#changed(change, now))
    return findings
  }

  /** Earlier refusals of the same card, whose verdicts this attempt may have changed: a retry that succeeds explains. */
  reconsider(attempt: Attempt): Verdict[] {
    return this.#recent
      .refusedBefore(attempt)
      .map((earlier) => ({ ...this.judge(earlier), at: attempt.at, stage: 'revised' as const }))
  }

  /** The verdict of an attempt as things stand, without being told of it: for the answer to the till. */
  judge(attempt: Attempt): Verdict {
    return this.#judge(attempt, attempt.at)
  }

  #judge(attempt: Attempt, at: Instant, session?: Session): Verdict {
    return diagnose(attempt, this.around(attempt, session), at, this.#model)
  }

  /** How it weighs as things stand now, and the verdict when there is one to tell: only then is it explained. */
  #judgeAgain(refusal: Refusal, at: Instant): { readonly weighed: Weighed; readonly findings: Finding[] } {
    const { attempt, session, told: before } = refusal
    const weighed = weigh(attempt, this.around(attempt, session), this.#model)
    const { cause, confidence } = weighed
    if (cause === before.cause && Math.abs(confidence - before.confidence) <= TOLD_AGAIN)
      return { weighed, findings: [] }
    refusal.told = { cause, confidence }
    const verdict = verdictOf(weighed, { attempt: attempt.id, at, stage: 'revised' }, this.#model)
    return { weighed, findings: [{ type: 'verdict', verdict }] }
  }

  /** What is known around an attempt now. Its session says which incidents it may belong to: without one, any. */
  around(attempt: Attempt, session?: Session): Surroundings {
    const incident = this.#incidentAround(attempt, session?.symptoms ?? ALL_SYMPTOMS)
    const acquaintance = session ? session.acquaintance : this.#watch.acquaintance(attempt)
    const facts = { ...(attempt.card === '' || !acquaintance ? {} : { acquaintance }), ...this.#factsOf(attempt) }
    return { ...this.#recent.around(attempt), facts, ...(incident ? { incident } : {}) }
  }

  #incidentAround(attempt: Attempt, symptoms: number): SurroundingIncident | undefined {
    const deviation = this.#watch.covering(attempt, symptoms)
    const judged = deviation && this.#incidents.get(this.#groups.of(deviation).id)
    if (!deviation || !judged) return undefined
    const { incident, ranking, share, profile } = judged
    // What shows another symptom than the incident's may follow from it, or not.
    const part = (deviation.kinds & symptoms) === 0 ? 0.5 : 1
    const own = (deviation.failed - deviation.expected) / Math.max(1, deviation.failed)
    const excess = part * share * Math.min(0.995, Math.max(0, own))
    return { id: incident.id, excess, ranking, profile }
  }

  #factsOf({ terminal, at, pinKeyCheckValue }: Attempt): SurroundingFacts {
    const releases = (['software', 'kernel', 'parameters'] as const)
      .map((part) => this.#records.installed(terminal, part))
      .filter((installed) => installed !== undefined)
    const owner = pinKeyCheckValue === undefined ? undefined : this.#records.keyBelongsTo(pinKeyCheckValue, terminal)
    return {
      ...(this.#records.areKept ? { opened: this.#records.opened(terminal, at) } : {}),
      firstKey: this.#records.hasFirstKey(terminal),
      ...(pinKeyCheckValue === undefined
        ? {}
        : { keyOfAnother: owner !== undefined, keyDelivered: this.#records.wasDelivered(pinKeyCheckValue, terminal) }),
      ...(releases.length === 0 ? {} : { releaseAge_ms: at - Math.max(...releases) }),
    }
  }

  /**
   * A rise that cardholders bring about is no incident: a forgetful day, a habit, customers of a new kind. Cards that one
   * place cannot read are a matter of its reader, whosever a single one of them is.
   */
  #isHarmless(deviation: Deviation): boolean {
    if (symptomOf(deviation) === 'reading') return false
    const owners = ownersOf(rank(incidentTerms(deviation, this.#model, this.#records), this.#model))
    if (isCard(deviation.scope))
      return (owners.find((each) => each.owner === 'attacker')?.probability ?? 0) < GUESSED_MIN
    const [owner] = owners
    return owner !== undefined && owner.owner === 'cardholder' && owner.probability >= HARMLESS_MIN
  }

  #changed({ deviation, what }: Change, at: Instant): Finding[] {
    const findings: Finding[] = []
    const { ended } = deviation
    let group = this.#groups.of(deviation)
    if (ended?.into !== undefined) {
      const into = this.#groups.named(ended.into)
      if (into && into !== group) {
        const joined = this.#groups.join(group, into, deviation)
        findings.push(...this.#absorbed(joined.id === group.id ? into : group, joined, at))
        group = joined
      }
    }
    const before = this.#incidents.get(group.id)?.incident
    const grown = before && what === 'grew' && together(group).failed < before.figures.failed * 1.2 + 1
    if (grown && before.figures.failed > 20) return findings
    let judged = this.#judgeIncident(group)
    const companion = what === 'ended' ? undefined : this.#companionOf(group, judged)
    if (companion) {
      const joined = this.#groups.join(group, companion)
      findings.push(...this.#absorbed(joined.id === group.id ? companion : group, joined, at))
      group = joined
      judged = this.#judgeIncident(group)
    }
    const { incident } = judged
    this.#incidents.set(group.id, judged)
    if (this.#incidents.size > INCIDENTS_MAX) this.#forgetOldest()
    findings.push({ type: 'incident', incident })
    const moved = before?.scope.join() !== incident.scope.join() || before.cause !== incident.cause
    if (moved || what === 'ended') for (const member of group.members) findings.push(...this.#revise(member, at))
    return findings
  }

  #forgetOldest(): void {
    const [oldest] = this.#incidents.keys()
    if (oldest === undefined) return
    this.#incidents.delete(oldest)
    this.#groups.forget(oldest)
  }

  /** The same story in another place: of one cause, of one kind of place, begun at about the same time. */
  #companionOf(group: Group, { incident: { cause, state } }: Judged): Group | undefined {
    if (cause === 'unknown' || state !== 'open') return undefined
    const { place } = EXPERT.incident
    const strikesSingly = likelihood(place, 'terminal', cause) + likelihood(place, 'card', cause) > 0.5
    for (const { incident } of this.#incidents.values()) {
      if (incident.cause !== cause || incident.id === group.id) continue
      // What comes and goes, as a key that is lost at one sign-on and there at the next, may be over elsewhere by now.
      if (incident.state === 'dismissed' || incident.ended?.why === 'merged') continue
      const other = this.#groups.named(incident.id)
      if (!other || other.id !== incident.id) continue
      const [one, another] = [group.members[0] as Deviation, other.members[0] as Deviation]
      if (areAlike(one, another, strikesSingly, this.#watch.terminals)) return other
    }
    return undefined
  }

  /** An incident that turned out to be part of an older one. */
  #absorbed({ id }: Group, into: Group, at: Instant): Finding[] {
    const judged = this.#incidents.get(id)
    if (!judged || id === into.id) return []
    const ended = { at, why: 'merged', into: into.id } as const
    const incident: Incident = { ...judged.incident, state: 'resolved', updatedAt: at, ended }
    this.#incidents.set(id, { ...judged, incident })
    return [{ type: 'incident', incident }]
  }

  /** What was refused in the incident's scope before it was found is judged again. */
  #revise({ scope, from, kinds }: Deviation, at: Instant): Finding[] {
    const findings: Finding[] = []
    for (let index = this.#refusals.length - 1; index >= 0; index--) {
      const refusal = this.#refusals[index] as Refusal
      if (refusal.attempt.at < from) break
      if ((refusal.session.symptoms & kinds) !== 0 && covers(scope, refusal.attempt))
        findings.push(...this.#judgeAgain(refusal, at).findings)
    }
    return findings
  }

  #judgeIncident(group: Group): Judged {
    const deviation = together(group)
    this.#listener.located?.(deviation, this.#records)
    const seen = showingOf(deviation, this.#records)
    const terms = incidentTerms(deviation, this.#model, this.#records, seen)
    const candidates = rank(terms, this.#model)
    const ranking = told(candidates)
    const cause = decide(ranking, this.#model, 'incident')
    const { id, since, foundAt, updatedAt, state, ended, shown } = deviation
    const attempts = shown.map((session) => showing(session, deviation.kinds))
    const unsold = shown.filter(({ accepted }) => !accepted)
    const incident: Incident = {
      id,
      symptom: symptomOf(deviation),
      scope: [...new Set(group.members.flatMap((member) => scopeTold(member, cause, candidates, this.#model)))],
      since,
      foundAt,
      updatedAt,
      state,
      ...(ended ? { ended } : {}),
      cause,
      confidence: ranking[0]?.probability ?? 0,
      ranking: ranking.filter(({ probability }) => probability >= RANKED_MIN),
      owners: ownersOf(candidates),
      evidence: explain(terms, leading(candidates, ranking), this.#model),
      figures: {
        sessions: deviation.sessions,
        failed: deviation.failed,
        expected: deviation.expected,
        cards: deviation.cards.size,
        merchants: new Set(attempts.map(({ merchant }) => merchant)).size,
        terminals: new Set(attempts.map(({ terminal }) => terminal)).size,
        amountAtRisk_minor: unsold.reduce((sum, { first: { amount_minor } }) => sum + (amount_minor ?? 0), 0),
        nearLockout: new Set(
          attempts.filter(({ triesLeft }) => triesLeft !== undefined && triesLeft <= 1).map(({ card }) => card),
        ).size,
        controlRate: this.#watch.usualRate(deviation),
      },
    }
    return { incident, ...behind(state, candidates), profile: seen.profile }
  }
}

/** Whether an incident has a say in it. */
const isIncidents = ({ terms }: Weighed): boolean =>
  terms.some(({ id, weights }) => id === 'incident' && weights.some((weight) => weight !== 0))

const toldOf = ({ cause, confidence }: Verdict): Refusal['told'] => ({ cause, confidence })

/**
 * What an incident says of its refusals. A rise that was let alone is mostly people's own doing, and those refusals are
 * judged one by one; but it says who else may be behind it.
 */
function behind(state: Incident['state'], ranking: CandidateRanking): Pick<Judged, 'ranking' | 'share'> {
  if (state !== 'dismissed') return { ranking, share: 1 }
  const others = ranking.filter(({ cause }) => ownerOf(cause) !== 'cardholder')
  const share = others.reduce((sum, { probability }) => sum + probability, 0)
  return { ranking: others.map(({ cause, probability }) => ({ cause, probability: probability / share })), share }
}

const INCIDENTS_MAX = 5_000
/** How sure it must be that people are behind a rise before it is let alone. */
const HARMLESS_MIN = 0.35
/** How sure it must be that a card is not in its holder's hands before it is told. */
const GUESSED_MIN = 0.9
const ALL_SYMPTOMS = -1

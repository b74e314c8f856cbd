import type { Instant } from '@fiftyfive/kernel'
import {
  type Attempt,
  concernsPin,
  type SurroundingFacts,
  type SurroundingIncident,
  type Surroundings,
} from './attempt.ts'
import { CAUSES } from './causes.ts'
import { decide, diagnose } from './diagnose.ts'
import { covers } from './dimensions.ts'
import type { FleetEvent } from './fleet-event.ts'
import { incidentTerms } from './incidents/cause.ts'
import type { Incident } from './incidents/incident.ts'
import { Records } from './incidents/records.ts'
import type { Session } from './incidents/sessions.ts'
import { type Change, type Deviation, DeviationWatch, symptomOf } from './incidents/watch.ts'
import { MODEL, type Model } from './model/index.ts'
import { explain, rank } from './rank.ts'
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
  verdict: Verdict
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
  readonly #model: Model
  readonly #recent = new RecentAttempts()
  readonly #watch = new DeviationWatch()
  readonly #records = new Records()
  readonly #incidents = new Map<string, Incident>()
  #refusals: Refusal[] = []
  /** Index of the oldest refusal whose card may still tell more. */
  #unsettled = 0

  readonly #listener: EngineListener

  constructor(model: Model = MODEL, listener: EngineListener = {}) {
    this.#model = model
    this.#listener = listener
  }

  /** Incidents that are open now. */
  get incidents(): readonly Incident[] {
    return [...this.#incidents.values()].filter(({ state }) => state === 'open')
  }

  record(event: FleetEvent): void {
    this.#records.add(event)
  }

  observe(attempt: Attempt): Finding[] {
    const findings = this.settle(attempt.at)
    this.#recent.add(attempt)
    const { session, changes } = this.#watch.observe(attempt, (deviation) => this.#isHarmless(deviation))
    findings.push(...changes.flatMap((change) => this.#changed(change, attempt.at)))
    if (!concernsPin(attempt.code)) return findings
    const refusal: Refusal = { attempt, session, verdict: this.#judge(attempt, session.symptoms, attempt.at) }
    this.#refusals.push(refusal)
    if (this.#refusals.length > REFUSALS_MAX) {
      const gone = REFUSALS_MAX / 4
      this.#refusals = this.#refusals.slice(gone)
      this.#unsettled = Math.max(0, this.#unsettled - gone)
    }
    findings.push({ type: 'verdict', verdict: refusal.verdict })
    return findings
  }

  /** Says what time alone tells: what a card did not do within ten minutes, scopes that fell silent. */
  settle(now: Instant): Finding[] {
    const findings: Finding[] = []
    for (; ; this.#unsettled++) {
      const refusal = this.#refusals[this.#unsettled]
      if (!refusal || now - refusal.attempt.at < LATER_WINDOW_MS) break
      this.#listener.settled?.(refusal.attempt, this.around(refusal.attempt, refusal.session.symptoms))
      findings.push(...this.#judgeAgain(refusal, now))
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
    return this.#judge(attempt, ALL_SYMPTOMS, attempt.at)
  }

  #judge(attempt: Attempt, symptoms: number, at: Instant): Verdict {
    return diagnose(attempt, this.around(attempt, symptoms), at, this.#model)
  }

  #judgeAgain(refusal: Refusal, at: Instant): Finding[] {
    const { verdict: before } = refusal
    const verdict: Verdict = { ...this.#judge(refusal.attempt, refusal.session.symptoms, at), stage: 'revised' }
    const changed = verdict.cause !== before.cause || Math.abs(verdict.confidence - before.confidence) > TOLD_AGAIN
    if (!changed) return []
    refusal.verdict = verdict
    return [{ type: 'verdict', verdict }]
  }

  /** What is known around an attempt now; `symptoms` (bits) say which incidents it may belong to, all unless given. */
  around(attempt: Attempt, symptoms = ALL_SYMPTOMS): Surroundings {
    const incident = this.#incidentAround(attempt, symptoms)
    return { ...this.#recent.around(attempt), facts: this.#factsOf(attempt), ...(incident ? { incident } : {}) }
  }

  #incidentAround(attempt: Attempt, symptoms: number): SurroundingIncident | undefined {
    const deviation = this.#watch.covering(attempt, symptoms)
    const incident = deviation && this.#incidents.get(deviation.id)
    if (!deviation || !incident) return undefined
    const excess = Math.min(0.995, Math.max(0, (deviation.failed - deviation.expected) / Math.max(1, deviation.failed)))
    return { id: incident.id, excess, ranking: incident.ranking }
  }

  #factsOf({ terminal, card, at, pinKeyCheckValue }: Attempt): SurroundingFacts {
    const releases = (['software', 'kernel', 'parameters'] as const)
      .map((part) => this.#records.installed(terminal, part))
      .filter((installed) => installed !== undefined)
    const owner = pinKeyCheckValue === undefined ? undefined : this.#records.keyBelongsTo(pinKeyCheckValue, terminal)
    return {
      knownCard: this.#watch.knows(card),
      opened: this.#records.opened(terminal, at),
      ...(pinKeyCheckValue === undefined ? {} : { keyOfAnother: owner !== undefined }),
      ...(releases.length === 0 ? {} : { releaseAge_ms: at - Math.max(...releases) }),
    }
  }

  /** A rise that cardholders bring about is no incident: a forgetful day, a habit, customers of a new kind. */
  #isHarmless(deviation: Deviation): boolean {
    const [first] = rank(incidentTerms(deviation, this.#model, this.#records), this.#model)
    return first !== undefined && first.cause !== 'other' && CAUSES[first.cause].owner === 'cardholder'
  }

  #changed({ deviation, what }: Change, at: Instant): Finding[] {
    const before = this.#incidents.get(deviation.id)
    const grown = before && what === 'grew' && deviation.failed < before.figures.failed * 1.2 + 1
    if (grown && deviation.failed > 20) return []
    this.#listener.located?.(deviation, this.#records)
    const incident = this.#incidentOf(deviation)
    this.#incidents.set(deviation.id, incident)
    if (this.#incidents.size > INCIDENTS_MAX) this.#incidents.delete(this.#incidents.keys().next().value as string)
    const findings: Finding[] = [{ type: 'incident', incident }]
    const moved = before?.scope.join() !== incident.scope.join() || before.cause !== incident.cause
    if (incident.state !== 'dismissed' && (moved || what === 'ended')) findings.push(...this.#revise(deviation, at))
    return findings
  }

  /** What was refused in the incident's scope before it was found is judged again. */
  #revise({ scope, since, kinds }: Deviation, at: Instant): Finding[] {
    const findings: Finding[] = []
    for (let index = this.#refusals.length - 1; index >= 0; index--) {
      const refusal = this.#refusals[index] as Refusal
      if (refusal.attempt.at < since) break
      if ((refusal.session.symptoms & kinds) !== 0 && covers(scope, refusal.attempt))
        findings.push(...this.#judgeAgain(refusal, at))
    }
    return findings
  }

  #incidentOf(deviation: Deviation): Incident {
    const terms = incidentTerms(deviation, this.#model, this.#records)
    const ranking = rank(terms, this.#model)
    const [first] = ranking
    const { id, scope, since, foundAt, updatedAt, state, ended, shown } = deviation
    const attempts = shown.map(({ telling, first }) => telling ?? first)
    const unsold = shown.filter(({ accepted }) => !accepted)
    return {
      id,
      symptom: symptomOf(deviation),
      scope: [scope],
      since,
      foundAt,
      updatedAt,
      state,
      ...(ended ? { ended } : {}),
      cause: decide(ranking, this.#model),
      confidence: first?.probability ?? 0,
      ranking: ranking.filter(({ probability }) => probability >= 0.005),
      evidence: first ? explain(terms, first.cause, this.#model) : [],
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
  }
}

const INCIDENTS_MAX = 5_000
const ALL_SYMPTOMS = -1

import { concernsPin } from '@fiftyfive/diagnosis'
import type { Answers } from './entrant.ts'
import {
  brier,
  calibrationError,
  confidentAndWrongShare,
  harmfulActionShare,
  type Judged,
  logLoss,
  ownerOrUnknownShare,
  reliability,
  rightActionShare,
  topShare,
  unknownShare,
} from './metrics/attempts.ts'
import { type Cost, costOf } from './metrics/cost.ts'
import {
  falseIncidentsPer10000,
  falseIncidentsPerWeek,
  type FaultScore,
  type IncidentScore,
  quantile,
  scoreIncidents,
} from './metrics/incidents.ts'
import type { Kind } from './suite.ts'
import type { Scenario } from './truth.ts'

/** Distinct cards that a fault must touch before it could be told from chance. */
const KNOWABLE_CARDS = 5

/** Share of the faults found among those that touched enough cards to be known. */
function foundOfKnowable(faults: readonly FaultScore[]): number {
  const knowable = faults.filter(({ cards }) => cards >= KNOWABLE_CARDS)
  return knowable.filter(({ found }) => found).length / knowable.length
}

/** Median of the refusals that faults, of one cause or any, touched until they were found. */
const delayIn = (faults: readonly FaultScore[], cause?: string): number =>
  quantile(
    faults.flatMap(({ fault, found }) =>
      found && (cause === undefined || fault.cause === cause) ? [found.delay_attempts] : [],
    ),
    0.5,
  )

/** What one entrant did in all scenarios. */
export class Tally {
  readonly name: string
  readonly #judged: (Judged & { readonly kind: Kind })[] = []
  readonly #incidents: (IncidentScore & { readonly kind: Kind; readonly scenario: string })[] = []
  readonly #costs: Cost[] = []
  #seconds = 0
  #attempts = 0
  #answered = false

  constructor(name: string) {
    this.name = name
  }

  add(kind: Kind, scenario: Scenario, answers: Answers, seconds: number): void {
    this.#seconds += seconds
    this.#attempts += scenario.attempts.length
    if (answers.verdicts.length > 0) this.#answered = true
    const answerOf = new Map(answers.verdicts.map((verdict) => [verdict.attempt, verdict]))
    const refused = new Set(scenario.attempts.filter(({ code }) => concernsPin(code)).map(({ id }) => id))
    for (const truth of scenario.attemptTruths) {
      if (!refused.has(truth.id)) continue
      const answer = answerOf.get(truth.id) ?? { attempt: truth.id, cause: 'unknown', ranking: [] }
      this.#judged.push({ kind, truth, answer })
    }
    const score = scoreIncidents(scenario, answers.incidents)
    this.#incidents.push({ ...score, kind, scenario: scenario.name })
    this.#costs.push(costOf(scenario, score))
  }

  /** Figures for the table; verdict figures are NaN for whoever gives no verdicts. */
  figures() {
    const judged = this.#answered ? this.#judged.filter(({ kind }) => kind !== 'uncatalogued') : []
    const strange = this.#answered
      ? this.#judged.filter(({ kind, truth }) => kind === 'uncatalogued' && truth.fault)
      : []
    const faults = this.#incidents.flatMap(({ faults }) => faults)
    const found = faults.flatMap(({ found }) => (found ? [found] : []))
    const share = (holds: (each: (typeof found)[number]) => boolean) =>
      found.length === 0 ? NaN : found.filter(holds).length / found.length
    const sum = (value: (cost: Cost) => number) => this.#costs.reduce((total, cost) => total + value(cost), 0)
    return {
      refusals: this.#judged.length,
      top1: topShare(judged, 1),
      top3: topShare(judged, 3),
      logLoss: logLoss(judged),
      brier: brier(judged),
      calibrationError: calibrationError(judged),
      unknown: unknownShare(judged),
      rightAction: rightActionShare(judged),
      harmful: harmfulActionShare(judged),
      strangeOwnerOrUnknown: ownerOrUnknownShare(strange),
      strangeConfidentWrong: confidentAndWrongShare(strange),
      faults: faults.length,
      found: found.length / faults.length,
      foundOfKnowable: foundOfKnowable(faults),
      delayMedian_min: quantile(
        found.map(({ delay_min }) => delay_min),
        0.5,
      ),
      delay95_min: quantile(
        found.map(({ delay_min }) => delay_min),
        0.95,
      ),
      delayMedian_attempts: delayIn(faults),
      delayWrongKey_attempts: delayIn(faults, 'wrong-terminal-key'),
      delayDeadKey_attempts: delayIn(faults, 'dead-key'),
      delayMedian_cards: quantile(
        found.map(({ delay_cards }) => delay_cards),
        0.5,
      ),
      falsePer10000: falseIncidentsPer10000(this.#incidents),
      falsePerWeek: falseIncidentsPerWeek(this.#incidents),
      scopeF1: found.length === 0 ? NaN : found.reduce((total, each) => total + each.scopeF1, 0) / found.length,
      rightCause: share(({ rightCause }) => rightCause),
      harmfulIncidents: share(({ harmfulAction }) => harmfulAction),
      lostSales_minor: sum(({ lostSales_minor }) => lostSales_minor),
      falseIncidents_minor: sum(({ falseIncidents_minor }) => falseIncidents_minor),
      harmfulActions_minor: sum(({ harmfulActions_minor }) => harmfulActions_minor),
      lostSalesMax_minor: sum(({ lostSalesMax_minor }) => lostSalesMax_minor),
      triesBurnt: sum(({ triesBurnt }) => triesBurnt),
      triesBurntMax: sum(({ triesBurntMax }) => triesBurntMax),
      attemptsPerSecond: Math.round(this.#attempts / this.#seconds),
    }
  }

  reliability() {
    return this.#answered ? reliability(this.#judged.filter(({ kind }) => kind !== 'uncatalogued')) : []
  }

  /** By true cause: refusals, and how many of them had it first. */
  byCause(): ReadonlyMap<string, { readonly refusals: number; readonly right: number }> {
    const groups = Map.groupBy(
      this.#judged.filter(({ truth }) => truth.cause),
      ({ truth }) => truth.cause ?? '',
    )
    return new Map(
      [...groups].map(([cause, members]) => {
        const right = members.filter(({ answer }) => answer.ranking[0]?.cause === cause).length
        return [cause, { refusals: members.length, right }]
      }),
    )
  }

  /** Every fault with how it was dealt with. */
  faults() {
    return this.#incidents.flatMap(({ faults, scenario }) => faults.map((fault) => ({ scenario, ...fault })))
  }

  falseByScenario(): readonly { readonly scenario: string; readonly count: number }[] {
    return this.#incidents.map(({ scenario, falseIncidents }) => ({ scenario, count: falseIncidents }))
  }
}

export type Figures = ReturnType<Tally['figures']>

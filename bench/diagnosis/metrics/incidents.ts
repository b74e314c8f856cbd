import { type Attempt, concernsPin } from '@fiftyfive/diagnosis'
import { isHarmful, ownerOf, sameAction } from '../actions.ts'
import type { IncidentAnswer } from '../entrant.ts'
import { covers, type FaultTruth, type Scenario } from '../truth.ts'

/** An incident that is raised this long after its fault ended is still about that fault. */
const AFTERWARDS_MS = 60 * 60_000
/** Share of the refusals under an incident's scope that the fault must have touched. */
const TOUCHED_MIN = 0.5

/** Who is named comes before whoever touched most. */
const NAMED = 1

/** How one fault was dealt with. */
export interface FaultScore {
  readonly fault: FaultTruth
  /** Distinct cards that it touched in all. */
  readonly cards: number
  readonly found?: {
    readonly delay_min: number
    /** Refusals touched until the incident was raised, and the distinct cards among them. */
    readonly delay_attempts: number
    readonly delay_cards: number
    readonly scopeF1: number
    /** The last answer of its incident. */
    readonly said?: IncidentAnswer
    readonly rightCause: boolean
    readonly rightOwner: boolean
    readonly rightAction: boolean
    readonly harmfulAction: boolean
  }
}

export interface IncidentScore {
  readonly faults: readonly FaultScore[]
  /** Incidents about no fault at all. */
  readonly falseIncidents: number
  readonly terminalDays: number
}

/** One incident with everything said about it, oldest first. */
type Said = readonly [IncidentAnswer, ...IncidentAnswer[]]

/**
 * An incident belongs to the fault one of whose places its first scope names, while that lasted or an hour later; else to the
 * one that touched most of the refusals it covers, at least half of them. A fault that spoils one payment in ten of a link is
 * found at that link, although people's own refusals there are more. Faults that touched no refusal cannot be found and are
 * left out. Several incidents of one fault are no false ones; the earliest is scored.
 */
export function scoreIncidents(scenario: Scenario, answers: readonly IncidentAnswer[]): IncidentScore {
  const refused = scenario.attempts.filter(({ code }) => concernsPin(code))
  const faultOf = new Map(scenario.attemptTruths.map(({ id, fault }) => [id, fault]))
  const incidents = Map.groupBy(
    answers.toSorted((first, second) => first.at - second.at),
    ({ incident }) => incident,
  )
  const visible = scenario.faults.filter((fault) => refused.some(({ id }) => faultOf.get(id) === fault.id))
  const raised = new Map<string, Said[]>()
  let falseIncidents = 0
  for (const said of incidents.values() as Iterable<Said>) {
    const fault = faultBehind(said[0], visible, refused, faultOf)
    if (!fault) falseIncidents++
    else raised.set(fault.id, [...(raised.get(fault.id) ?? []), said])
  }
  const faults = visible.map((fault): FaultScore => {
    const [earliest] = (raised.get(fault.id) ?? []).toSorted(([first], [second]) => first.at - second.at)
    const touched = refused.filter(({ id }) => faultOf.get(id) === fault.id)
    const cards = cardsOf(touched)
    return earliest ? { fault, cards, found: scoreFound(fault, earliest, touched) } : { fault, cards }
  })
  return { faults, falseIncidents, terminalDays: scenario.terminals * scenario.days }
}

function faultBehind(
  incident: IncidentAnswer,
  faults: readonly FaultTruth[],
  refused: readonly Attempt[],
  faultOf: ReadonlyMap<string, string | undefined>,
): FaultTruth | undefined {
  let [best, most]: [FaultTruth | undefined, number] = [undefined, TOUCHED_MIN]
  for (const fault of faults) {
    if (incident.at < fault.from || incident.at > fault.until + AFTERWARDS_MS) continue
    const covered = refused.filter(
      (attempt) =>
        attempt.at >= fault.from &&
        attempt.at <= fault.until &&
        incident.scope.some((element) => covers(element, attempt)),
    )
    if (covered.length === 0) continue
    const touched = covered.filter(({ id }) => faultOf.get(id) === fault.id).length / covered.length
    const named = touched > 0 && scopeF1(fault, incident.scope) > 0 ? NAMED : 0
    if (touched + named >= most) [best, most] = [fault, touched + named]
  }
  return best
}

function scoreFound(fault: FaultTruth, said: Said, touched: readonly Attempt[]): NonNullable<FaultScore['found']> {
  const [first] = said
  const last = said.at(-1) ?? first
  const until = touched.filter(({ at }) => at <= first.at)
  return {
    delay_min: (first.at - fault.from) / 60_000,
    delay_attempts: until.length,
    delay_cards: cardsOf(until),
    scopeF1: scopeF1(fault, last.scope),
    said: last,
    rightCause: fault.cause !== undefined && last.cause === fault.cause,
    rightOwner: ownerOf(last.cause) === fault.owner,
    rightAction: fault.cause !== undefined && sameAction(last.cause, fault.cause),
    harmfulAction: isHarmful(last.cause, fault.owner),
  }
}

const cardsOf = (attempts: readonly Attempt[]): number => new Set(attempts.map(({ card }) => card)).size

/** F1 of the answered elements against the true ones; a name that covers the same attempts is as good. */
export function scopeF1(fault: Pick<FaultTruth, 'scope' | 'equivalents'>, answered: readonly string[]): number {
  const names = fault.scope.map((element) => [element, ...(fault.equivalents?.[element] ?? [])].map(canonical))
  const given = [...new Set(answered.map(canonical))]
  const found = names.filter((group) => group.some((name) => given.includes(name))).length
  const extra = given.filter((element) => !names.some((group) => group.includes(element))).length
  return found === 0 ? 0 : (2 * found) / (2 * found + extra + names.length - found)
}

const canonical = (element: string): string => element.split('&').toSorted().join('&')

/** False incidents of a fleet of 2,000 terminals in a week. */
export const falseIncidentsPerWeek = (scores: readonly IncidentScore[]): number => falseRate(scores) * 2_000 * 7

export const falseIncidentsPer10000 = (scores: readonly IncidentScore[]): number => falseRate(scores) * 10_000

function falseRate(scores: readonly IncidentScore[]): number {
  const days = scores.reduce((sum, { terminalDays }) => sum + terminalDays, 0)
  return scores.reduce((sum, { falseIncidents }) => sum + falseIncidents, 0) / days
}

/** Quantile of the values, 0 to 1; NaN without any. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN
}

import type {
  AttemptSummary,
  CardNearLockout,
  EffectsReport,
  HealthLine,
  IncidentInsight,
  PlaceDetail,
  PlaceKind,
  PlaceLine,
} from '@fiftyfive/contract'
import type { Attempt, Incident } from '@fiftyfive/diagnosis'
import type { FoundObservation, ObservationCount, ObservationQuery, Observations } from '@fiftyfive/store/sqlite'
import { cardsNearLockout } from '../insight/lockout.ts'
import { effectsOf, type Period } from '../insight/effects.ts'
import { insightOf, placesOf } from '../insight/insight.ts'
import { placeDetail, placeLines, WINDOW_MS } from '../insight/place.ts'
import { terminalHealth } from '../insight/terminal-health.ts'
import { usualSoftware } from '../insight/terminal-setup.ts'
import { type StoredAttempt, summaryOf } from '../observations/stored-attempt.ts'

const SAMPLES_MAX = 20
/** Refusals that are looked through for cards near lockout. */
const SEARCHED_MAX = 1_000
/** Attempts by which the health of a terminal is told, its own and all others'. */
const OWN_MAX = 100
const FLEET_MAX = 500
/** Incidents that are looked through for those of the same time. */
const INCIDENTS_MAX = 200

type Name = { readonly en: string; readonly 'zh-CN': string }
/** Names of merchants by their numbers. */
export type Names = Readonly<Record<string, Name>>

/** Every question that is asked of the observations. What it is given and what it gives crosses between threads. */
export interface Readings {
  counts(since: number): readonly ObservationCount[]
  attempts(query: ObservationQuery): readonly AttemptSummary[]
  /** Newest refusals in the incident's scope since it began. */
  samples(incident: Pick<Incident, 'since' | 'scope'>): readonly AttemptSummary[]
  /** Cards in the incident's scope with one PIN try left or none, that did not pay since. */
  lockout(incident: Pick<Incident, 'since' | 'scope'>): readonly CardNearLockout[]
  insight(incident: Incident, now: number, names: Names): IncidentInsight
  places(kind: PlaceKind, now: number, names: Names): readonly PlaceLine[]
  place(kind: PlaceKind, value: string, now: number, names: Names): PlaceDetail
  /** The last attempt at a terminal, the software that most of its model run, and how its parts fare. */
  terminal(id: string, now: number): TerminalReading
  effects(period: Period, names: Names, merchant?: string): EffectsReport
}
export interface TerminalReading {
  readonly last?: Attempt
  readonly usualSoftware: string
  readonly health: readonly HealthLine[]
}
export type ReadingName = keyof Readings

export function readings({ log, figures, events, incidents }: Observations): Readings {
  const nameIn = (names: Names) => (merchant: string) => names[merchant] ?? { en: merchant, 'zh-CN': merchant }
  const recent = () => incidents.list({ limit: INCIDENTS_MAX }).map(({ body }) => JSON.parse(body) as Incident)
  return {
    counts: (since) => log.count(since),
    attempts: (query) => log.list(query).map(shown),
    samples({ since, scope }) {
      return log.list({ since, refused: true, ...placesOf(scope), limit: SAMPLES_MAX }).map(shown)
    },
    lockout({ since, scope }) {
      const refused = log.list({ since, refused: true, ...placesOf(scope), limit: SEARCHED_MAX })
      const near = cardsNearLockout(refused.map(({ body }) => JSON.parse(body) as StoredAttempt))
      return near.filter(({ card, at }) => log.list({ card, status: 'approved', since: at, limit: 1 }).length === 0)
    },
    insight: (incident, now, names) =>
      insightOf(incident, { figures, events, incidents: recent(), nameOf: nameIn(names) }, now),
    places: (kind, now, names) => placeLines(kind, { figures, nameOf: nameIn(names) }, now),
    place: (kind, value, now, names) =>
      placeDetail(kind, value, { log, figures, events, incidents, nameOf: nameIn(names), summaryOf: shown }, now),
    terminal(id, now) {
      const own = log
        .list({ terminal: id, since: now - WINDOW_MS, limit: OWN_MAX })
        .map(({ body }) => (JSON.parse(body) as StoredAttempt).attempt)
      const [last] = own
      if (!last) return { usualSoftware: '', health: [] }
      const fleet = log.attempts(now - WINDOW_MS, FLEET_MAX).map((attempt) => JSON.parse(attempt) as Attempt)
      const others = fleet.filter(({ terminal }) => terminal !== id)
      return { last, usualSoftware: usualSoftware(last, figures, now), health: terminalHealth(own, others) }
    },
    effects: (period, names, merchant) => effectsOf({ figures, log, nameOf: nameIn(names) }, period, merchant),
  }
}

const shown = ({ body }: Pick<FoundObservation, 'body'>): AttemptSummary => summaryOf(JSON.parse(body) as StoredAttempt)

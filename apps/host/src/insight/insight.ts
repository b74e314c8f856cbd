import type { Difference, FleetMark, IncidentInsight, MerchantImpact, Tried } from '@fiftyfive/contract'
import { type Incident, partsOf } from '@fiftyfive/diagnosis'
import {
  type FleetEventLog,
  type FleetEventRow,
  isObservationDimension,
  type ObservationContrast,
  type ObservationDimension,
  type ObservationFigures,
  type ObservationWindow,
} from '@fiftyfive/store/sqlite'
import { saleSums } from './sales.ts'
import { stepOf } from './step.ts'

const MINUTE_MS = 60_000
const LEAD_MS = { min: 5 * MINUTE_MS, max: 24 * 60 * MINUTE_MS }
const MARKS_MAX = 400
const VALUES_MAX = 6
/** Of the terminal, and of the card: within each group one value mostly tells the others, so that few rows come of it. */
const DIMENSIONS: readonly (readonly ObservationDimension[])[] = [
  ['terminal', 'merchant', 'model', 'version'],
  ['range', 'issuer', 'entry', 'panLength', 'key'],
]

type NameOf = (merchant: string) => MerchantImpact['name']

/** Looks at the incident's time and scope in the observations: rates, marks, what is different, whom it costs. */
export function insightOf(
  incident: Incident,
  ports: {
    readonly figures: ObservationFigures
    readonly events: Pick<FleetEventLog, 'list'>
    /** All that may have been going on meanwhile. */
    readonly incidents: readonly Incident[]
    readonly nameOf: NameOf
  },
  now: number,
): IncidentInsight {
  const { figures } = ports
  const inPlaces = placesOf(incident.scope)
  const since = incident.since
  const until = Math.max(incident.ended?.at ?? now, since) + 1
  const lead = Math.min(LEAD_MS.max, Math.max(LEAD_MS.min, (until - since) / 2))
  const from = since - lead
  const step_ms = stepOf(until - from)
  const inside = { since, until, ...inPlaces }
  const all = figures.sums({ since, until })
  const ill = withOthers(incident, ports.incidents, { since: from, until, ...inPlaces })
  const touched = figures.sums({ ...ill, since })
  // Where everything else is ill too, that is what there is to compare with.
  const [outside, excluded] =
    touched.attempts < all.attempts ? [ill, touched] : [{ ...inside, since: from }, figures.sums(inside)]
  const steps = stepsOf(figures, { since: from, until, ...inPlaces }, outside, step_ms)
  const before = figures.sums({ since: since - LEAD_MS.max, until: since, ...inPlaces })
  return {
    // Where nothing was recorded yet there is nothing to show.
    from: Math.max(from, steps[0]?.at ?? from),
    until,
    step_ms,
    steps,
    before: { attempts: before.attempts, refused: before.refused },
    elsewhere: { attempts: all.attempts - excluded.attempts, refused: all.refused - excluded.refused },
    marks: marksOf(ports.events, figures, { since: from, until, ...inPlaces }, step_ms),
    differences: DIMENSIONS.flatMap((group) => [...figures.contrasts(group, inside)])
      .map(([dimension, contrasts]) => differenceIn(dimension, contrasts, ports.nameOf))
      .filter(({ values }) => values.length > 1)
      .toSorted((a, b) => b.distance - a.distance),
    merchants: figures.groups('merchant', inside).map(({ value, attempts, refused }) => ({
      merchant: value,
      name: ports.nameOf(value),
      attempts,
      refused,
    })),
    sales: saleSums(figures.refusedSales(inside, until)),
  }
}

/**
 * Where an incident is, as a window has it. What the log has no column for cannot narrow: the place is then wider than the
 * incident's, up to everywhere.
 */
export function placesOf(scope: readonly string[]): Pick<ObservationWindow, 'places'> {
  const places = scope.map((element) =>
    partsOf(element).flatMap(({ dimension, value }) =>
      isObservationDimension(dimension) ? [{ dimension, value }] : [],
    ),
  )
  return places.length > 0 && places.every((place) => place.length > 0) ? { places } : {}
}

/** The incident's window with the places of others at that time: what none of them touches is the control group. */
function withOthers(
  { id, scope }: Incident,
  incidents: readonly Incident[],
  window: ObservationWindow,
): ObservationWindow {
  const others = incidents.filter(
    (other) =>
      other.id !== id &&
      other.state !== 'dismissed' &&
      other.ended?.into !== id &&
      other.since < window.until &&
      (other.ended?.at ?? window.until) >= window.since,
  )
  const { since, until } = window
  return { since, until, ...placesOf([...scope, ...others.flatMap((other) => other.scope)]) }
}

function stepsOf(
  figures: ObservationFigures,
  window: ObservationWindow,
  outside: ObservationWindow,
  step_ms: number,
): IncidentInsight['steps'] {
  const { since, until } = window
  const byTime = (steps: ReturnType<ObservationFigures['steps']>) => new Map(steps.map((step) => [step.at, step]))
  const inside = byTime(figures.steps(window, step_ms))
  const excluded = outside.places?.length === window.places?.length ? inside : byTime(figures.steps(outside, step_ms))
  return figures.steps({ since, until }, step_ms).map(({ at, attempts, refused }) => {
    const own: Tried = inside.get(at) ?? NOTHING
    const ill: Tried = excluded.get(at) ?? NOTHING
    return {
      at,
      inside: { attempts: own.attempts, refused: own.refused },
      elsewhere: { attempts: attempts - ill.attempts, refused: refused - ill.refused },
    }
  })
}
const NOTHING: Tried = { attempts: 0, refused: 0 }

/** Events of one kind and detail within a step stand as one mark: a key exchange of a fleet is one thing to look at. */
function marksOf(
  events: Pick<FleetEventLog, 'list'>,
  figures: ObservationFigures,
  window: ObservationWindow,
  step_ms: number,
): FleetMark[] {
  const touched = new Set(
    (['terminal', 'issuer'] as const).flatMap((dimension) =>
      figures.shares(dimension, window).map(({ value }) => value),
    ),
  )
  // The security module serves everybody.
  const isInside = ({ kind, subject }: FleetEventRow) => kind === 'node' || touched.has(subject)
  const grouped = Map.groupBy(
    events.list({ since: window.since, until: window.until, limit: MARKS_MAX }),
    (row) => `${Math.floor(row.at / step_ms)} ${row.kind} ${row.detail} ${isInside(row)}`,
  )
  return [...grouped.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const subjects = [...new Set([first, ...others].map(({ subject }) => subject))]
    return [
      {
        at: first.at,
        kind: first.kind as FleetMark['kind'],
        subjects: subjects.slice(0, 20),
        detail: first.detail,
        count: 1 + others.length,
        inside: isInside(first),
      },
    ]
  })
}

function differenceIn(
  dimension: ObservationDimension,
  contrasts: readonly ObservationContrast[],
  nameOf: NameOf,
): Difference {
  const insideSum = sum(contrasts.map(({ refusedInside }) => refusedInside))
  const elsewhereSum = sum(contrasts.map(({ attempts, refusedInside }) => attempts - refusedInside))
  const values = contrasts
    .filter(({ value }) => value !== '')
    .map(({ value, attempts, refusedInside }) => ({
      value,
      ...(dimension === 'merchant' ? { name: nameOf(value) } : {}),
      inside: refusedInside / Math.max(1, insideSum),
      elsewhere: (attempts - refusedInside) / Math.max(1, elsewhereSum),
    }))
    .toSorted((a, b) => b.inside - a.inside || b.elsewhere - a.elsewhere)
  const distance = values.reduce((total, value) => total + Math.abs(value.inside - value.elsewhere), 0) / 2
  return { dimension, distance, values: values.slice(0, VALUES_MAX) }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

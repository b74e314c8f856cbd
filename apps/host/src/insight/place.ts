import type { AttemptSummary, Incident, PlaceDetail, PlaceEvent, PlaceKind, PlaceLine } from '@fiftyfive/contract'
import { partsOf } from '@fiftyfive/diagnosis'
import type {
  FleetEventLog,
  IncidentLog,
  ObservationDimension,
  ObservationFigures,
  ObservationLog,
  ObservationShare,
  ObservationSums,
  ObservationWindow,
} from '@fiftyfive/store/sqlite'
import { saleSums } from './sales.ts'
import { stepOf } from './step.ts'

const MINUTE_MS = 60_000
export const WINDOW_MS = 7 * 86_400_000
const ATTEMPTS_SHOWN = 25
const EVENTS_SHOWN = 30
const INCIDENTS_SEARCHED = 200
const INCIDENTS_SHOWN = 10
const VALUES_MAX = 50

/** What is worth telling of each kind, itself left out. */
const PARTS: Readonly<Record<PlaceKind, readonly ObservationDimension[]>> = {
  terminal: ['version', 'range', 'entry'],
  merchant: ['terminal', 'version', 'model', 'range'],
  issuer: ['range', 'panLength', 'entry', 'version'],
  card: ['terminal', 'merchant', 'entry'],
}

export interface PlacePorts {
  readonly log: Pick<ObservationLog, 'list'>
  readonly figures: ObservationFigures
  readonly events: Pick<FleetEventLog, 'list'>
  readonly incidents: Pick<IncidentLog, 'list'>
  readonly nameOf: (merchant: string) => PlaceDetail['name']
  readonly summaryOf: (row: ReturnType<ObservationLog['list']>[number]) => AttemptSummary
}

/** The last seven days of one terminal, merchant, issuer or card. */
export function placeDetail(kind: PlaceKind, value: string, ports: PlacePorts, now: number): PlaceDetail {
  const { figures, log } = ports
  const until = now + 1
  const window = { since: until - WINDOW_MS, until, places: [[{ dimension: kind, value }]] }
  const sums = figures.sums(window)
  const attempts = log.list({ ...filterOf(kind, value), limit: ATTEMPTS_SHOWN }).map(ports.summaryOf)
  const firstAt = sums.attempts === 0 ? until : sums.firstAt
  const from = Math.min(Math.floor(firstAt / MINUTE_MS) * MINUTE_MS, until - 60 * MINUTE_MS)
  const step_ms = stepOf(until - from)
  const fleet = figures.sums({ since: window.since, until })
  const shares = figures.crossShares([...PARTS[kind], 'cause'], window)
  const parts = PARTS[kind].map((dimension) => ({
    dimension,
    values: partValues(dimension, shares.get(dimension) ?? [], ports),
  }))
  const name = kind === 'merchant' ? ports.nameOf(value) : undefined
  const maskedPan = kind === 'card' ? attempts[0]?.maskedPan : undefined
  return {
    kind,
    value,
    ...(name ? { name } : {}),
    ...(maskedPan === undefined ? {} : { maskedPan }),
    from,
    until,
    step_ms,
    sums: only(sums),
    fleet: { attempts: fleet.attempts, refused: fleet.refused },
    steps: figures.steps(window, step_ms),
    causes: (shares.get('cause') ?? [])
      .filter((share) => share.value !== '')
      .map((share) => ({ cause: share.value as NonNullable<AttemptSummary['cause']>, count: share.attempts })),
    sales: saleSums(figures.refusedSales(window, WINDOW_MS)),
    parts: parts.filter(({ values }) => values.length > 0),
    events: eventsOf(value, window, ports.events),
    incidents: incidentsAt(kind, value, parts, ports.incidents),
    attempts,
  }
}

/** All terminals, merchants or issuers that were seen in the last seven days. */
export const placeLines = (
  kind: PlaceKind,
  { figures, nameOf }: Pick<PlacePorts, 'figures' | 'nameOf'>,
  now: number,
): readonly PlaceLine[] =>
  figures
    .groups(kind, { since: now - WINDOW_MS, until: now + 1 })
    .filter(({ value }) => value !== '')
    .map(({ value, ...sums }) => {
      const name = kind === 'merchant' ? nameOf(value) : undefined
      return { value, ...(name ? { name } : {}), ...only(sums) }
    })

const filterOf = (kind: PlaceKind, value: string) =>
  ({ terminal: { terminal: value }, merchant: { merchant: value }, issuer: { issuer: value }, card: { card: value } })[
    kind
  ]

const only = ({
  attempts,
  refused,
  approved,
  rescued,
  triesSpent,
  triesBurnt,
  approved_minor,
  lastAt,
}: ObservationSums) => ({
  attempts,
  refused,
  approved,
  rescued,
  triesSpent,
  triesBurnt,
  approved_minor,
  lastAt,
})

function partValues(dimension: ObservationDimension, shares: readonly ObservationShare[], { nameOf }: PlacePorts) {
  return shares
    .filter(({ value }) => value !== '')
    .slice(0, VALUES_MAX)
    .map(({ value, attempts, refused }) => {
      const name = dimension === 'merchant' ? nameOf(value) : undefined
      return { value, ...(name ? { name } : {}), attempts, refused }
    })
}

const eventsOf = (subject: string, { since, until }: ObservationWindow, events: PlacePorts['events']): PlaceEvent[] =>
  events
    .list({ since, until, subject, limit: EVENTS_SHOWN })
    .map(({ at, kind, detail }) => ({ at, kind: kind as PlaceEvent['kind'], detail }))
    .toReversed()

/** Incidents whose scope names the place, or a part of what its attempts are made of. Cards have none of their own. */
function incidentsAt(
  kind: PlaceKind,
  value: string,
  parts: readonly { readonly dimension: string; readonly values: readonly { readonly value: string }[] }[],
  incidents: PlacePorts['incidents'],
): Incident[] {
  if (kind === 'card') return []
  const values = new Map(parts.map((part) => [part.dimension, new Set(part.values.map((each) => each.value))]))
  values.set(kind, new Set([value]))
  const touches = ({ scope }: Incident) =>
    scope.some((element) => partsOf(element).every((part) => values.get(part.dimension)?.has(part.value)))
  return incidents
    .list({ limit: INCIDENTS_SEARCHED })
    .map(({ body }) => JSON.parse(body) as Incident)
    .filter((incident) => incident.state !== 'dismissed' && touches(incident))
    .slice(0, INCIDENTS_SHOWN)
}

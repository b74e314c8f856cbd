import type { AttemptSummary, IncidentDetail } from '@fiftyfive/contract'
import { covers, type Incident } from '@fiftyfive/diagnosis'
import { ok } from '@fiftyfive/kernel'
import type { IncidentLog, IncidentRow, ObservationLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { StoredAttempt, Watch } from '../observations/watch.ts'
import { pageOf, summaryOf } from './attempts-api.ts'
import { serve, serveEvents } from './serve.ts'

const SAMPLES_MAX = 20
/** Attempts that are looked through for samples. */
const SEARCHED_MAX = 2_000

/** What is wrong in the fleet: all incidents, and one with some of the attempts it touched. */
export function incidentsApi(
  server: FastifyInstance,
  { incidents, log, watch }: { readonly incidents: IncidentLog; readonly log: ObservationLog; readonly watch: Watch },
): void {
  serve(server, 'listIncidents', ({ query: { state, limit, before } }) => {
    const last = before === undefined ? undefined : incidents.find(before)
    if (before !== undefined && !last) return refuse('FF_NOT_FOUND')
    const rows = incidents.list({ limit: limit + 1, ...(last ? { before: last } : {}), ...(state ? { state } : {}) })
    return ok(pageOf(rows, limit, read))
  })

  serve(server, 'incident', ({ params }) => {
    const row = incidents.find(params.id)
    if (!row) return refuse('FF_NOT_FOUND')
    const incident = read(row)
    const detail: IncidentDetail = { ...incident, samples: samplesOf(incident, log) }
    return ok(detail)
  })

  serveEvents(server, 'liveIncidents', (send) =>
    watch.subscribeIncidents((incident) => send('incident', incident.id, incident)),
  )
}

const read = (row: IncidentRow): Incident => JSON.parse(row.body) as Incident

/** The newest refusals in its scope since it began. */
function samplesOf({ since, scope }: Incident, log: ObservationLog): AttemptSummary[] {
  return log
    .list({ since, limit: SEARCHED_MAX })
    .filter((row) => row.cause !== '')
    .filter((row) => {
      const { attempt } = JSON.parse(row.body) as StoredAttempt
      return scope.some((element) => covers(element, attempt))
    })
    .slice(0, SAMPLES_MAX)
    .map(summaryOf)
}

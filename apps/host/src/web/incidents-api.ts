import type { IncidentCase, IncidentLine } from '@fiftyfive/contract'
import { type Incident, type Model, rejectedCauses } from '@fiftyfive/diagnosis'
import { ok } from '@fiftyfive/kernel'
import type { IncidentLog, IncidentRow } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { Reading } from '../reading/reading.ts'
import { pageOf } from './attempts-api.ts'
import { serve, serveEvents } from './serve.ts'

/** Newest incidents among which those that were merged into one are looked for. */
const MERGED_SEARCHED = 200

/** What is wrong in the fleet: all incidents, and one with some of the attempts it touched. */
export function incidentsApi(
  server: FastifyInstance,
  {
    incidents,
    reading,
    subscribe,
    model,
    caseOf,
  }: {
    readonly incidents: IncidentLog
    readonly reading: Reading
    readonly subscribe: (listener: (incident: Incident) => void) => () => void
    /** That judges incidents now. */
    readonly model: () => Model
    /** What people made of an incident. */
    readonly caseOf: (incident: string) => Pick<IncidentCase, 'assignee' | 'closing'>
  },
): void {
  serve(server, 'listIncidents', ({ query: { state, limit, before } }) => {
    const last = before === undefined ? undefined : incidents.find(before)
    if (before !== undefined && !last) return refuse('FF_NOT_FOUND')
    const rows = incidents.list({ limit: limit + 1, ...(last ? { before: last } : {}), ...(state ? { state } : {}) })
    return ok(
      pageOf(rows, limit, (row): IncidentLine => {
        const { assignee, closing } = caseOf(row.id)
        return { ...read(row), ...(assignee === undefined ? {} : { assignee }), ...(closing ? { closing } : {}) }
      }),
    )
  })

  serve(server, 'incident', async ({ params }) => {
    const row = incidents.find(params.id)
    if (!row) return refuse('FF_NOT_FOUND')
    const incident = read(row)
    const { since, scope } = incident
    const [samples, lockout] = await Promise.all([
      reading.ask('samples', { since, scope }),
      reading.ask('lockout', { since, scope }),
    ])
    const merged = incidents
      .list({ limit: MERGED_SEARCHED })
      .map(read)
      .filter(({ ended }) => ended?.into === incident.id)
      .map((each) => ({ id: each.id, cause: each.cause, scope: each.scope }))
    return ok({ ...incident, samples, lockout, merged, rejected: rejectedCauses(incident, model()) })
  })

  serveEvents(server, 'liveIncidents', (send) => subscribe((incident) => send('incident', incident.id, incident)))
}

const read = (row: IncidentRow): Incident => JSON.parse(row.body) as Incident

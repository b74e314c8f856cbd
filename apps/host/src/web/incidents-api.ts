import { API, type AttemptSummary, type IncidentDetail } from '@fiftyfive/contract'
import { covers, type Incident } from '@fiftyfive/diagnosis'
import type { IncidentLog, IncidentRow, ObservationLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { StoredAttempt } from '../observations/watch.ts'
import { summaryOf } from './attempts-api.ts'
import { sendFault } from './server.ts'

const READ = { config: { access: 'incidents.read' as const } }
const SAMPLES_MAX = 20
/** Attempts that are looked through for samples. */
const SEARCHED_MAX = 2_000

const listQuery = z.object({
  state: z.enum(['open', 'resolved', 'dismissed']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What is wrong in the fleet: all incidents, and one with some of the attempts it touched. */
export function incidentsApi(
  server: FastifyInstance,
  { incidents, log }: { readonly incidents: IncidentLog; readonly log: ObservationLog },
): void {
  server.get(API.incidents, READ, (request, reply) => {
    const query = listQuery.safeParse(request.query)
    if (!query.success) return sendFault(reply, 'FF_INPUT', z.prettifyError(query.error))
    const { state, limit } = query.data
    return { items: incidents.list({ limit, ...(state ? { state } : {}) }).map(read) }
  })

  server.get<{ Params: { id: string } }>(API.incident(':id'), READ, (request, reply) => {
    const row = incidents.find(request.params.id)
    if (!row) return sendFault(reply, 'FF_NOT_FOUND')
    const incident = read(row)
    const detail: IncidentDetail = { ...incident, samples: samplesOf(incident, log) }
    return detail
  })
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

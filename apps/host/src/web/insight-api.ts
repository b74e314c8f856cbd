import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { Incident } from '@fiftyfive/diagnosis'
import { type Clock, ok } from '@fiftyfive/kernel'
import type { FleetEventLog, IncidentLog, ObservationFigures } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import { insightOf } from '../insight/insight.ts'
import { serve } from './serve.ts'

/** One incident beside what is usual and beside what it does not touch. */
export function insightApi(
  server: FastifyInstance,
  ports: {
    readonly incidents: IncidentLog
    readonly figures: ObservationFigures
    readonly events: FleetEventLog
    readonly store: AcquirerStore
    readonly clock: Clock
  },
): void {
  serve(server, 'incidentInsight', async ({ params }) => {
    const row = ports.incidents.find(params.id)
    if (!row) return refuse('FF_NOT_FOUND')
    const names = new Map((await ports.store.merchants()).map(({ id, name }) => [id, name]))
    const nameOf = (merchant: string) => names.get(merchant) ?? { en: merchant, 'zh-CN': merchant }
    return ok(insightOf(JSON.parse(row.body) as Incident, { ...ports, nameOf }, ports.clock.now()))
  })
}

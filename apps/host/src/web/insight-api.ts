import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { Incident } from '@fiftyfive/diagnosis'
import { type Clock, ok } from '@fiftyfive/kernel'
import type { IncidentLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { Reading } from '../reading/reading.ts'
import { serve } from './serve.ts'

export interface InsightApiPorts {
  readonly incidents: IncidentLog
  readonly reading: Reading
  readonly store: AcquirerStore
  readonly clock: Clock
}

/** One incident beside what is usual and beside what it does not touch. */
export function insightApi(server: FastifyInstance, { incidents, reading, store, clock }: InsightApiPorts): void {
  serve(server, 'incidentInsight', async ({ params }) => {
    const row = incidents.find(params.id)
    if (!row) return refuse('FF_NOT_FOUND')
    const incident = JSON.parse(row.body) as Incident
    return ok(await reading.ask('insight', incident, clock.now(), await merchantNames(store)))
  })
}

export const merchantNames = async (store: AcquirerStore) =>
  Object.fromEntries((await store.merchants()).map(({ id, name }) => [id, name]))

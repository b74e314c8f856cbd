import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { type Database, Reader, type Takes } from './database.ts'
import type { Rows } from './prepared.ts'
import { DirectWriter } from './direct-writer.ts'
import { type FleetEventLog, fleetEventLog, type FleetEventRow } from './fleet-event-log.ts'
import { type IncidentLog, incidentLog, type IncidentRow } from './incident-log.ts'
import { migrate } from './migrate.ts'
import { type ObservationFigures, observationFigures } from './observation-figures.ts'
import { type ObservationLog, observationLog, type ObservationLogWriter } from './observation-log.ts'

/** What the console shows. It may lag behind and be lost, and must not hold up payments. */
export interface Observations {
  readonly log: ObservationLog
  readonly incidents: IncidentLog
  readonly events: FleetEventLog
  readonly figures: ObservationFigures
  close(): void
}

export interface ObservationWriter extends Observations {
  readonly log: ObservationLogWriter
  readonly incidents: IncidentLog & Takes<IncidentRow>
  readonly events: FleetEventLog & Takes<FleetEventRow>
}

/** Makes the file or brings it to the newest schema: before it is opened. */
export function prepareObservations(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  migrate(path, ACQUIRER_MIGRATIONS)
}

/** For the one thread that writes it, in that thread. */
export function openObservationWriter(path: string): ObservationWriter {
  const writer = new DirectWriter(path)
  return { ...logsOver(writer), close: () => writer.close() }
}

/** To be read only: for threads beside the one that writes. */
export function openObservationReader(path: string): Observations {
  const reader = new Reader(path)
  const rows = {
    all: reader.all.bind(reader),
    get: reader.get.bind(reader),
    write: () => Promise.reject(new Error('a reader does not write')),
  }
  return { ...logsOver(rows), close: () => reader.close() }
}

const logsOver = (rows: Rows & Pick<Database, 'write'>) => ({
  log: observationLog(rows),
  incidents: incidentLog(rows),
  events: fleetEventLog(rows),
  figures: observationFigures(rows),
})

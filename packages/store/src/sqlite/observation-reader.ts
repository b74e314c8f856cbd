import { Reader } from './database.ts'
import { type FleetEventLog, fleetEventLog } from './fleet-event-log.ts'
import { type IncidentLog, incidentLog } from './incident-log.ts'
import { type ObservationFigures, observationFigures } from './observation-figures.ts'
import { type ObservationLog, observationLog } from './observation-log.ts'

/** What the console shows, to be read only: for a thread of its own, beside the one that writes it. */
export interface ObservationReader {
  readonly log: Omit<ObservationLog, 'put'>
  readonly incidents: Omit<IncidentLog, 'put'>
  readonly events: Omit<FleetEventLog, 'put'>
  readonly figures: ObservationFigures
}

export function openObservationReader(path: string): ObservationReader {
  const reader = new Reader(path)
  const rows = {
    all: reader.all.bind(reader),
    get: reader.get.bind(reader),
    write: () => Promise.reject(new Error('a reader does not write')),
  }
  return {
    log: observationLog(rows),
    incidents: incidentLog(rows),
    events: fleetEventLog(rows),
    figures: observationFigures(rows),
  }
}

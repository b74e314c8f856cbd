export { openAccountStore } from './account-store.ts'
export { type AccountStore, type AuditEntry, RecordChanged } from '../accounts.ts'
export { acquirerStore, openAcquirerDatabase, openOwnStore, type OwnStore } from './acquirer-store.ts'
export { StoreFailure } from '../store-failure.ts'
export type { Database, Takes } from './database.ts'
export { verifyJournal } from './journal.ts'
export { rebuildDocuments } from './rebuild.ts'
export type { Rebuilt } from '../replay.ts'
export type { JournalReport } from '../chain.ts'
export { fleetEventLog, type FleetEventLog, type FleetEventRow } from './fleet-event-log.ts'
export { incidentLog, type IncidentLog, type IncidentRow } from './incident-log.ts'
export {
  type Observations,
  type ObservationWriter,
  openObservationReader,
  openObservationWriter,
  prepareObservations,
} from './observations.ts'
export { issuerStore, openIssuerDatabase } from './issuer-store.ts'
export {
  type CardAttempt,
  isObservationDimension,
  MONDAY_MS,
  observationFigures,
  type ObservationDimension,
  type ObservationFigures,
  type ObservationContrast,
  type ObservationPlace,
  type ObservationShare,
  type ObservationSums,
  type ObservationWindow,
  type RefusedSale,
} from './observation-figures.ts'
export {
  type FoundObservation,
  observationLog,
  type ObservationCount,
  type ObservationLog,
  type ObservationQuery,
  type ObservationRow,
} from './observation-log.ts'

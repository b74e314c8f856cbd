export { type AccountStore, type AuditEntry, openAccountStore } from './account-store.ts'
export { acquirerStore, openAcquirerDatabase } from './acquirer-store.ts'
export { type Database, StoreFailure } from './database.ts'
export { verifyJournal, type JournalReport } from './journal.ts'
export { issuerStore, openIssuerDatabase } from './issuer-store.ts'
export {
  observationLog,
  type ObservationCount,
  type ObservationLog,
  type ObservationQuery,
  type ObservationRow,
} from './observation-log.ts'

export { batchKey, nextBatch } from './batch.ts'
export type { Batch, BatchKey, OpenException, Posting, Totals, UploadedLine } from './batch.ts'
export { counters, countersFrom } from './counters.ts'
export { handleTerminalMessage } from './handle.ts'
export { refuseOverloaded } from './overload.ts'
export type { AcquirerStore, JournalEntry, Merchant, ZoneKeyState, ZoneKeyVersion } from './journal.ts'
export { demandSignOn, withdrawSignOn } from './key-exchange/demand.ts'
export type { Restriction } from './restriction.ts'
export type { Observation, TerminalFacts, Explain } from './observation.ts'
export { activateTerminal, issueActivation } from './onboarding/activate.ts'
export type { Advice, Owed, Payment, PaymentKey, StoredAnswer, StoredCard } from './payment.ts'
export { keepZoneKeysFresh, type ZoneKeyLimits } from './key-exchange/renew-zone-keys.ts'
export { ZoneKeyRing, type ZoneKeys } from './key-exchange/zone-key-ring.ts'
export { nothingInFlight } from './ports.ts'
export type {
  AcquirerEvent,
  AcquirerPorts,
  CardVault,
  Counters,
  Downloads,
  InFlight,
  IssuerLink,
  LinkFailure,
  QrOrders,
} from './ports.ts'
export { project, subjectOf, type AcquirerTable } from './projection.ts'
export { deliverOwed } from './store-and-forward/deliver.ts'
export { undoLateApproval } from './reversal/late.ts'
export { recoverOpenPayments } from './reversal/recover.ts'
export type { StandInRule } from './authorization/stand-in.ts'
export { BATCH_AGE_MAX_MS, findOverdueBatches } from './settlement/overdue.ts'
export { statementOfBatch, unsettledOf } from './settlement/statement.ts'
export { acquirerStoreOver, AcquirerTables, type JournalStore } from './tables.ts'
export { LOCAL_ZONE } from './time.ts'
export { TRANSACTIONS, type PaymentKind } from './transaction.ts'
export type { Terminal, WorkingKeys } from './terminal.ts'

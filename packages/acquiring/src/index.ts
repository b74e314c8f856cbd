export { counters } from './counters.ts'
export { handleTerminalMessage } from './handle.ts'
export type { AcquirerStore, JournalEntry, Merchant, StoredEntry } from './journal.ts'
export type { Observation, TerminalFacts, Explain } from './observation.ts'
export { activateTerminal, issueActivation } from './onboarding/activate.ts'
export type { Advice, OnwardReversal, Payment, PaymentKey, StoredAnswer, StoredCard } from './payment.ts'
export { nothingInFlight } from './ports.ts'
export type {
  AcquirerEvent,
  AcquirerPorts,
  CardVault,
  Counters,
  InFlight,
  IssuerLink,
  LinkFailure,
  QrOrders,
} from './ports.ts'
export { deliverOnwardReversals } from './reversal/onward.ts'
export { recoverOpenPayments } from './reversal/recover.ts'
export { AcquirerTables, storeOver } from './tables.ts'
export type { Terminal, WorkingKeys } from './terminal.ts'

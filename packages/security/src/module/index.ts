export type {
  CardCryptogram,
  CardVerification,
  CryptogramVerification,
  DataRequest,
  HostSecurityModule,
  IncomingPin,
  PinReference,
  PinReferenceKey,
  SealedPin,
  SealedTable,
} from './extended.ts'
export { isGuessablePin } from './blocklist.ts'
export { securityModuleOver, type CommandName } from './commands.ts'
export type { CounterChange, CounterStore } from './counters.ts'
export { failedKnownAnswers } from './known-answers.ts'
export { createSecurityModule, ModuleCore, type AuditEvent, type ModuleSettings } from './module-core.ts'
export type { ActivationKey } from './state.ts'
export { asRoles, type ModuleRole } from './roles.ts'

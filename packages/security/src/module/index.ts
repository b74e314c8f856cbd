export { securityModuleOver, type CommandName } from './commands.ts'
export { failedKnownAnswers } from './known-answers.ts'
export { createSecurityModule, ModuleCore, type AuditEvent, type ModuleSettings } from './module-core.ts'
export type { ActivationKey } from './state.ts'

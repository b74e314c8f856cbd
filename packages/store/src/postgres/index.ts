export { HostsAtWork, rebuildSharedDocuments } from './rebuild.ts'
export { openSharedAttempts, type SharedAttempts } from './shared-attempts.ts'
export { openSharedAccountStore } from './account-store.ts'
export { openSharedStore, type SharedStore, verifySharedAudit, verifySharedJournal } from './acquirer-store.ts'

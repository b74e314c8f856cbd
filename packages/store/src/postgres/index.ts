export { HostsAtWork, rebuildSharedDocuments } from './rebuild.ts'
export { openSharedStore, type SharedStore, verifySharedJournal } from './acquirer-store.ts'

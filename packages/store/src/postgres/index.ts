export { openSharedStore, type SharedStore, verifySharedJournal } from './acquirer-store.ts'

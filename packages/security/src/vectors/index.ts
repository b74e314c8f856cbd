export { runVectors, type VectorOutcome, type VectorReport } from './run.ts'
export type { VectorEntry } from './entry.ts'

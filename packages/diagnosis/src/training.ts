/** What training and ablations need beside the engine: the parts a verdict is made of. Nothing at run time uses it. */
export { observe, type Observation } from './evidence/index.ts'
export { wholeOf } from './incidents/cause.ts'
export type { Deviation } from './incidents/watch.ts'
export type { Records } from './incidents/records.ts'
export { EXPERT, MODEL, type Model } from './model/index.ts'
export { likelihood, type Candidate, type Group, type LikelihoodTable } from './model/likelihood.ts'
export { candidatesOf, contributions } from './score.ts'
export { incidentTerm } from './diagnose.ts'

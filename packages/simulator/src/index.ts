export { shrink } from './shrink.ts'
export { type Outcome, simulate, type Simulation } from './simulate.ts'
export { FAULT_RATES, type FaultKind } from './world/dice.ts'
export type { Breach } from './world/world.ts'

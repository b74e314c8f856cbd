export { ChangeDetector, type Alarm } from './change-detector.ts'
export { FleetWatch, type CardSession, type FleetWatchOptions, type ScopeAlarm } from './fleet-watch.ts'
export { thresholdFor } from './threshold.ts'

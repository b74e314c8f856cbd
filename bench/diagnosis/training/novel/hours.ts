import type { FaultSite } from '@fiftyfive/simulator'

const HOUR_MS = 3_600_000

/** The hour of the day where the shops are. */
export const hourOf = ({ fleet }: FaultSite): number => Math.floor((fleet.time.now() + 8 * HOUR_MS) / HOUR_MS) % 24

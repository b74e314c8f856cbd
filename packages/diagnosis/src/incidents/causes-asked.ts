import type { Deviation } from './deviation.ts'
import type { PlaceOdds } from './locate.ts'
import type { Circumstances } from './suspicions.ts'

/** What the watch asks those who know causes. */
export interface Causes extends Pick<Circumstances, 'recorded'> {
  /** Once a deviation is located, whether it is worth an incident at all. */
  readonly isHarmless: (deviation: Deviation) => boolean
  readonly placeOdds: (failed: Pick<Deviation, 'shown' | 'kinds' | 'expected' | 'scope'>) => ReturnType<PlaceOdds>
}

/** Knows nothing of causes. */
export const INDIFFERENT: Causes = { isHarmless: () => false, recorded: () => 0, placeOdds: () => () => 0 }

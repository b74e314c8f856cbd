import type { Attempt, Surroundings } from '../attempt.ts'
import { observeAfterwards } from './afterwards.ts'
import { observeAnswer, observeKeys, observePath, observePinBlock } from './attempt.ts'
import { observeCard } from './card.ts'
import { observeEntry } from './entry.ts'
import { observeFacts, observeRecords } from './facts.ts'
import type { Observation } from './observation.ts'

export type { Observation } from './observation.ts'
export { isApproved } from './outcome.ts'

/** Everything that can be said about an attempt, in the model's terms. */
export const observe = (attempt: Attempt, surroundings: Surroundings): Observation[] => [
  ...observeAnswer(attempt),
  ...observePinBlock(attempt),
  ...observeKeys(attempt, surroundings.facts),
  ...observeEntry(attempt, surroundings),
  ...observeCard(attempt, surroundings),
  ...observePath(attempt),
  ...observeFacts(attempt),
  ...observeRecords(attempt, surroundings),
  ...observeAfterwards(attempt, surroundings),
]

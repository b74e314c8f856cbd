import type { Attempt, OtherAttempt, Surroundings } from '../attempt.ts'
import { OFTEN, SOON_MS, type Next } from '../model/afterwards.ts'
import { observed, type Observation } from './observation.ts'
import { isApproved, isLocked, isWrongPin, newestFirst } from './outcome.ts'

/** What the same card did next. Success outweighs what came before it; otherwise the next attempt speaks. */
export function observeAfterwards(attempt: Attempt, surroundings: Surroundings): Observation[] {
  if (attempt.card === '') return []
  const later = newestFirst((surroundings.later ?? []).filter((each) => each.card === attempt.card)).toReversed()
  const [first] = later
  if (!first) return []
  const accepted = later.find(isApproved)
  const telling = accepted ?? first
  const seconds = Math.max(0, Math.round((telling.at - attempt.at) / 1000))
  return observed('next', accepted ? howAccepted(attempt, first, accepted) : howRefused(attempt, first, later), {
    seconds,
  })
}

function howAccepted(attempt: Attempt, first: OtherAttempt, accepted: OtherAttempt): Next {
  if (accepted.terminal !== attempt.terminal) return 'accepted-elsewhere'
  return accepted === first && accepted.at - attempt.at <= SOON_MS ? 'accepted-soon' : 'accepted'
}

function howRefused(attempt: Attempt, first: OtherAttempt, later: readonly OtherAttempt[]): Next {
  if (isLocked(first)) return 'locked'
  if (!isWrongPin(first)) return 'technical'
  const different = later.filter((each) => isWrongPin(each) && each.pinPad?.repeated === false)
  if (different.length >= OFTEN) return 'refused-often'
  if (first.terminal !== attempt.terminal) return 'refused-elsewhere'
  if (first.pinPad?.repeated === undefined) return 'refused'
  return first.pinPad.repeated ? 'refused-same' : 'refused-different'
}

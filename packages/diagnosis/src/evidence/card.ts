import type { Attempt, OtherAttempt, Surroundings } from '../attempt.ts'
import { RAPID_ATTEMPTS, ROAMING_TERMINALS, WIDE_TERMINALS } from '../model/card.ts'
import { observed, type Observation } from './observation.ts'
import { isApproved, isLocked, isWrongPin, newestFirst } from './outcome.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What this card did before, and what state it is in. */
export function observeCard(attempt: Attempt, surroundings: Surroundings): Observation[] {
  if (attempt.card === '') return observeState(attempt)
  const before = newestFirst(surroundings.card.filter((each) => each.card === attempt.card && each.id !== attempt.id))
  const today = before.filter(({ at }) => attempt.at - at < DAY_MS)
  return [
    ...observeState(attempt),
    ...observeRefusals(attempt, today),
    ...observeLock(attempt, today),
    // A log without terminals does not say where else a card was.
    ...(attempt.terminal === '' ? [] : [...observeElsewhere(attempt, today), ...observeSpread(attempt, before)]),
    ...observePace(attempt, today),
  ]
}

function observeState({ triesLeft, cardExpired, fallback }: Attempt): Observation[] {
  return [
    ...(triesLeft === undefined
      ? []
      : observed('triesLeft', triesLeft <= 0 ? 'none' : triesLeft === 1 ? 'one' : 'more', { tries: triesLeft })),
    ...(cardExpired === undefined ? [] : observed('expiry', cardExpired ? 'past' : 'ahead')),
    ...(fallback === undefined ? [] : observed('fallback', fallback ? 'yes' : 'no')),
  ]
}

/** Wrong PINs in a row up to now. A log that starts in the middle of a session is helped by the pad's own count. */
function observeRefusals(attempt: Attempt, before: readonly OtherAttempt[]): Observation[] {
  const lastAccepted = before.findIndex(isApproved)
  const sinceAccepted = lastAccepted < 0 ? before : before.slice(0, lastAccepted)
  const logged = sinceAccepted.filter(isWrongPin).length
  const count = before.length > 0 ? logged : (attempt.pinPad?.entry ?? 1) - 1
  return observed('refusedBefore', count === 0 ? 'none' : count === 1 ? 'one' : 'several', { count })
}

/** The try that uses up the last one is refused with the same code as all that follow. */
function observeLock(attempt: Attempt, before: readonly OtherAttempt[]): Observation[] {
  if (!isLocked(attempt)) return []
  const last = before.find((each) => isLocked(each) || isWrongPin(each) || isApproved(each))
  return observed('lock', !last || isApproved(last) ? 'unseen' : isLocked(last) ? 'before' : 'now')
}

function observeElsewhere(attempt: Attempt, before: readonly OtherAttempt[]): Observation[] {
  const others = before.filter((each) => each.terminal !== attempt.terminal)
  const telling = others.find((each) => isApproved(each) || isWrongPin(each))
  return telling ? observed('elsewhere', isApproved(telling) ? 'accepted' : 'refused') : []
}

/** Where issuers refused this card for its PIN, or because of the PINs before. */
function observeSpread(attempt: Attempt, before: readonly OtherAttempt[]): Observation[] {
  if (before.length < 2) return []
  const refused = [attempt, ...before].filter((each) => isWrongPin(each) || isLocked(each))
  const { size } = new Set(refused.map(({ terminal }) => terminal))
  const spread = size >= ROAMING_TERMINALS ? 'roaming' : size >= WIDE_TERMINALS ? 'wide' : 'narrow'
  return observed('spread', spread, { terminals: size })
}

function observePace(attempt: Attempt, before: readonly OtherAttempt[]): Observation[] {
  if (before.length === 0) return []
  const count = before.filter((each) => attempt.at - each.at < HOUR_MS).length
  return observed('pace', count >= RAPID_ATTEMPTS ? 'rapid' : 'ordinary', { count })
}

import type { CardNearLockout } from '@fiftyfive/contract'
import type { StoredAttempt } from '../observations/stored-attempt.ts'

const SHOWN_MAX = 20
/** With so many tries left the next slip locks the card, or it is locked. */
const NEAR = 1

/** What the newest refusal of each card said of its tries, where that was one or none. Given newest first. */
export function cardsNearLockout(refused: readonly StoredAttempt[]): CardNearLockout[] {
  const newest = new Map<string, StoredAttempt>()
  for (const stored of refused) {
    const { card, triesLeft } = stored.attempt
    if (card !== '' && triesLeft !== undefined && !newest.has(card)) newest.set(card, stored)
  }
  return [...newest.values()]
    .map(({ attempt, maskedPan, terminal, at }) => ({
      card: attempt.card,
      maskedPan,
      triesLeft: attempt.triesLeft ?? 0,
      terminal,
      at,
    }))
    .filter(({ triesLeft }) => triesLeft <= NEAR)
    .toSorted((a, b) => b.triesLeft - a.triesLeft || b.at - a.at)
    .slice(0, SHOWN_MAX)
}

import { indexOf } from '../symptoms.ts'
import { CARD, NOWHERE, type Within } from './places.ts'
import type { Stretch } from './window.ts'

/** Whether the cards that fail in a place fail in others as well. */
export type Away = 'accepted' | 'refused'

/** Cards that came elsewhere afterwards from which on something is said, and the share of them that is more than chance. */
const CARDS_MIN = 4
const REFUSED_MIN = 0.2
const WRONG_PIN = 1 << indexOf('wrong-pin')

/**
 * What became of the cards that failed in a place, when they came to another one afterwards: each once, at its first payment there
 * that was accepted at once or refused for its PIN. What is in people's heads goes with their cards; what is in a till, or behind
 * its counter, stays.
 */
export function awayOf(sessions: Stretch, covers: Within, kinds: number): Away | undefined {
  const open = new Set<number>()
  let [accepted, refused] = [0, 0]
  for (const row of sessions.rows) {
    const card = sessions.placeAt(row, CARD)
    if (card === NOWHERE) continue
    const symptoms = sessions.symptoms(row)
    const session = sessions.session(row)
    if (sessions.isWithin(row, covers)) {
      if ((symptoms & kinds) !== 0 && session?.accepted === false) open.add(card)
      continue
    }
    if (!sessions.hasPin(row) || !open.has(card)) continue
    const wrong = (symptoms & WRONG_PIN) !== 0
    // A card that is locked, or refused for something else, tells nothing of who typed.
    if (!wrong && session?.accepted === false) continue
    open.delete(card)
    if (wrong) refused++
    else accepted++
  }
  const all = accepted + refused
  return all < CARDS_MIN ? undefined : refused > REFUSED_MIN * all ? 'refused' : 'accepted'
}

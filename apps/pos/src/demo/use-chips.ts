import { ChipMemory } from '@fiftyfive/emv'
import { useState } from 'react'
import { browserClock } from '../shell/world.ts'

/**
 * What the demo's chips remember from one payment to the next, by card. A card that was not used since the page was
 * loaded begins with the clock, because a transaction counter must never go back.
 */
export function useChips(): (cardId: string) => ChipMemory {
  const [memories] = useState(() => new Map<string, ChipMemory>())
  return (cardId) => {
    const known = memories.get(cardId)
    if (known) return known
    const memory = new ChipMemory(Math.floor(browserClock.now() / 1000) % 0xf000)
    memories.set(cardId, memory)
    return memory
  }
}

import type { DemoChipMemory } from '@fiftyfive/contract'
import { ChipMemory } from '@fiftyfive/emv'
import { useEffect, useRef } from 'react'
import { api } from '../shell/api.ts'
import { useTerminal } from '../ui/terminal.tsx'

interface Held {
  readonly card: string
  readonly memory: ChipMemory
  /** What the bank keeps of it, as JSON. */
  kept: string
}

/**
 * Takes a demo card's chip up with what it remembers. Whatever changes in it is kept at once, as in a chip of plastic: a
 * PIN try that was spent stays spent when the page is loaded anew.
 */
export function useChips(): (card: string) => Promise<ChipMemory> {
  const { terminal } = useTerminal()
  const held = useRef<Held>(undefined)
  useEffect(
    () => terminal.subscribe(() => held.current && keep(held.current, terminal.state.session !== undefined)),
    [terminal],
  )
  return async (card) => {
    const memory = new ChipMemory(await api.demo.takeChip(card))
    held.current = { card, memory, kept: '' }
    return memory
  }
}

function keep(held: Held, inReader: boolean): void {
  const { card } = held
  const memory: DemoChipMemory = { ...held.memory, ...(inReader ? { inReader } : {}) }
  const now = JSON.stringify(memory)
  if (now === held.kept) return
  held.kept = now
  // What is lost here costs the demonstration a count, and nobody money: the bank never gives a counter out twice.
  api.demo.keepChip(card, memory).catch(() => undefined)
}

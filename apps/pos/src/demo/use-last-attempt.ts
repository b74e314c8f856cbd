import type { Cause } from '@fiftyfive/terminal'
import { useEffect, useState } from 'react'
import { useTerminal } from '../ui/terminal.tsx'

export interface LastAttempt {
  /** Terminal, batch and trace number, as the console names the attempt. */
  readonly id: string
  readonly outcome: 'pending' | 'approved' | 'refused' | 'reversed'
  readonly cause?: Cause
}

export const attemptId = (terminal: string, batch: number, trace: number): string =>
  [terminal, String(batch).padStart(6, '0'), String(trace).padStart(6, '0')].join('-')

/** The payment that was sent last. Refusals that led to a new prompt count too: they are attempts of their own. */
export function useLastAttempt(terminalId: string): LastAttempt | undefined {
  const { terminal } = useTerminal()
  const [last, setLast] = useState<LastAttempt>()
  useEffect(() => {
    const update = (change: Partial<LastAttempt>) => setLast((before) => before && { ...before, ...change })
    return terminal.on((notice) => {
      switch (notice.type) {
        case 'sending':
          return setLast({ id: attemptId(terminalId, terminal.state.journal.batch, notice.trace), outcome: 'pending' })
        case 'pin-refused':
        case 'refused':
          return update({ outcome: 'refused', cause: notice.cause })
        case 'approved':
          return update({ outcome: 'approved' })
        case 'reversed':
          return update({ outcome: 'reversed' })
        default:
      }
    })
  }, [terminal, terminalId])
  return last
}

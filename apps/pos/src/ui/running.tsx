import { createContext, useContext } from 'react'
import type { Running } from '../shell/start.ts'

export const RunningContext = createContext<Running | undefined>(undefined)

/** What stands around the running terminal: its configuration, reports, event log. */
export function useRunning(): Running {
  const running = useContext(RunningContext)
  if (!running) throw new Error('useRunning: outside of RunningContext')
  return running
}

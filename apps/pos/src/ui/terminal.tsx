import type { Terminal, TerminalState } from '@fiftyfive/terminal'
import { createContext, useContext, useSyncExternalStore } from 'react'

export const TerminalContext = createContext<Terminal | undefined>(undefined)

/** The running terminal and its present state; the component is drawn again when the state is replaced. */
export function useTerminal(): { readonly terminal: Terminal; readonly state: TerminalState } {
  const terminal = useContext(TerminalContext)
  if (!terminal) throw new Error('useTerminal: outside of TerminalContext')
  const state = useSyncExternalStore(
    (listener) => terminal.subscribe(listener),
    () => terminal.state,
  )
  return { terminal, state }
}

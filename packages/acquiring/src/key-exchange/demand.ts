import { err, fault, ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Demands a sign-on: the terminal's next payment is answered 77, sign on again, and is asked for again by itself after
 * it. With `renew`, keys that were delivered and never proven are dropped, so that the sign-on brings ones made anew.
 */
export function demandSignOn(
  ports: AcquirerPorts,
  terminalId: string,
  { renew, reason }: { readonly renew: boolean; readonly reason: string },
): Promise<Result<Terminal, Fault>> {
  return change(ports, terminalId, reason, (terminal) => {
    const { pending, ...proven } = terminal
    return { ...proven, ...(renew || !pending ? {} : { pending }), signedOff: 'demanded' }
  })
}

/** Takes the demand back where the terminal has not signed on yet; otherwise it changes nothing. */
export function withdrawSignOn(
  ports: AcquirerPorts,
  terminalId: string,
  reason: string,
): Promise<Result<Terminal, Fault>> {
  return change(ports, terminalId, reason, (terminal) => {
    const { signedOff, ...signedOn } = terminal
    return signedOff === 'demanded' ? signedOn : terminal
  })
}

/** In the terminal's turn, as the keys of another message may be changing at the same time. */
function change(
  ports: AcquirerPorts,
  terminalId: string,
  reason: string,
  make: (terminal: Terminal) => Terminal,
): Promise<Result<Terminal, Fault>> {
  return ports.inFlight.keyChanges.take(terminalId, async () => {
    const terminal = await ports.store.terminal(terminalId)
    if (!terminal) return err(fault('FF_TERMINAL_UNKNOWN', terminalId))
    if (terminal.status !== 'active') return err(fault('FF_TERMINAL_BLOCKED', terminalId))
    const changed = make(terminal)
    if (changed === terminal) return ok(terminal)
    await ports.store.commit(ports.clock.now(), [{ type: 'terminal-state', reason, terminal: changed }])
    return ok(changed)
  })
}

import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Authentic } from '../authorization/authentic.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Management } from './index.ts'

/** Ends a shift: no payments until the next sign-on. Its keys stay, for reversals and advices still to come. */
export function signOff(ports: AcquirerPorts, _message: UnionPayMessage, known: Authentic): Promise<Management> {
  return ports.inFlight.keyChanges.take(known.terminal.id, async () => {
    const terminal = (await ports.store.terminal(known.terminal.id)) ?? known.terminal
    if (!terminal.signedOff) {
      const signedOff = { ...terminal, signedOff: true } as const
      await ports.store.commit(ports.clock.now(), [
        { type: 'terminal-state', reason: 'signed-off', terminal: signedOff },
      ])
    }
    return {}
  })
}

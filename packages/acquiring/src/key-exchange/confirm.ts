import { assert } from '@fiftyfive/kernel'
import type { Soon } from '../journal.ts'
import type { AcquirerPorts } from '../ports.ts'
import { KEY_VERSIONS, type KeyVersion, type Terminal } from '../terminal.ts'

interface ProvenKeys {
  /** As it is now, with `pending` keys confirmed when the MAC was under them. */
  readonly terminal: Terminal
  /** Where the key of the MAC stands now. */
  readonly macVersion: KeyVersion
}

/**
 * What a valid MAC proves. One under `pending` makes that key the current one, durably. The terminal is read again in
 * its turn: another message may have confirmed the key meanwhile, or a sign-on delivered a newer one, and neither may be
 * overwritten with what was true before.
 */
export function confirmKeys(
  ports: AcquirerPorts,
  terminal: Terminal,
  version: KeyVersion,
  trace: string | undefined,
): Soon<ProvenKeys> {
  if (version !== 'pending') return { terminal, macVersion: version }
  const proven = terminal.pending?.delivery.macKey
  return ports.inFlight.keyChanges.take(terminal.id, async () => {
    const now = (await ports.store.terminal(terminal.id)) ?? terminal
    if (now.pending?.delivery.macKey !== proven) {
      const macVersion = KEY_VERSIONS.find((candidate) => now[candidate]?.delivery.macKey === proven)
      // Replaced twice while its MAC was being checked: answer under the key it used, and change nothing.
      return macVersion ? { terminal: now, macVersion } : { terminal, macVersion: version }
    }
    const confirmed = confirmPending(now, trace)
    await ports.store.commit(ports.clock.now(), [{ type: 'terminal-keys', reason: 'confirmed', terminal: confirmed }])
    return { terminal: confirmed, macVersion: 'current' }
  })
}

function confirmPending(terminal: Terminal, firstTrace: string | undefined): Terminal {
  assert(terminal.pending, 'confirmPending: keys are pending')
  const { pending, current, previous, ...rest } = terminal
  const replaced = current ?? previous
  const confirmed = firstTrace === undefined ? pending : { ...pending, firstTrace }
  return { ...rest, current: confirmed, ...(replaced ? { previous: replaced } : {}) }
}

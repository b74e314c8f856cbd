import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'

/** After this age or so many messages the terminal should sign on; after twice that it must. */
const KEY_AGE_MAX_MS = 24 * 3_600_000
const KEY_USES_MAX = 10_000

/**
 * Counts this use of the terminal's current keys, and tells whether they have served too long. The count is of this
 * process: a restart begins it anew, the age goes on. A clock that was put back makes no key old.
 */
export function keysAreTooOld(ports: AcquirerPorts, terminal: Terminal): boolean {
  const { current } = terminal
  if (!current) return false
  const key = current.delivery.macCheckValue
  const counted = ports.inFlight.keyUses.get(terminal.id)
  const uses = (counted?.key === key ? counted.uses : 0) + 1
  ports.inFlight.keyUses.set(terminal.id, { key, uses })
  return uses > 2 * KEY_USES_MAX || ports.clock.now() - current.deliveredAt > 2 * KEY_AGE_MAX_MS
}

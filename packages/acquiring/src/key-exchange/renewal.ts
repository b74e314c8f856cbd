import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'

/** After this age or so many payments the terminal should sign on; after twice that it must. */
const KEY_AGE_MAX_MS = 24 * 3_600_000
const KEY_USES_MAX = 10_000

/**
 * Counts this use of the terminal's current keys, and tells whether they have served too long. The count is of this
 * process: a restart begins it anew, the age goes on. A clock that was put back makes no key old.
 */
export function keysAreTooOld(ports: AcquirerPorts, terminal: Terminal): boolean {
  const key = terminal.current?.delivery.macCheckValue
  if (key !== undefined) ports.inFlight.keyUses.set(terminal.id, { key, uses: usesOf(ports, terminal) + 1 })
  return haveServed(ports, terminal, 2)
}

/**
 * Whether it is time for new keys. The terminal is told when it asks for its parameters, which it does daily and when
 * nobody pays: so it signs on at a quiet moment, and no payment has to wait for it.
 */
export const keysAreDue = (ports: AcquirerPorts, terminal: Terminal): boolean => haveServed(ports, terminal, 1)

function haveServed(ports: AcquirerPorts, terminal: Terminal, times: 1 | 2): boolean {
  if (!terminal.current) return false
  const age_ms = ports.clock.now() - terminal.current.deliveredAt
  return usesOf(ports, terminal) > times * KEY_USES_MAX || age_ms > times * KEY_AGE_MAX_MS
}

function usesOf(ports: AcquirerPorts, { id, current }: Terminal): number {
  const counted = ports.inFlight.keyUses.get(id)
  return counted?.key === current?.delivery.macCheckValue ? (counted?.uses ?? 0) : 0
}

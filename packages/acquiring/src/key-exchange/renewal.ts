import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'

/** After this age or so many messages the terminal should sign on; after twice that it must. */
const KEY_AGE_MAX_MS = 24 * 3_600_000
const KEY_USES_MAX = 10_000
/** After 999999 comes 000001. */
const TRACES = 999_999

/** Whether its keys have served too long: no payment until it signs on. A clock that was put back makes no key old. */
export const keysAreTooOld = (ports: AcquirerPorts, terminal: Terminal, trace: string): boolean =>
  haveServed(ports, terminal, trace, 2)

/**
 * Whether it is time for new keys. The terminal is told when it asks for its parameters, which it does daily and when
 * nobody pays: so it signs on at a quiet moment, and no payment has to wait for it.
 */
export const keysAreDue = (ports: AcquirerPorts, terminal: Terminal, trace: string): boolean =>
  haveServed(ports, terminal, trace, 1)

function haveServed(ports: AcquirerPorts, { current }: Terminal, trace: string, times: 1 | 2): boolean {
  if (!current) return false
  const age_ms = ports.clock.now() - current.deliveredAt
  return usesOf(current.firstTrace, trace) > times * KEY_USES_MAX || age_ms > times * KEY_AGE_MAX_MS
}

/**
 * Told by the numbers that a terminal gives its messages: it counts them upwards, so that hosts need not tell one another
 * and a restart forgets nothing. A message that was overtaken by the one that confirmed the keys has a lower number.
 */
function usesOf(firstTrace: string | undefined, trace: string): number {
  if (firstTrace === undefined) return 0
  const since = (Number(trace) - Number(firstTrace) + TRACES) % TRACES
  return since < TRACES / 2 ? since + 1 : 0
}

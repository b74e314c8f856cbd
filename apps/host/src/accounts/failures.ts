import type { AccountStore } from '@fiftyfive/store/sqlite'
import { audited, type AccountPorts, type Caller, failuresOf } from './ports.ts'

/** PCI DSS 4, 8.3.4: locked after ten tries, for half an hour at least. */
const TRIES_MAX = 10
const LOCKED_MS = 30 * 60_000
/** Names nobody has are counted too, or the lock would tell which exist; this many at most. */
const NAMES_MAX = 10_000

export const isLocked = (store: AccountStore, name: string, now: number): boolean =>
  (failuresOf(store, name)?.lockedUntil ?? 0) > now

/** Counts a wrong password or code against the name, durably, and locks the name at the tenth. */
export async function countFailure({ store, clock }: AccountPorts, caller: Caller, name: string): Promise<void> {
  const now = clock.now()
  const known = failuresOf(store, name)
  // A lock that has run out starts the count anew.
  const count = (known?.lockedUntil === undefined ? (known?.count ?? 0) : 0) + 1
  const locked = count >= TRIES_MAX
  const failures = { count, ...(locked ? { lockedUntil: now + LOCKED_MS } : {}) }
  const room = known !== undefined || store.all('failures').length < NAMES_MAX
  await store.commit(
    now,
    [audited(caller, locked ? 'sign-in-locked' : 'sign-in-refused', name)],
    room ? [{ kind: 'failures', id: name, body: failures }] : [],
  )
}

export const forgiven = (name: string) => ({ kind: 'failures' as const, id: name, body: undefined })

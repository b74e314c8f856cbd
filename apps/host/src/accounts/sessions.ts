import { IDLE_MINUTES, permissionsOf, type OpenSession, type SessionView } from '@fiftyfive/contract'
import type { Account, Session } from './account.ts'
import { audited, type AccountPorts, type Caller, ownerOf } from './ports.ts'
import { newToken, tokenId } from './sealing.ts'

const IDLE_MS = IDLE_MINUTES * 60_000
/** However busy, a session ends with the shift. */
const SESSION_MS = 12 * 3_600_000
/** A dangerous action wants a password or passkey given this lately. */
const CONFIRMED_MS = 5 * 60_000
/** `lastSeenAt` is written this coarsely, so that reading a page is not a write to disk each time. */
const SEEN_MS = 60_000

export interface Opened {
  /** Goes into the cookie and nowhere else. */
  readonly token: string
  readonly session: Session
}

/** A new session for every sign-in, so that a token planted beforehand is worth nothing (session fixation). */
export function newSession(
  account: Account,
  caller: Caller & { readonly userAgent: string },
  secondFactor: Session['secondFactor'],
  now: number,
): Opened {
  const token = newToken()
  return {
    token,
    session: {
      id: tokenId(token),
      accountId: account.id,
      createdAt: now,
      lastSeenAt: now,
      address: caller.address,
      userAgent: caller.userAgent.slice(0, 200),
      secondFactor,
      confirmedAt: now,
    },
  }
}

export const kept = (session: Session) => ({ kind: 'session' as const, id: session.id, body: session })
export const ended = (session: Session) => ({ kind: 'session' as const, id: session.id, body: undefined })

/** The live session and account of a cookie's token, undefined when it is unknown, idle too long or too old. */
export async function resume(
  ports: AccountPorts,
  token: string,
): Promise<{ readonly session: Session; readonly account: Account } | undefined> {
  const { store, clock } = ports
  const session = store.find<Session>('session', tokenId(token))
  const account = session && ownerOf(ports, session.accountId)
  if (!session || account?.state !== 'active') return undefined
  const now = clock.now()
  if (now - session.lastSeenAt > IDLE_MS || now - session.createdAt > SESSION_MS) {
    await store.commit(
      now,
      [audited({ actor: account.name, address: session.address }, 'session-ended', account.name)],
      [ended(session)],
    )
    return undefined
  }
  if (now - session.lastSeenAt < SEEN_MS) return { session, account }
  const seen = { ...session, lastSeenAt: now }
  await store.commit(now, [], [kept(seen)])
  return { session: seen, account }
}

export const isConfirmed = (session: Session, now: number): boolean => now - session.confirmedAt < CONFIRMED_MS

export const sessionsOf = ({ store }: AccountPorts, accountId: string): readonly Session[] =>
  store.all<Session>('session').filter((session) => session.accountId === accountId)

export const openSession = (session: Session, currentId: string): OpenSession => ({
  id: session.id.slice(0, 16),
  createdAt: session.createdAt,
  lastSeenAt: session.lastSeenAt,
  address: session.address,
  userAgent: session.userAgent,
  current: session.id === currentId,
})

export const sessionView = (account: Account, session: Session): SessionView => ({
  account: { id: account.id, name: account.name, displayName: account.displayName },
  ...(account.lent && { lent: true }),
  roles: account.roles,
  permissions: permissionsOf(account.roles),
  merchants: account.merchants,
  secondFactor: session.secondFactor,
  confirmedUntil: session.confirmedAt + CONFIRMED_MS,
})

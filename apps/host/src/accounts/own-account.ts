import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { Account, Session } from './account.ts'
import { enrolmentUri, newSecret, verifyOneTimePassword } from './one-time-password.ts'
import { hashPassword, judgePassword } from './password.ts'
import { type AccountPorts, audited, type Caller, done, refuse, saved } from './ports.ts'
import { ended, sessionsOf } from './sessions.ts'

/** What people change of their own account. The guard has asked for a fresh password before any of it. */

/** The other sessions end: whoever knew the old password is out. */
export async function changePassword(
  ports: AccountPorts,
  caller: Caller,
  { account, session }: { readonly account: Account; readonly session: Session },
  password: string,
): Promise<Result<void, Fault>> {
  const { problem } = await judgePassword(password, [account.name, ...account.displayName.split(' ')])
  if (problem) return refuse('FF_PASSWORD', problem)
  const changed = { ...account, passwordHash: await hashPassword(password) }
  const others = sessionsOf(ports, account.id).filter(({ id }) => id !== session.id)
  await ports.store.commit(
    ports.clock.now(),
    [audited(caller, 'password-changed', account.name)],
    [saved(changed), ...others.map(ended)],
  )
  return done
}

/** A new secret for an authenticator app; it counts only after `confirmOneTimePassword`. */
export async function enrolOneTimePassword(
  { store, clock, sealing }: AccountPorts,
  account: Account,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const secret = newSecret()
  const enrolled = { ...account, oneTimePassword: { sealedSecret: sealing.seal(secret), confirmed: false } }
  await store.commit(clock.now(), [], [saved(enrolled)])
  return { secret, uri: enrolmentUri(secret, account.name) }
}

export async function confirmOneTimePassword(
  { store, clock, sealing }: AccountPorts,
  caller: Caller,
  account: Account,
  code: string,
): Promise<Result<void, Fault>> {
  const pending = account.oneTimePassword
  if (!pending || pending.confirmed) return refuse('FF_NOT_FOUND')
  const lastStep = verifyOneTimePassword(sealing.open(pending.sealedSecret), code, clock.now(), undefined)
  if (lastStep === undefined) return refuse('FF_SIGN_IN')
  await store.commit(
    clock.now(),
    [audited(caller, 'second-factor-added', account.name, 'one-time password')],
    [saved({ ...account, oneTimePassword: { ...pending, confirmed: true, lastStep } })],
  )
  return done
}

export async function removeOneTimePassword(
  { store, clock }: AccountPorts,
  caller: Caller,
  account: Account,
): Promise<Result<void, Fault>> {
  const { oneTimePassword, ...rest } = account
  if (!oneTimePassword) return refuse('FF_NOT_FOUND')
  await store.commit(
    clock.now(),
    [audited(caller, 'second-factor-removed', account.name, 'one-time password')],
    [saved(rest)],
  )
  return done
}

export async function removePasskey(
  { store, clock }: AccountPorts,
  caller: Caller,
  account: Account,
  id: string,
): Promise<Result<void, Fault>> {
  const passkeys = account.passkeys.filter((passkey) => passkey.id !== id)
  if (passkeys.length === account.passkeys.length) return refuse('FF_NOT_FOUND')
  await store.commit(
    clock.now(),
    [audited(caller, 'second-factor-removed', account.name, 'passkey')],
    [saved({ ...account, passkeys })],
  )
  return done
}

/** Ends one of one's own sessions, named by the start of its id. */
export async function endSession(
  ports: AccountPorts,
  caller: Caller,
  account: Account,
  id: string,
): Promise<Result<void, Fault>> {
  const session = sessionsOf(ports, account.id).find((one) => one.id.startsWith(id) && id.length === 16)
  if (!session) return refuse('FF_NOT_FOUND')
  await ports.store.commit(ports.clock.now(), [audited(caller, 'session-ended', account.name)], [ended(session)])
  return ok(undefined)
}

import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { Account, Session } from './account.ts'
import { countFailure, forgiven, isLocked } from './failures.ts'
import { verifyOneTimePassword } from './one-time-password.ts'
import { hashOfNobody, verifyPassword } from './password.ts'
import { type AccountPorts, accountNamed, audited, type Caller, refuse, saved, isLent } from './ports.ts'
import { ended, kept, newSession, type Opened } from './sessions.ts'

export type Entered = { readonly step: 'signed-in'; readonly account: Account; readonly opened: Opened }
export type SignedIn = Entered | { readonly step: 'one-time-password' }

interface Credentials {
  readonly name: string
  readonly password: string
  readonly oneTimePassword?: string | undefined
}
type Visitor = Caller & { readonly userAgent: string; readonly before?: Session | undefined }

/**
 * Name and password, and the authenticator's code where one is enrolled. Wrong name, wrong password, wrong code and a
 * locked name all get the same answer after the same work, so that nothing can be learnt from trying.
 */
export async function signIn(
  ports: AccountPorts,
  caller: Visitor,
  { name, password, oneTimePassword }: Credentials,
): Promise<Result<SignedIn, Fault>> {
  const { store, clock } = ports
  const account = accountNamed(store, name)
  const right = await verifyPassword(password, account?.passwordHash ?? (await hashOfNobody()))
  const now = clock.now()
  if (isLocked(store, name, now)) return refuse('FF_SIGN_IN')
  if (!right || account?.state !== 'active') return refused(ports, caller, name)
  const enrolled = account.oneTimePassword?.confirmed ? account.oneTimePassword : undefined
  if (!enrolled) return ok(await enter(ports, caller, account, 'none'))
  if (oneTimePassword === undefined) return ok({ step: 'one-time-password' })
  const step = verifyOneTimePassword(ports.sealing.open(enrolled.sealedSecret), oneTimePassword, now, enrolled.lastStep)
  if (step === undefined) return refused(ports, caller, name)
  const used = { ...account, oneTimePassword: { ...enrolled, lastStep: step } }
  return ok(await enter(ports, caller, used, 'one-time-password'))
}

async function refused(ports: AccountPorts, caller: Caller, name: string): Promise<Result<never, Fault>> {
  await countFailure(ports, caller, name)
  return refuse('FF_SIGN_IN')
}

/** Opens the session; the one the browser had before ends, whoever's it was. */
export async function enter(
  ports: AccountPorts,
  caller: Visitor,
  account: Account,
  secondFactor: Session['secondFactor'],
): Promise<Entered> {
  const { store, clock } = ports
  const now = clock.now()
  const signedIn = { ...account, lastSignInAt: now }
  const opened = newSession(signedIn, caller, secondFactor, now)
  await store.commit(
    now,
    [audited({ ...named(caller, account) }, 'signed-in', account.name, secondFactor)],
    [
      // What is lent is kept nowhere: another host must not find it.
      ...(isLent(ports, account) ? [] : [saved(signedIn)]),
      kept(opened.session),
      forgiven(account.name),
      ...(caller.before ? [ended(caller.before)] : []),
    ],
  )
  return { step: 'signed-in', account: signedIn, opened }
}

const named = ({ address }: Caller, account: Account): Caller => ({ actor: account.name, address })

/** A fresh proof that whoever sits there is still the owner of the session, before a dangerous action. */
export async function confirm(
  ports: AccountPorts,
  caller: Caller,
  { account, session }: { readonly account: Account; readonly session: Session },
  proof: { readonly password: string; readonly oneTimePassword?: string | undefined },
): Promise<Result<Session, Fault>> {
  const { store, clock } = ports
  const now = clock.now()
  if (isLocked(store, account.name, now)) return refuse('FF_SIGN_IN')
  const right = await verifyPassword(proof.password, account.passwordHash ?? (await hashOfNobody()))
  if (!right) return refused(ports, caller, account.name)
  const confirmed = { ...session, confirmedAt: now }
  await store.commit(now, [audited(caller, 'confirmed', account.name)], [kept(confirmed), forgiven(account.name)])
  return ok(confirmed)
}

import { randomBytes } from 'node:crypto'
import type { NewAccount } from '@fiftyfive/contract'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { Account, Invitation } from './account.ts'
import { hashPassword, judgePassword } from './password.ts'
import { type AccountPorts, accountNamed, audited, type Caller, findAccount, refuse, saved } from './ports.ts'
import { newToken, tokenId } from './sealing.ts'
import { ended, sessionsOf } from './sessions.ts'

const INVITATION_MS = 72 * 3_600_000

export interface Invited {
  readonly account: Account
  /** For the link; kept nowhere in the clear. */
  readonly code: string
}

/** Makes an account that its owner completes with a password of their own: nobody else ever knows it. */
export async function invite(ports: AccountPorts, caller: Caller, wanted: NewAccount): Promise<Result<Invited, Fault>> {
  const { store, clock } = ports
  if (accountNamed(store, wanted.name)) return refuse('FF_CONFLICT', `the name ${wanted.name} is taken`)
  const now = clock.now()
  const account: Account = {
    id: `a-${randomBytes(6).toString('hex')}`,
    ...wanted,
    state: 'invited',
    createdAt: now,
    passkeys: [],
  }
  const code = newToken()
  await store.commit(
    now,
    [audited(caller, 'account-created', account.name, account.roles.join(' '))],
    [saved(account), invitation(account, code, now)],
  )
  return ok({ account, code })
}

/** A new link for an account whose owner lost the password or never used the first one; sessions and factors end. */
export async function inviteAgain(ports: AccountPorts, caller: Caller, id: string): Promise<Result<Invited, Fault>> {
  const { store, clock } = ports
  const account = findAccount(store, id)
  if (!account) return refuse('FF_NOT_FOUND')
  const { passwordHash: _hash, oneTimePassword: _secret, ...rest } = account
  const reset: Account = { ...rest, state: 'invited', passkeys: [] }
  const code = newToken()
  const now = clock.now()
  const old = store.all<Invitation & { id: string }>('invitation').filter(({ accountId }) => accountId === id)
  await store.commit(
    now,
    [audited(caller, 'account-changed', account.name, 'invited again')],
    [
      saved(reset),
      ...old.map((one) => ({ kind: 'invitation' as const, id: one.id, body: undefined })),
      ...sessionsOf(ports, id).map(ended),
      invitation(reset, code, now),
    ],
  )
  return ok({ account: reset, code })
}

const invitation = (account: Account, code: string, now: number) => ({
  kind: 'invitation' as const,
  id: tokenId(code),
  body: { id: tokenId(code), accountId: account.id, expiresAt: now + INVITATION_MS },
})

/** The account an unused code belongs to. */
export function invitedBy({ store, clock }: AccountPorts, code: string): Account | undefined {
  const found = store.find<Invitation>('invitation', tokenId(code))
  return found && found.expiresAt > clock.now() ? findAccount(store, found.accountId) : undefined
}

/** Completes an account with a password; the very first one may also choose its name. */
export async function accept(
  ports: AccountPorts,
  caller: Caller,
  chosen: { readonly code: string; readonly name?: string | undefined; readonly password: string },
): Promise<Result<Account, Fault>> {
  const { store, clock } = ports
  const invited = invitedBy(ports, chosen.code)
  if (!invited) return refuse('FF_INVITATION')
  const name = isFirst(ports, invited) ? (chosen.name ?? invited.name) : invited.name
  const { problem } = await judgePassword(chosen.password, [name, ...invited.displayName.split(' ')])
  if (problem) return refuse('FF_PASSWORD', problem)
  const account: Account = {
    ...invited,
    name,
    ...(isFirst(ports, invited) ? { displayName: name } : {}),
    state: 'active',
    passwordHash: await hashPassword(chosen.password),
  }
  await store.commit(
    clock.now(),
    [audited({ ...caller, actor: name }, 'invitation-accepted', name)],
    [saved(account), { kind: 'invitation', id: tokenId(chosen.code), body: undefined }],
  )
  return ok(account)
}

export const FIRST_NAME = 'admin'
const isFirst = ({ store }: AccountPorts, account: Account): boolean =>
  account.name === FIRST_NAME && store.all('account').length === 1

/**
 * On a new installation: a code for the first administrator, who may also do an engineer's work until there are others.
 * Made anew at each start until it is used, so that a link that leaked before is worth nothing. Undefined afterwards.
 */
export async function firstInvitation(ports: AccountPorts): Promise<string | undefined> {
  const caller: Caller = { actor: '-', address: 'this machine' }
  const accounts = ports.store.all<Account>('account')
  if (accounts.some(({ state }) => state !== 'invited')) return undefined
  const [waiting] = accounts
  const invited = waiting
    ? await inviteAgain(ports, caller, waiting.id)
    : await invite(ports, caller, {
        name: FIRST_NAME,
        displayName: 'Administrator',
        roles: ['admin', 'engineer'],
        merchants: [],
      })
  return invited.ok ? invited.value.code : undefined
}

import type { AccountView, Role } from '@fiftyfive/contract'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import { type Account, accountView } from './account.ts'
import { forgiven } from './failures.ts'
import { type AccountPorts, audited, type Caller, done, failuresOf, findAccount, refuse, saved } from './ports.ts'
import { ended, sessionsOf } from './sessions.ts'

/** What an administrator does to the accounts of others. */

export const listAccounts = ({ store }: AccountPorts): readonly AccountView[] =>
  store
    .all<Account>('account')
    .map((account) => accountView(account, failuresOf(store, account.name)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

export async function changeAccount(
  ports: AccountPorts,
  caller: Caller,
  id: string,
  change: {
    readonly roles?: readonly Role[] | undefined
    readonly merchants?: readonly string[] | undefined
    readonly state?: 'active' | 'disabled' | undefined
  },
): Promise<Result<AccountView, Fault>> {
  const { store, clock } = ports
  const account = findAccount(store, id)
  if (!account) return refuse('FF_NOT_FOUND')
  // Nobody raises or locks out themselves: a second administrator has to.
  if (account.name === caller.actor) return refuse('FF_FORBIDDEN', 'nobody changes their own rights')
  if (change.state === 'active' && !account.passwordHash) return refuse('FF_CONFLICT', 'no password was chosen yet')
  const changed: Account = {
    ...account,
    ...(change.roles ? { roles: change.roles } : {}),
    ...(change.merchants ? { merchants: change.merchants } : {}),
    ...(change.state ? { state: change.state } : {}),
  }
  if (!hasAdministrator([changed, ...store.all<Account>('account').filter((one) => one.id !== id)]))
    return refuse('FF_CONFLICT', 'an administrator has to remain')
  const detail = [
    change.roles ? `roles ${account.roles.join(' ')} -> ${changed.roles.join(' ')}` : '',
    change.merchants ? `merchants ${changed.merchants.join(' ')}` : '',
    change.state ? `state ${account.state} -> ${changed.state}` : '',
  ].filter((part) => part !== '')
  // New rights count from the next sign-in, so that no page goes on with the old ones.
  const sessions = sessionsOf(ports, id).map(ended)
  await store.commit(
    clock.now(),
    [audited(caller, 'account-changed', account.name, detail.join('; '))],
    [saved(changed), ...sessions],
  )
  return ok(accountView(changed, failuresOf(store, changed.name)))
}

/** Lifts the lock after too many wrong passwords. */
export async function unlock({ store, clock }: AccountPorts, caller: Caller, id: string): Promise<Result<void, Fault>> {
  const account = findAccount(store, id)
  if (!account) return refuse('FF_NOT_FOUND')
  await store.commit(
    clock.now(),
    [audited(caller, 'account-changed', account.name, 'unlocked')],
    [forgiven(account.name)],
  )
  return done
}

const hasAdministrator = (accounts: readonly Account[]): boolean =>
  accounts.some(({ roles, state }) => roles.includes('admin') && state === 'active')

import type { AccountStore, AuditEntry } from '@fiftyfive/store/sqlite'
import { type Clock, fault, type FaultCode, type Fault, type Result, type Turns, err, ok } from '@fiftyfive/kernel'
import type { AuditType } from '@fiftyfive/contract'
import type { Account, Failures } from './account.ts'
import type { Sealing } from './sealing.ts'

export interface AccountPorts {
  readonly store: AccountStore
  readonly clock: Clock
  readonly sealing: Sealing
  /** PCI DSS 4, 8.4: no access to cardholder data with a password alone. The demonstration only offers it. */
  readonly secondFactorRequired: boolean
  /** Accounts that the demonstration lends to whoever comes; none anywhere else. */
  readonly lent: readonly Account[]
  /** An account's changes are read, judged and written by one request at a time. */
  readonly turns: Turns
}

/** Who asks, from where: for the audit log. */
export interface Caller {
  /** Name of the account; `-` before anybody is known. */
  readonly actor: string
  readonly address: string
}

/** Nothing else of the caller goes on record: a request knows more of people than the log should. */
export const audited = ({ actor, address }: Caller, type: AuditType, subject: string, detail = ''): AuditEntry => ({
  actor,
  address,
  type,
  subject,
  detail,
})

export const refuse = (code: FaultCode, detail = ''): Result<never, Fault> => err(fault(code, detail))
export const done: Result<void, Fault> = ok(undefined)

export const findAccount = (store: AccountStore, id: string): Account | undefined => store.find('account', id)
/** The owner of a session, who may have come by a lent account. */
export const ownerOf = ({ store, lent }: AccountPorts, id: string): Account | undefined =>
  lent.find((account) => account.id === id) ?? findAccount(store, id)
export const isLent = ({ lent }: AccountPorts, { id }: Account): boolean => lent.some((account) => account.id === id)
export const accountNamed = (store: AccountStore, name: string): Account | undefined =>
  store.all<Account>('account').find((account) => account.name === name)
export const failuresOf = (store: AccountStore, name: string): Failures | undefined => store.find('failures', name)

export const saved = (account: Account) => ({ kind: 'account' as const, id: account.id, body: account })

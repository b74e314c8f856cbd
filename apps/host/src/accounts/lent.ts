import type { Role } from '@fiftyfive/contract'
import type { Account } from './account.ts'

/** Roles that the demonstration lends besides the visitor's: enough to act, to approve, to manage keys, to own a shop. */
export const LENT_ROLES = ['engineer', 'risk', 'key-custodian', 'merchant'] as const satisfies readonly Role[]
export type LentRole = (typeof LENT_ROLES)[number]

const lent = (
  id: string,
  displayName: string,
  roles: Account['roles'],
  merchants: readonly string[] = [],
): Account => ({
  id,
  name: id,
  displayName,
  roles,
  merchants,
  state: 'active',
  createdAt: 0,
  passkeys: [],
})

/** Who looks around in the demonstration without an account: reads what staff read, changes nothing. */
export const VISITOR = lent('visitor', 'Visitor', ['visitor'])

/**
 * What a demonstration lends to whoever comes: nobody's accounts, without a password, which no host besides a demonstration
 * knows. With two of them one person can ask for what needs a second, and see how that goes.
 */
export const lentAccounts = (shops: readonly string[]): readonly Account[] => [
  VISITOR,
  lent('demo-engineer', 'Zhou Wei', ['engineer']),
  lent('demo-risk', 'Li Qing', ['risk']),
  lent('demo-key-custodian', 'Qian Ming', ['key-custodian']),
  lent('demo-merchant', 'Wang Fang', ['merchant'], shops),
]

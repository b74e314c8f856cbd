import type { Account } from './account.ts'

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
  lent: true,
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

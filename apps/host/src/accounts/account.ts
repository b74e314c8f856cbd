import type { AccountView, PasskeyView, Role } from '@fiftyfive/contract'

/** An account as it is kept. Times are milliseconds since 1970. */
export interface Account {
  readonly id: string
  /** Sign-in name, lower case, unique. */
  readonly name: string
  readonly displayName: string
  readonly roles: readonly (Role | 'visitor')[]
  /** Merchant numbers whose shops this account sees; only cashiers and merchants have any. */
  readonly merchants: readonly string[]
  readonly state: 'invited' | 'active' | 'disabled'
  readonly createdAt: number
  readonly lastSignInAt?: number
  /** PHC string; absent until the invitation was accepted. */
  readonly passwordHash?: string
  readonly oneTimePassword?: {
    /** The shared secret under the key of the account file: whoever steals the database cannot make codes. */
    readonly sealedSecret: string
    /** False until the first code proved that the authenticator has it. */
    readonly confirmed: boolean
    readonly lastStep?: number
  }
  readonly passkeys: readonly Passkey[]
  /** Nobody's: the demonstration lends it. */
  readonly lent?: true
}

export interface Passkey extends PasskeyView {
  /** COSE public key, base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
}

export interface Session {
  /** SHA-256 of the cookie's token, hex: whoever reads the database cannot use the session. */
  readonly id: string
  readonly accountId: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly address: string
  readonly userAgent: string
  readonly secondFactor: 'none' | 'one-time-password' | 'passkey'
  /** When a password or passkey was last given. */
  readonly confirmedAt: number
}

/** A link that lets its holder choose a password, once. Kept under the hash of its code. */
export interface Invitation {
  readonly accountId: string
  readonly expiresAt: number
}

/** Wrong passwords or codes for a name, whether there is such an account or not. */
export interface Failures {
  readonly count: number
  readonly lockedUntil?: number
}

export const hasSecondFactor = (account: Account): boolean =>
  account.oneTimePassword?.confirmed === true || account.passkeys.length > 0

export const accountView = (account: Account, failures: Failures | undefined): AccountView => ({
  id: account.id,
  name: account.name,
  displayName: account.displayName,
  roles: account.roles.filter((role) => role !== 'visitor'),
  merchants: account.merchants,
  state: account.state,
  secondFactors: {
    oneTimePassword: account.oneTimePassword?.confirmed === true,
    passkeys: account.passkeys.map(({ id, label, createdAt }) => ({ id, label, createdAt })),
  },
  ...(account.lastSignInAt === undefined ? {} : { lastSignInAt: account.lastSignInAt }),
  ...(failures?.lockedUntil === undefined ? {} : { lockedUntil: failures.lockedUntil }),
})

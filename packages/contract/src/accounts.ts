/** Who works with the console. An account may have several; what it may do is the union. */
export const ROLES = ['cashier', 'merchant', 'support', 'risk', 'engineer', 'key-custodian', 'admin'] as const
export type Role = (typeof ROLES)[number]

/**
 * What each role may do: least rights, so an administrator of accounts does not see payments, and whoever sees payments
 * cannot give rights. `visitor` is nobody's role: the demonstration lends it to whoever looks around.
 */
const GRANTED = {
  'attempts.read': ['support', 'risk', 'engineer', 'visitor'],
  'own-shops.read': ['cashier', 'merchant'],
  'reports.read': ['merchant', 'support', 'risk', 'engineer', 'visitor'],
  'reports.schedule': ['merchant', 'support', 'engineer'],
  'incidents.read': ['support', 'risk', 'engineer', 'visitor'],
  'incidents.comment': ['support', 'risk', 'engineer'],
  'causes.confirm': ['risk', 'engineer'],
  'actions.take': ['risk', 'engineer'],
  'terminals.read': ['support', 'risk', 'engineer', 'key-custodian', 'visitor'],
  'terminals.change': ['engineer'],
  'keys.read': ['engineer', 'key-custodian', 'visitor'],
  'keys.change': ['key-custodian'],
  'health.read': ['support', 'risk', 'engineer', 'key-custodian', 'admin', 'visitor'],
  'accounts.manage': ['admin'],
  'audit.read': ['admin', 'risk'],
  'tokens.manage': ['admin'],
  'webhooks.manage': ['admin'],
} as const satisfies Record<string, readonly (Role | 'visitor')[]>
export type Permission = keyof typeof GRANTED
export const PERMISSIONS = Object.keys(GRANTED) as readonly Permission[]

export const isPermission = (name: string): name is Permission => Object.hasOwn(GRANTED, name)

export const permissionsOf = (roles: readonly (Role | 'visitor')[]): readonly Permission[] =>
  PERMISSIONS.filter((permission) =>
    (GRANTED[permission] as readonly string[]).some((role) => roles.includes(role as Role)),
  )

/** PCI DSS 4, 8.3.6: at least 12 characters. The upper bound keeps a giant one from being a load. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const
/** Minutes without a request after which a session ends (PCI DSS 4, 8.2.8). */
export const IDLE_MINUTES = 15

/** The session as its owner sees it. */
export interface SessionView {
  readonly account: { readonly id: string; readonly name: string; readonly displayName: string }
  /** The demonstration lends it: there is nothing to change. */
  readonly lent?: true
  readonly roles: readonly (Role | 'visitor')[]
  readonly permissions: readonly Permission[]
  readonly merchants: readonly string[]
  readonly secondFactor: 'none' | 'one-time-password' | 'passkey'
  /** Milliseconds since 1970; until then dangerous actions need no fresh password. */
  readonly confirmedUntil: number
}

/** What a sign-in comes to: a session, or the wish for a second factor. */
export type SignInAnswer =
  { readonly step: 'signed-in'; readonly session: SessionView } | { readonly step: 'one-time-password' }

export interface OpenSession {
  readonly id: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly address: string
  readonly userAgent: string
  readonly current: boolean
}

export interface AccountView {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly merchants: readonly string[]
  readonly state: 'invited' | 'active' | 'disabled'
  readonly secondFactors: { readonly oneTimePassword: boolean; readonly passkeys: readonly PasskeyView[] }
  readonly lastSignInAt?: number
  readonly lockedUntil?: number
}
export interface PasskeyView {
  readonly id: string
  readonly label: string
  readonly createdAt: number
}

export interface ApiTokenView {
  readonly id: string
  readonly label: string
  readonly permissions: readonly Permission[]
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** Why a password is not taken; the page has the words. */
export type PasswordProblem = 'too-short' | 'too-long' | 'guessable' | 'contains-name'
export interface PasswordJudgement {
  /** 0 (guessed at once) to 4 (very hard), as zxcvbn scores. */
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly problem?: PasswordProblem
}

export const AUDIT_TYPES = [
  'account-created',
  'account-changed',
  'invitation-accepted',
  'password-changed',
  'second-factor-added',
  'second-factor-removed',
  'signed-in',
  'sign-in-refused',
  'sign-in-locked',
  'signed-out',
  'session-ended',
  'confirmed',
  'forbidden',
  'token-created',
  'token-revoked',
  'approval-asked',
  'approval-given',
  'approval-refused',
  'action-taken',
  'action-ended',
  'policy-changed',
  'incident-assigned',
  'incident-closed',
  'incident-reopened',
  'incident-commented',
  'incident-step',
  'cause-confirmed',
  'webhook-created',
  'webhook-changed',
  'webhook-removed',
  'report-asked',
  'reports-scheduled',
] as const
export type AuditType = (typeof AUDIT_TYPES)[number]

/** One line of the audit log: who did what to what, when, from where. */
export interface AuditLine {
  readonly sequence: number
  readonly at: number
  readonly type: AuditType
  /** Name of the account; `-` before anybody was known. */
  readonly actor: string
  readonly subject: string
  readonly address: string
  readonly detail: string
  /** SHA-256 link of the chain, hex. */
  readonly hash: string
}

import { z } from 'zod'
import {
  type AccountView,
  type ApiTokenView,
  AUDIT_TYPES,
  type AuditLine,
  type OpenSession,
  PASSWORD_LENGTH,
  type PasswordJudgement,
  type PasskeyView,
  type Permission,
  PERMISSIONS,
  ROLES,
  type SessionView,
  type SignInAnswer,
} from '../accounts.ts'
import type { Page } from '../index.ts'
import { all, done, id, instant, may, paging } from './common.ts'

const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,39}$/)
const password = z.string().max(PASSWORD_LENGTH.max)
const oneTimePassword = z.string().regex(/^\d{6}$/)

const signInRequest = z.object({ name, password, oneTimePassword: oneTimePassword.optional() })
const confirmRequest = z.object({ password, oneTimePassword: oneTimePassword.optional() })
/** The one-time code of an invitation, from a link. */
const invitationCode = z.string().regex(/^[A-Za-z0-9_-]{32}$/)
const acceptInvitation = z.object({ code: invitationCode, name: name.optional(), password })
const passwordCandidate = z.object({ password, name: z.string().max(40).optional() })
const changePassword = z.object({ password })
const newAccount = z.object({
  name,
  displayName: z.string().trim().min(1).max(60),
  roles: z.array(z.enum(ROLES)).min(1),
  /** Merchant numbers (DE 42) whose shops a cashier or merchant sees. */
  merchants: z
    .array(z.string().regex(/^[A-Z0-9]{15}$/))
    .max(100)
    .default([]),
})
export type NewAccount = z.infer<typeof newAccount>
const accountChange = z.object({
  roles: newAccount.shape.roles.optional(),
  merchants: z
    .array(z.string().regex(/^[A-Z0-9]{15}$/))
    .max(100)
    .optional(),
  state: z.enum(['active', 'disabled']).optional(),
})
const confirmTotp = z.object({ oneTimePassword })

const permission = z.enum(PERMISSIONS as [Permission, ...Permission[]])
const role = z.enum(ROLES)
const roleOrVisitor = z.union([role, z.literal('visitor')])
const passkeyResponse = z.looseObject({ id: z.string().max(400) })
/** What the browser's credentials API takes (WebAuthn Level 3, 5.4 and 5.5). */
const passkeyOptions = z.looseObject({ challenge: z.string() })

const sessionView: z.ZodType<SessionView> = z.object({
  account: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  lent: may(z.literal(true)),
  roles: z.array(roleOrVisitor),
  permissions: z.array(permission),
  merchants: z.array(z.string()),
  secondFactor: z.enum(['none', 'one-time-password', 'passkey']),
  confirmedUntil: instant,
})
const signedIn = z.object({ step: z.literal('signed-in'), session: sessionView })
const signInAnswer: z.ZodType<SignInAnswer> = z.union([signedIn, z.object({ step: z.literal('one-time-password') })])
const judgement: z.ZodType<PasswordJudgement> = z.object({
  score: z.literal([0, 1, 2, 3, 4]),
  problem: may(z.enum(['too-short', 'too-long', 'guessable', 'contains-name'])),
})
const passkey: z.ZodType<PasskeyView> = z.object({ id: z.string(), label: z.string(), createdAt: instant })
const account: z.ZodType<AccountView> = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  merchants: z.array(z.string()),
  state: z.enum(['invited', 'active', 'disabled']),
  secondFactors: z.object({ oneTimePassword: z.boolean(), passkeys: z.array(passkey) }),
  lastSignInAt: may(instant),
  lockedUntil: may(instant),
})
const openSession: z.ZodType<OpenSession> = z.object({
  id: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  address: z.string(),
  userAgent: z.string(),
  current: z.boolean(),
})
const apiToken: z.ZodType<ApiTokenView> = z.object({
  id: z.string(),
  label: z.string(),
  permissions: z.array(permission),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
})
const auditLine: z.ZodType<AuditLine> = z.object({
  sequence: z.number().int(),
  at: instant,
  type: z.enum(AUDIT_TYPES),
  actor: z.string(),
  subject: z.string(),
  address: z.string(),
  detail: z.string(),
  hash: z.string(),
})
const auditPage: z.ZodType<Page<AuditLine, number>> = z.object({
  items: z.array(auditLine),
  next: may(z.number().int()),
})
const newToken = z.object({
  label: z.string().trim().min(1).max(60),
  permissions: z.array(permission).min(1),
  days: z.number().int().min(1).max(365),
})

export const SESSION_SCHEMAS = {
  signInWays: { answer: z.object({ visitors: z.boolean(), lent: z.array(role) }) },
  session: { answer: sessionView },
  signIn: { body: signInRequest, answer: signInAnswer },
  signOut: { answer: done },
  visit: { body: z.object({ as: role.optional() }).default({}), answer: signedIn },
  confirm: { body: confirmRequest, answer: sessionView },
  passkeySignInOptions: { answer: passkeyOptions },
  passkeySignIn: { body: z.object({ response: passkeyResponse }), answer: signedIn },
  invitation: {
    params: z.object({ code: z.string().max(64) }),
    answer: z.object({ name: z.string(), displayName: z.string() }),
  },
  acceptInvitation: { body: acceptInvitation, answer: signedIn },
  passwordStrength: { body: passwordCandidate, answer: judgement },
}

export const ACCOUNT_SCHEMAS = {
  ownAccount: { answer: account },
  changePassword: { body: changePassword, answer: done },
  enrolOneTimePassword: { answer: z.object({ secret: z.string(), uri: z.string() }) },
  confirmOneTimePassword: { body: confirmTotp, answer: done },
  removeOneTimePassword: { answer: done },
  passkeyOptions: { answer: passkeyOptions },
  addPasskey: {
    body: z.object({ label: z.string().trim().min(1).max(40), response: z.looseObject({ id: z.string() }) }),
    answer: done,
  },
  removePasskey: { params: id.extend({ id: z.string().min(1).max(400) }), answer: done },
  ownSessions: { answer: all(openSession) },
  endSession: { params: id, answer: done },
  listAccounts: { answer: all(account) },
  createAccount: { body: newAccount, answer: z.object({ id: z.string(), code: z.string() }) },
  changeAccount: { params: id, body: accountChange, answer: account },
  inviteAgain: { params: id, answer: z.object({ code: z.string() }) },
  unlockAccount: { params: id, answer: done },
  listTokens: { answer: all(apiToken) },
  createToken: { body: newToken, answer: z.object({ token: z.string(), record: apiToken }) },
  revokeToken: { params: id, answer: done },
  audit: {
    query: z.object({
      limit: paging.limit,
      before: z.coerce.number().int().positive().optional(),
      type: z.enum(AUDIT_TYPES).optional(),
      q: z.string().max(60).optional(),
    }),
    answer: auditPage,
  },
}

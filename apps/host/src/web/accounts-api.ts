import {
  accountChange,
  API,
  AUDIT_TYPES,
  type AuditLine,
  changePassword as changePasswordBody,
  confirmTotp,
  newAccount,
  PERMISSIONS,
  type Permission,
} from '@fiftyfive/contract'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../accounts/account.ts'
import { changeAccount, listAccounts, unlock } from '../accounts/administration.ts'
import { createToken, listTokens, revokeToken } from '../accounts/api-tokens.ts'
import { invite, inviteAgain } from '../accounts/invitations.ts'
import * as own from '../accounts/own-account.ts'
import { type Challenges, register, registrationOptions } from '../accounts/passkeys.ts'
import { type AccountPorts, type Caller, ownerOf } from '../accounts/ports.ts'
import { openSession, sessionsOf } from '../accounts/sessions.ts'
import { callerOf, signedIn } from './guard.ts'
import { body, send, sendFault, siteOf } from './server.ts'

const OWN = { config: { access: 'own-account' as const } }
const OWN_CONFIRMED = { config: { access: 'own-account' as const, confirmed: true } }
const MANAGE = { config: { access: 'accounts.manage' as const } }
const MANAGE_CONFIRMED = { config: { access: 'accounts.manage' as const, confirmed: true } }
const TOKENS = { config: { access: 'tokens.manage' as const, confirmed: true } }

const auditQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  type: z.enum(AUDIT_TYPES).optional(),
  q: z.string().max(60).optional(),
})
const newToken = z.object({
  label: z.string().trim().min(1).max(60),
  permissions: z.array(z.enum(PERMISSIONS as [Permission, ...Permission[]])).min(1),
  days: z.number().int().min(1).max(365),
})
const newPasskey = z.object({ label: z.string().trim().min(1).max(40), response: z.looseObject({ id: z.string() }) })

/** One's own account; the accounts of others, tokens and the audit log for administrators. */
export function accountsApi(server: FastifyInstance, ports: AccountPorts, challenges: Challenges): void {
  ownAccount(server, ports, challenges)
  administration(server, ports)
}

function ownAccount(server: FastifyInstance, ports: AccountPorts, challenges: Challenges): void {
  /** Runs the change on the account as it is when its turn comes. */
  const mine = <T>(request: FastifyRequest, change: (account: Account, caller: Caller) => Promise<T>): Promise<T> => {
    const { account } = signedIn(request)
    return ports.turns.take(account.name, () => change(ownerOf(ports, account.id) ?? account, callerOf(request)))
  }

  server.put(API.ownPassword, OWN_CONFIRMED, async (request, reply) => {
    const given = body(changePasswordBody, request, reply)
    if (!given) return reply
    const { session } = signedIn(request)
    return send(
      reply,
      await mine(request, (account, caller) => own.changePassword(ports, caller, { account, session }, given.password)),
    )
  })
  server.post(API.ownOneTimePassword, OWN_CONFIRMED, (request, reply) => {
    if (signedIn(request).account.oneTimePassword?.confirmed) return sendFault(reply, 'FF_CONFLICT')
    return mine(request, (account) => own.enrolOneTimePassword(ports, account))
  })
  server.put(API.ownOneTimePassword, OWN, async (request, reply) => {
    const given = body(confirmTotp, request, reply)
    if (!given) return reply
    const code = given.oneTimePassword
    return send(
      reply,
      await mine(request, (account, caller) => own.confirmOneTimePassword(ports, caller, account, code)),
    )
  })
  server.delete(API.ownOneTimePassword, OWN_CONFIRMED, async (request, reply) =>
    send(reply, await mine(request, (account, caller) => own.removeOneTimePassword(ports, caller, account))),
  )
  server.post(API.ownPasskeyOptions, OWN_CONFIRMED, (request) =>
    registrationOptions(ports, challenges, signedIn(request).account, siteOf(request)),
  )
  server.post(API.ownPasskeys, OWN_CONFIRMED, async (request, reply) => {
    const given = body(newPasskey, request, reply)
    if (!given) return reply
    const response = given.response as unknown as RegistrationResponseJSON
    const passkey = { response, label: given.label, site: siteOf(request) }
    return send(reply, await mine(request, (account, caller) => register(ports, challenges, caller, account, passkey)))
  })
  server.delete<{ Params: { id: string } }>(API.ownPasskey(':id'), OWN_CONFIRMED, async (request, reply) =>
    send(reply, await mine(request, (account, caller) => own.removePasskey(ports, caller, account, request.params.id))),
  )
  server.get(API.ownAccount, OWN, (request) => {
    const { account } = signedIn(request)
    return listAccounts(ports).find(({ id }) => id === account.id)
  })
  server.get(API.ownSessions, OWN, (request) => {
    const { account, session } = signedIn(request)
    return { items: sessionsOf(ports, account.id).map((one) => openSession(one, session.id)) }
  })
  server.delete<{ Params: { id: string } }>(API.ownSession(':id'), OWN, async (request, reply) =>
    send(reply, await mine(request, (account, caller) => own.endSession(ports, caller, account, request.params.id))),
  )
}

function administration(server: FastifyInstance, ports: AccountPorts): void {
  type WithId = { Params: { id: string } }
  const their = <T>(request: FastifyRequest<WithId>, change: (id: string, caller: Caller) => Promise<T>): Promise<T> =>
    ports.turns.take(ownerOf(ports, request.params.id)?.name ?? '', () => change(request.params.id, callerOf(request)))

  server.get(API.accounts, MANAGE, () => ({ items: listAccounts(ports) }))
  server.post(API.accounts, MANAGE_CONFIRMED, async (request, reply) => {
    const given = body(newAccount, request, reply)
    if (!given) return reply
    const invited = await ports.turns.take(given.name, () => invite(ports, callerOf(request), given))
    return invited.ok
      ? reply.code(201).send({ id: invited.value.account.id, code: invited.value.code })
      : sendFault(reply, invited.error.code, invited.error.detail)
  })
  server.patch<WithId>(API.account(':id'), MANAGE_CONFIRMED, async (request, reply) => {
    const given = body(accountChange, request, reply)
    if (!given) return reply
    return send(reply, await their(request, (id, caller) => changeAccount(ports, caller, id, given)))
  })
  server.post<WithId>(API.accountInvitation(':id'), MANAGE_CONFIRMED, async (request, reply) => {
    const invited = await their(request, (id, caller) => inviteAgain(ports, caller, id))
    return invited.ok ? { code: invited.value.code } : sendFault(reply, invited.error.code)
  })
  server.delete<WithId>(API.accountLock(':id'), MANAGE_CONFIRMED, async (request, reply) =>
    send(reply, await their(request, (id, caller) => unlock(ports, caller, id))),
  )

  server.get(API.tokens, { config: { access: 'tokens.manage' } }, () => ({ items: listTokens(ports) }))
  server.post(API.tokens, TOKENS, async (request, reply) => {
    const given = body(newToken, request, reply)
    if (!given) return reply
    return reply.code(201).send(await createToken(ports, callerOf(request), given))
  })
  server.delete<WithId>(API.token(':id'), TOKENS, async (request, reply) =>
    send(reply, await revokeToken(ports, callerOf(request), request.params.id)),
  )

  server.get(API.audit, { config: { access: 'audit.read' } }, (request, reply) => {
    const query = auditQuery.safeParse(request.query)
    if (!query.success) return sendFault(reply, 'FF_INPUT', z.prettifyError(query.error))
    const { before, limit, type, q } = query.data
    const found = ports.store.audit({
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
      ...(type ? { type } : {}),
      ...(q ? { text: q } : {}),
    })
    const items = found.slice(0, limit) as readonly AuditLine[]
    return found.length > limit ? { items, next: items.at(-1)?.sequence } : { items }
  })
}

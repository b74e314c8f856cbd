import type { AuditLine } from '@fiftyfive/contract'
import { ok } from '@fiftyfive/kernel'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Account } from '../accounts/account.ts'
import { changeAccount, listAccounts, unlock } from '../accounts/administration.ts'
import { createToken, listTokens, revokeToken } from '../accounts/api-tokens.ts'
import { invite, inviteAgain } from '../accounts/invitations.ts'
import * as own from '../accounts/own-account.ts'
import { type Challenges, register, registrationOptions } from '../accounts/passkeys.ts'
import { type AccountPorts, type Caller, ownerOf, refuse } from '../accounts/ports.ts'
import { openSession, sessionsOf } from '../accounts/sessions.ts'
import { callerOf, signedIn } from './guard.ts'
import { serve } from './serve.ts'
import { siteOf } from './server.ts'

/** Whether there is such a merchant (DE 42). */
export type IsMerchant = (id: string) => Promise<boolean>

/** One's own account; the accounts of others, tokens and the audit log for administrators. */
export function accountsApi(
  server: FastifyInstance,
  ports: AccountPorts,
  challenges: Challenges,
  isMerchant: IsMerchant,
): void {
  ownAccount(server, ports, challenges)
  administration(server, ports, isMerchant)
  tokensAndAudit(server, ports)
}

function ownAccount(server: FastifyInstance, ports: AccountPorts, challenges: Challenges): void {
  /** Runs the change on the account as it is when its turn comes. */
  const mine = <T>(request: FastifyRequest, change: (account: Account, caller: Caller) => Promise<T>): Promise<T> => {
    const { account } = signedIn(request)
    return ports.turns.take(account.name, () => change(ownerOf(ports, account.id) ?? account, callerOf(request)))
  }

  serve(server, 'ownAccount', ({ request }) => {
    const found = listAccounts(ports).find(({ id }) => id === signedIn(request).account.id)
    return found ? ok(found) : refuse('FF_NOT_FOUND')
  })
  serve(server, 'changePassword', ({ request, body: { password } }) =>
    mine(request, (account, caller) =>
      own.changePassword(ports, caller, { account, session: signedIn(request).session }, password),
    ),
  )
  serve(server, 'enrolOneTimePassword', async ({ request }) =>
    signedIn(request).account.oneTimePassword?.confirmed
      ? refuse('FF_CONFLICT')
      : ok(await mine(request, (account) => own.enrolOneTimePassword(ports, account))),
  )
  serve(server, 'confirmOneTimePassword', ({ request, body: { oneTimePassword } }) =>
    mine(request, (account, caller) => own.confirmOneTimePassword(ports, caller, account, oneTimePassword)),
  )
  serve(server, 'removeOneTimePassword', ({ request }) =>
    mine(request, (account, caller) => own.removeOneTimePassword(ports, caller, account)),
  )
  serve(server, 'passkeyOptions', async ({ request }) =>
    ok({ ...(await registrationOptions(ports, challenges, signedIn(request).account, siteOf(request))) }),
  )
  serve(server, 'addPasskey', ({ request, body }) => {
    const response = body.response as unknown as RegistrationResponseJSON
    const passkey = { response, label: body.label, site: siteOf(request) }
    return mine(request, (account, caller) => register(ports, challenges, caller, account, passkey))
  })
  serve(server, 'removePasskey', ({ request, params }) =>
    mine(request, (account, caller) => own.removePasskey(ports, caller, account, params.id)),
  )
  serve(server, 'ownSessions', ({ request }) => {
    const { account, session } = signedIn(request)
    return ok({ items: sessionsOf(ports, account.id).map((one) => openSession(one, session.id)) })
  })
  serve(server, 'endSession', ({ request, params }) =>
    mine(request, (account, caller) => own.endSession(ports, caller, account, params.id)),
  )
}

function administration(server: FastifyInstance, ports: AccountPorts, isMerchant: IsMerchant): void {
  const unknownAmong = async (merchants: readonly string[] = []): Promise<string | undefined> => {
    const known = await Promise.all(merchants.map(isMerchant))
    return merchants.find((_, index) => !known[index])
  }
  const their = <T>(id: string, change: () => Promise<T>): Promise<T> =>
    ports.turns.take(ownerOf(ports, id)?.name ?? '', change)

  serve(server, 'listAccounts', () => ok({ items: listAccounts(ports) }))
  serve(server, 'createAccount', async ({ caller, body }) => {
    const unknown = await unknownAmong(body.merchants)
    if (unknown !== undefined) return refuse('FF_MERCHANT_UNKNOWN', unknown)
    const invited = await ports.turns.take(body.name, () => invite(ports, caller, body))
    return invited.ok ? ok({ id: invited.value.account.id, code: invited.value.code }) : invited
  })
  serve(server, 'changeAccount', async ({ caller, params: { id }, body }) => {
    const unknown = await unknownAmong(body.merchants)
    if (unknown !== undefined) return refuse('FF_MERCHANT_UNKNOWN', unknown)
    return their(id, () => changeAccount(ports, caller, id, body))
  })
  serve(server, 'inviteAgain', async ({ caller, params: { id } }) => {
    const invited = await their(id, () => inviteAgain(ports, caller, id))
    return invited.ok ? ok({ code: invited.value.code }) : invited
  })
  serve(server, 'unlockAccount', ({ caller, params: { id } }) => their(id, () => unlock(ports, caller, id)))
}

function tokensAndAudit(server: FastifyInstance, ports: AccountPorts): void {
  serve(server, 'listTokens', () => ok({ items: listTokens(ports) }))
  serve(server, 'createToken', async ({ caller, body }) => ok(await createToken(ports, caller, body)))
  serve(server, 'revokeToken', ({ caller, params: { id } }) => revokeToken(ports, caller, id))
  serve(server, 'audit', async ({ query: { before, limit, type, q } }) => {
    const found = await ports.store.audit({
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
      ...(type ? { type } : {}),
      ...(q ? { text: q } : {}),
    })
    const items = found.slice(0, limit) as readonly AuditLine[]
    const last = items.at(-1)
    return ok({ items: [...items], ...(found.length > limit && last ? { next: last.sequence } : {}) })
  })
}

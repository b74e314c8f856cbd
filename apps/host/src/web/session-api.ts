import {
  API,
  acceptInvitation,
  confirmRequest,
  passwordCandidate,
  type PasswordJudgement,
  signInRequest,
  type SessionView,
} from '@fiftyfive/contract'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { VISITOR } from '../accounts/account.ts'
import { accept, invitedBy } from '../accounts/invitations.ts'
import { type Challenges, signInOptions, signInWithPasskey } from '../accounts/passkeys.ts'
import { judgePassword } from '../accounts/password.ts'
import { type AccountPorts, audited } from '../accounts/ports.ts'
import { ended, sessionView } from '../accounts/sessions.ts'
import { confirm, enter, type Entered, signIn } from '../accounts/sign-in.ts'
import { callerOf, clearSession, sessionBefore, setSession, signedIn } from './guard.ts'
import { body, sendFault, siteOf } from './server.ts'

/** Guessing at the door: per address, besides the lock on the name. */
const DOOR = { access: 'public' as const, rateLimit: { max: 30, timeWindow: 60_000 } }

/** Coming in and going out: passwords, codes, passkeys, invitations, the visitor of a demonstration. */
export function sessionApi(server: FastifyInstance, ports: AccountPorts, challenges: Challenges): void {
  const visitor = async (request: FastifyRequest) => ({
    ...callerOf(request),
    before: await sessionBefore(ports, request),
  })
  const entered = (request: FastifyRequest, reply: FastifyReply, { account, opened }: Entered): SessionView => {
    setSession(request, reply, opened.token)
    return sessionView(account, opened.session)
  }

  server.get(API.session, { config: { access: 'session' } }, (request) => {
    const { account, session } = signedIn(request)
    return { ...sessionView(account, session), permissions: request.identity?.permissions ?? [] }
  })

  server.get(API.signInWays, { config: { access: 'public' } }, () => ({ visitors: ports.visitors }))

  server.post(API.session, { config: DOOR }, async (request, reply) => {
    const given = body(signInRequest, request, reply)
    if (!given) return reply
    const caller = await visitor(request)
    const answer = await ports.turns.take(given.name, () => signIn(ports, caller, given))
    if (!answer.ok) return sendFault(reply, answer.error.code)
    if (answer.value.step === 'one-time-password') return answer.value
    return { step: 'signed-in', session: entered(request, reply, answer.value) }
  })

  server.delete(API.session, { config: { access: 'session' } }, async (request, reply) => {
    const { account, session } = signedIn(request)
    await ports.store.commit(
      ports.clock.now(),
      [audited(callerFor(request), 'signed-out', account.name)],
      [ended(session)],
    )
    clearSession(reply)
    return { ok: true }
  })

  server.post(API.visit, { config: DOOR }, async (request, reply) => {
    if (!ports.visitors) return sendFault(reply, 'FF_NOT_FOUND')
    return {
      step: 'signed-in',
      session: entered(request, reply, await enter(ports, await visitor(request), VISITOR, 'none')),
    }
  })

  server.post(API.confirm, { config: { access: 'own-account', rateLimit: DOOR.rateLimit } }, async (request, reply) => {
    const given = body(confirmRequest, request, reply)
    if (!given) return reply
    const owner = signedIn(request)
    const confirmed = await ports.turns.take(owner.account.name, () => confirm(ports, callerFor(request), owner, given))
    return confirmed.ok ? sessionView(owner.account, confirmed.value) : sendFault(reply, confirmed.error.code)
  })

  server.post(API.passkeySignInOptions, { config: DOOR }, (request) =>
    signInOptions(ports, challenges, siteOf(request)),
  )
  server.post(API.passkeySignIn, { config: DOOR }, async (request, reply) => {
    const given = body(z.object({ response: z.looseObject({ id: z.string().max(400) }) }), request, reply)
    if (!given) return reply
    const response = given.response as unknown as AuthenticationResponseJSON
    const answer = await signInWithPasskey(ports, challenges, await visitor(request), response, siteOf(request))
    return answer.ok
      ? { step: 'signed-in', session: entered(request, reply, answer.value) }
      : sendFault(reply, answer.error.code)
  })

  server.get<{ Params: { code: string } }>(API.invitation(':code'), { config: DOOR }, (request, reply) => {
    const account = invitedBy(ports, request.params.code)
    return account ? { name: account.name, displayName: account.displayName } : sendFault(reply, 'FF_INVITATION')
  })
  server.post(API.invitations, { config: DOOR }, async (request, reply) => {
    const given = body(acceptInvitation, request, reply)
    if (!given) return reply
    const caller = await visitor(request)
    const account = await ports.turns.take('invitations', () => accept(ports, caller, given))
    if (!account.ok) return sendFault(reply, account.error.code, account.error.detail)
    return { step: 'signed-in', session: entered(request, reply, await enter(ports, caller, account.value, 'none')) }
  })

  server.post(
    API.passwordStrength,
    { config: { access: 'public', rateLimit: { max: 240, timeWindow: 60_000 } } },
    async (request, reply) => {
      const given = body(passwordCandidate, request, reply)
      if (!given) return reply
      const judgement: PasswordJudgement = await judgePassword(given.password, given.name ? [given.name] : [])
      return judgement
    },
  )
}

const callerFor = (request: FastifyRequest) => {
  const { userAgent: _unused, ...caller } = callerOf(request)
  return caller
}

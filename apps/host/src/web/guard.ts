import { type Access, permissionsOf, type Permission } from '@fiftyfive/contract'
import { assert } from '@fiftyfive/kernel'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Account, hasSecondFactor, type Session } from '../accounts/account.ts'
import { VISITOR } from '../accounts/lent.ts'
import { tokenOf } from '../accounts/api-tokens.ts'
import { type AccountPorts, audited, type Caller, isLent } from '../accounts/ports.ts'
import { isConfirmed, resume } from '../accounts/sessions.ts'
import { sendFault } from './server.ts'

export interface Identity {
  readonly name: string
  readonly permissions: readonly Permission[]
  /** Absent for programs with a token. */
  readonly signedIn?: { readonly account: Account; readonly session: Session }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** A dangerous action: wants a password given lately. */
    confirmed?: boolean
  }
  interface FastifyRequest {
    identity?: Identity
  }
}

const COOKIE = 'fiftyfive-session'
const REQUESTS_PER_MINUTE = 1_200

export const signedIn = (request: FastifyRequest): { readonly account: Account; readonly session: Session } => {
  assert(request.identity?.signedIn, 'this route is only for people who have signed in')
  return request.identity.signedIn
}

export const callerOf = (request: FastifyRequest): Caller & { readonly userAgent: string } => ({
  actor: request.identity?.name ?? '-',
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
})

/** HttpOnly: no script reads it. SameSite=Strict: no other site's request carries it. */
export const setSession = (request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply =>
  reply.setCookie(COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
  })
export const clearSession = (reply: FastifyReply): FastifyReply => reply.clearCookie(COOKIE, { path: '/' })

export const sessionBefore = async (ports: AccountPorts, request: FastifyRequest): Promise<Session | undefined> => {
  const token = request.cookies[COOKIE]
  return token === undefined ? undefined : (await resume(ports, token))?.session
}

/**
 * Stands before every route under /api. A route that is not in the table (contract/routes.ts), where it says who may use
 * it, does not start: nothing is open by oversight, and nothing is left out of the API's description.
 */
export async function guard(server: FastifyInstance, ports: AccountPorts): Promise<void> {
  await server.register(fastifyCookie)
  await server.register(fastifyRateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => ({ statusCode: 429, code: 'FF_TOO_MANY_REQUESTS', message: '' }),
  })
  server.addHook('onRoute', (route) => {
    const { access, repeat } = route.config ?? {}
    assert(!route.url.startsWith('/api/') || (access && repeat), `${route.url} is not in the table of routes`)
  })
  server.addHook('onRequest', async (request, reply) => {
    const { access, confirmed } = request.routeOptions.config
    if (access === undefined) return
    if (comesFromElsewhere(request)) return sendFault(reply, 'FF_OTHER_ORIGIN')
    // What was done at another host a moment ago counts here already.
    await ports.store.refresh()
    const identity = await identify(ports, request)
    if (identity) request.identity = identity
    if (access === 'public') return
    if (!identity) return sendFault(reply, 'FF_NO_SESSION')
    if (!mayUse(access, identity, ports)) {
      await forbidden(ports, request, access)
      return sendFault(reply, 'FF_FORBIDDEN')
    }
    if (confirmed && identity.signedIn && mustConfirm(ports, identity.signedIn)) return sendFault(reply, 'FF_CONFIRM')
  })
}

/** A lent account has no password that could be given again. */
const mustConfirm = (ports: AccountPorts, { account, session }: NonNullable<Identity['signedIn']>): boolean =>
  !isLent(ports, account) && !isConfirmed(session, ports.clock.now())

function mayUse(access: Exclude<Access, 'public'>, { signedIn, permissions }: Identity, ports: AccountPorts): boolean {
  if (access === 'session') return signedIn !== undefined
  if (access === 'own-account') return signedIn !== undefined && !isLent(ports, signedIn.account)
  if (access === 'somebody') return signedIn !== undefined && signedIn.account.id !== VISITOR.id
  return permissions.includes(access)
}

/** What somebody tried beyond their rights is worth a line. */
const forbidden = (ports: AccountPorts, request: FastifyRequest, access: Access): Promise<void> =>
  ports.store.commit(
    ports.clock.now(),
    [audited(callerOf(request), 'forbidden', access, `${request.method} ${request.routeOptions.url ?? ''}`)],
    [],
  )

async function identify(ports: AccountPorts, request: FastifyRequest): Promise<Identity | undefined> {
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined) {
    const token = tokenOf(ports, bearer)
    return token && { name: `token ${token.label}`, permissions: token.permissions }
  }
  const cookie = request.cookies[COOKIE]
  const resumed = cookie === undefined ? undefined : await resume(ports, cookie)
  if (!resumed) return undefined
  const { account } = resumed
  // Where a second factor is required, an account without one can do nothing but set it up.
  const permissions = ports.secondFactorRequired && !hasSecondFactor(account) ? [] : permissionsOf(account.roles)
  return { name: account.name, permissions, signedIn: resumed }
}

/** A change asked for by a page of another site (CSRF). Browsers say where a request comes from; programs use tokens. */
function comesFromElsewhere(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.cookies[COOKIE] === undefined) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  const { origin } = request.headers
  return origin === undefined || new URL(origin).host !== request.headers.host
}

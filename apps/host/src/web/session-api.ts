import type { SessionView } from '@fiftyfive/contract'
import { ok } from '@fiftyfive/kernel'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance } from 'fastify'
import { accept, invitedBy } from '../accounts/invitations.ts'
import { type Challenges, signInOptions, signInWithPasskey } from '../accounts/passkeys.ts'
import { judgePassword } from '../accounts/password.ts'
import { type AccountPorts, audited, refuse } from '../accounts/ports.ts'
import { ended, sessionView } from '../accounts/sessions.ts'
import { confirm, enter, type Entered, signIn } from '../accounts/sign-in.ts'
import { clearSession, sessionBefore, setSession, signedIn } from './guard.ts'
import { type Call, serve } from './serve.ts'
import { siteOf } from './server.ts'

type AnyCall = Pick<Call<'visit'>, 'caller' | 'request' | 'reply'>

/** Coming in and going out: passwords, codes, passkeys, invitations, the visitor of a demonstration. */
export function sessionApi(server: FastifyInstance, ports: AccountPorts, challenges: Challenges): void {
  const whoever = async ({ caller, request }: AnyCall) => ({ ...caller, before: await sessionBefore(ports, request) })
  const entered = ({ request, reply }: AnyCall, { account, opened }: Entered) => {
    setSession(request, reply, opened.token)
    return { step: 'signed-in' as const, session: sessionView(account, opened.session) }
  }

  serve(server, 'session', ({ request }) => {
    const { account, session } = signedIn(request)
    const view: SessionView = { ...sessionView(account, session), permissions: request.identity?.permissions ?? [] }
    return ok(view)
  })
  serve(server, 'signInWays', () =>
    ok({
      visitors: ports.lent.length > 0,
      lent: ports.lent.flatMap(({ roles }) => roles.filter((each) => each !== 'visitor')),
    }),
  )
  serve(server, 'signIn', async (call) => {
    const who = await whoever(call)
    const answer = await ports.turns.take(call.body.name, () => signIn(ports, who, call.body))
    if (!answer.ok) return answer
    return ok(answer.value.step === 'one-time-password' ? answer.value : entered(call, answer.value))
  })
  serve(server, 'signOut', async ({ caller: { actor, address }, request, reply }) => {
    const { account, session } = signedIn(request)
    const line = audited({ actor, address }, 'signed-out', account.name)
    await ports.store.commit(ports.clock.now(), [line], [ended(session)])
    clearSession(reply)
    return ok(undefined)
  })
  serve(server, 'visit', async (call) => {
    const account = ports.lent.find(({ roles }) => roles.includes(call.body.as ?? 'visitor'))
    if (!account) return refuse('FF_NOT_FOUND')
    return ok(entered(call, await enter(ports, await whoever(call), account, 'none')))
  })
  serve(server, 'confirm', async ({ caller: { actor, address }, request, body }) => {
    const owner = signedIn(request)
    const confirmed = await ports.turns.take(owner.account.name, () => confirm(ports, { actor, address }, owner, body))
    return confirmed.ok ? ok(sessionView(owner.account, confirmed.value)) : confirmed
  })
  serve(server, 'passkeySignInOptions', async ({ request }) =>
    ok({ ...(await signInOptions(ports, challenges, siteOf(request))) }),
  )
  serve(server, 'passkeySignIn', async (call) => {
    const response = call.body.response as unknown as AuthenticationResponseJSON
    const answer = await signInWithPasskey(ports, challenges, await whoever(call), response, siteOf(call.request))
    return answer.ok ? ok(entered(call, answer.value)) : answer
  })
  serve(server, 'invitation', ({ params }) => {
    const account = invitedBy(ports, params.code)
    return account ? ok({ name: account.name, displayName: account.displayName }) : refuse('FF_INVITATION')
  })
  serve(server, 'acceptInvitation', async (call) => {
    const who = await whoever(call)
    const account = await ports.turns.take('invitations', () => accept(ports, who, call.body))
    return account.ok ? ok(entered(call, await enter(ports, who, account.value, 'none'))) : account
  })
  serve(server, 'passwordStrength', async ({ body: { password, name } }) =>
    ok(await judgePassword(password, name ? [name] : [])),
  )
}

import { activateTerminal, type AcquirerPorts } from '@fiftyfive/acquiring'
import { activationRequest, API, type ActivationResponse } from '@fiftyfive/contract'
import type { FastifyInstance } from 'fastify'
import { sendFault } from './server.ts'

/** A terminal proves itself by its one-time activation code, not by a session. */
const BY_CODE = { config: { access: 'public' as const, rateLimit: { max: 120, timeWindow: 60_000 } } }

/** A new terminal brings its master key, sealed for the security module, under a one-time code. */
export function onboardingApi(server: FastifyInstance, acquirer: AcquirerPorts): void {
  server.get(API.activationKey, BY_CODE, async (_request, reply) => {
    const spki = await acquirer.securityModule.activationPublicKey()
    if (!spki.ok) return sendFault(reply, 'FF_HSM_UNAVAILABLE')
    return { spki: Buffer.from(spki.value).toString('base64') }
  })

  server.post(API.activate, BY_CODE, async (request, reply) => {
    const parsed = activationRequest.safeParse(request.body)
    if (!parsed.success)
      return sendFault(reply, 'FF_INPUT', 'an activation code, an envelope and a check value are expected')
    const envelope = Buffer.from(parsed.data.envelope, 'base64')
    const activated = await activateTerminal(acquirer, { ...parsed.data, envelope })
    if (!activated.ok) return sendFault(reply, activated.error.code, activated.error.detail)
    const { terminal, merchant } = activated.value
    const response: ActivationResponse = {
      terminalId: terminal.id,
      merchantId: merchant.id,
      merchantName: merchant.name,
      tpdu: '6000030000',
      currency: 'CNY',
    }
    return response
  })
}

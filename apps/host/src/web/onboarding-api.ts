import { activateTerminal, type AcquirerPorts } from '@fiftyfive/acquiring'
import { ok } from '@fiftyfive/kernel'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import { serve } from './serve.ts'

/** A new terminal brings its master key, sealed for the security module, under a one-time code: no session needed. */
export function onboardingApi(server: FastifyInstance, acquirer: AcquirerPorts): void {
  serve(server, 'activationKey', async () => {
    const spki = await acquirer.securityModule.activationPublicKey()
    return spki.ok ? ok({ spki: Buffer.from(spki.value).toString('base64') }) : refuse('FF_HSM_UNAVAILABLE')
  })
  serve(server, 'activate', async ({ body }) => {
    const activated = await activateTerminal(acquirer, { ...body, envelope: Buffer.from(body.envelope, 'base64') })
    if (!activated.ok) return activated
    const { terminal, merchant } = activated.value
    return ok({
      terminalId: terminal.id,
      merchantId: merchant.id,
      merchantName: merchant.name,
      tpdu: '6000030000',
      currency: 'CNY',
    })
  })
}

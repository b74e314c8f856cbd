import type { Authorization } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/** Issuer script results (PBOC 3.0): which scripts the card carried out. */
export const SCRIPT_RESULT = 'DF31'

/**
 * Keeps what a chip made of the scripts it was sent, beside the payment they came with. Durable before it is answered, and
 * bound to its key: told again, it changes nothing. Gives DE 39.
 */
export function noteScriptResult(ports: IssuerPorts, request: IssuerRequest, scriptResult: string): Promise<string> {
  const { token } = ports.cardVault.store(request.pan)
  return ports.perCard.take(token, async () => {
    const earlier = await ports.store.authorization(request.key)
    if (earlier) return earlier.code
    const { key, original } = request
    const authorization: Authorization = {
      key,
      kind: 'script-notification',
      token,
      amount_minor: 0,
      status: 'approved',
      code: '00',
      scriptResult,
      ...(original ? { original } : {}),
    }
    await ports.store.commit(ports.clock.now(), [{ type: 'authorization', authorization }])
    return '00'
  })
}

import { createHmac } from 'node:crypto'

export const SIGNATURE_HEADER = 'fiftyfive-signature'

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body", hex>` under the webhook's secret. The time is signed with the
 * body, so that a receiver can refuse what is old.
 */
export const signatureOf = (secret: string, at: number, body: string): string => {
  const seconds = Math.floor(at / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

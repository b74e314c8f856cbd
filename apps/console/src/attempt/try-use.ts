import type { Attempt } from '@fiftyfive/contract'

/** Codes by which an issuer says that it compared the PIN and found it wrong (UnionPay POS, DE 39). */
const PIN_REFUSED = ['55', '38', '75']

/** What the attempt did to the issuer's PIN try counter, as far as the acquirer can know it. */
export function tryUse(attempt: Attempt): 'none' | 'not-sent' | 'spent' | 'unknown' | 'not-counted' {
  if (attempt.pinPresent === false) return 'none'
  if (attempt.forwarded === false) return 'not-sent'
  if (attempt.issuerCode === undefined) return 'unknown'
  return PIN_REFUSED.includes(attempt.issuerCode) ? 'spent' : 'not-counted'
}

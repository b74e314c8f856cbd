import { asciiBytes, equalBytes, ok } from '@fiftyfive/kernel'
import { cardVerificationValue as valueOf } from '../card/index.ts'
import type { CardVerification } from './extended.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

export function cardVerificationValue(state: ModuleState, request: CardVerification): Outcome<string> {
  if (state.partition !== 'issuer') return refuse('not-authorised', 'card verification values are made by issuers only')
  const { pan, expiry, serviceCode } = request
  if (!/^\d{4}$/.test(expiry) || !/^\d{3}$/.test(serviceCode)) return refuse('input-invalid', 'expiry and service code')
  const key = state.keys.load(request.key, 'card-verification')
  return key.ok ? ok(valueOf(key.value.bytes, { pan: pan.reveal(), expiry, serviceCode })) : key
}

export function verifyCardVerificationValue(
  state: ModuleState,
  request: CardVerification & { readonly value: string },
): Outcome<boolean> {
  if (!/^\d{3}$/.test(request.value)) return refuse('input-invalid', 'a value of 3 digits')
  const subject = state.digests.ofText(`cvv ${request.pan.reveal()}`)
  if (state.limits.exceeded(subject)) return refuse('limit-exceeded', 'too many failed verifications of this card')
  const value = cardVerificationValue(state, request)
  if (!value.ok) return value
  const right = equalBytes(asciiBytes(value.value), asciiBytes(request.value))
  if (right) state.limits.succeed(subject)
  else state.limits.fail(subject)
  return ok(right)
}

import { asciiBytes, equalBytes, ok, type Pan } from '@fiftyfive/kernel'
import { cardVerificationValue as valueOf } from '../card/index.ts'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
} from '../emv/index.ts'
import type { KeyBlock } from '../security-module.ts'
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

export function verifyCryptogram(
  state: ModuleState,
  request: {
    readonly key: KeyBlock<'cryptogram'>
    readonly pan: Pan
    readonly sequenceNumber: string
    readonly transactionCounter: Uint8Array
    readonly scheme?: 'emv-common' | 'visa-cvn10' | 'mastercard'
    readonly unpredictableNumber?: Uint8Array
    readonly data: Uint8Array
    readonly cryptogram: Uint8Array
    readonly responseCode?: Uint8Array
  },
): Outcome<{ readonly valid: boolean; readonly response?: Uint8Array }> {
  const { sequenceNumber, transactionCounter, data, cryptogram, responseCode } = request
  if (state.partition !== 'issuer') return refuse('not-authorised', 'cryptograms are checked by issuers only')
  const lengths = [
    transactionCounter.length === 2,
    cryptogram.length === 8,
    data.length <= 4096,
    (responseCode?.length ?? 2) === 2,
  ]
  if (!/^\d{2}$/.test(sequenceNumber) || lengths.includes(false))
    return refuse('input-invalid', 'EMV data of other lengths')
  const issuerKey = state.keys.load(request.key, 'cryptogram')
  if (!issuerKey.ok) return issuerKey
  const card = { pan: request.pan.reveal(), sequenceNumber }
  const masterKey = cardMasterKey(issuerKey.value.bytes, card, card.pan.length > 16 ? 'B' : 'A')
  const scheme = request.scheme ?? 'emv-common'
  const r = counterAsR(transactionCounter)
  if (scheme === 'mastercard') r.set(request.unpredictableNumber?.subarray(0, 4) ?? [], 4)
  const sessionKey = commonSessionKey(masterKey, r)
  const key = scheme === 'visa-cvn10' ? masterKey : sessionKey
  const valid = equalBytes(applicationCryptogram(key, data, scheme === 'visa-cvn10' ? 1 : 2), cryptogram)
  const answerKey = scheme === 'emv-common' ? sessionKey : masterKey
  const response = valid && responseCode ? responseCryptogram1(answerKey, cryptogram, responseCode) : undefined
  masterKey.fill(0)
  sessionKey.fill(0)
  return ok(response ? { valid, response } : { valid })
}

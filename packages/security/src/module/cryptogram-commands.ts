import { equalBytes, ok } from '@fiftyfive/kernel'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  responseCryptogram2,
} from '../emv/index.ts'
import type { CardCryptogram, CryptogramVerification } from './extended.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

/** Keys of one card and transaction: for its cryptogram, and for the issuer's answer. */
interface CardKeys {
  readonly request: Uint8Array
  readonly answer: Uint8Array
  wipe(): void
}

function cardKeys(state: ModuleState, card: CardCryptogram): Outcome<CardKeys> {
  const { sequenceNumber, transactionCounter, unpredictableNumber, scheme = 'emv-common' } = card
  if (state.partition !== 'issuer') return refuse('not-authorised', 'cryptograms are checked by issuers only')
  if (!/^\d{2}$/.test(sequenceNumber) || transactionCounter.length !== 2)
    return refuse('input-invalid', 'a sequence number of 2 digits, a transaction counter of 2 bytes')
  if (scheme === 'mastercard' && unpredictableNumber?.length !== 4)
    return refuse('input-invalid', 'an unpredictable number of 4 bytes')
  const issuerKey = state.keys.load(card.key, 'cryptogram')
  if (!issuerKey.ok) return issuerKey
  const pan = card.pan.reveal()
  const masterKey = cardMasterKey(issuerKey.value.bytes, { pan, sequenceNumber }, pan.length > 16 ? 'B' : 'A')
  const r = counterAsR(transactionCounter)
  if (scheme === 'mastercard') r.set(unpredictableNumber ?? [], 4)
  const sessionKey = commonSessionKey(masterKey, r)
  return ok({
    request: scheme === 'visa-cvn10' ? masterKey : sessionKey,
    answer: scheme === 'emv-common' ? sessionKey : masterKey,
    wipe() {
      masterKey.fill(0)
      sessionKey.fill(0)
    },
  })
}

export function verifyCryptogram(
  state: ModuleState,
  request: CryptogramVerification,
): Outcome<{ readonly valid: boolean; readonly response?: Uint8Array }> {
  const { data, cryptogram, responseCode, cardStatusUpdate, proprietaryData } = request
  const fit = [
    cryptogram.length === 8,
    data.length <= 4096,
    (responseCode?.length ?? 2) === 2,
    (cardStatusUpdate?.length ?? 4) === 4,
    (proprietaryData?.length ?? 0) <= 8,
  ]
  if (fit.includes(false)) return refuse('input-invalid', 'EMV data of other lengths')
  const keys = cardKeys(state, request)
  if (!keys.ok) return keys
  const padding = request.padding ?? (request.scheme === 'visa-cvn10' ? 1 : 2)
  const valid = equalBytes(applicationCryptogram(keys.value.request, data, padding), cryptogram)
  const response = valid ? responseTo(keys.value.answer, request) : undefined
  keys.value.wipe()
  return ok(response ? { valid, response } : { valid })
}

function responseTo(key: Uint8Array, request: CryptogramVerification): Uint8Array | undefined {
  const { cryptogram, responseCode, cardStatusUpdate, proprietaryData } = request
  if (cardStatusUpdate) return responseCryptogram2(key, cryptogram, cardStatusUpdate, proprietaryData)
  return responseCode && responseCryptogram1(key, cryptogram, responseCode)
}

export function cryptogramResponse(
  state: ModuleState,
  request: CardCryptogram & { readonly cryptogram: Uint8Array; readonly responseCode: Uint8Array },
): Outcome<Uint8Array> {
  const { cryptogram, responseCode } = request
  if (cryptogram.length !== 8 || responseCode.length !== 2) return refuse('input-invalid', 'EMV data of other lengths')
  const keys = cardKeys(state, request)
  if (!keys.ok) return keys
  const response = responseCryptogram1(keys.value.answer, cryptogram, responseCode)
  keys.value.wipe()
  return ok(response)
}

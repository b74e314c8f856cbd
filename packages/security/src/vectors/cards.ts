import { toHex } from '@fiftyfive/kernel'
import { cardVerificationValue } from '../card/index.ts'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  responseCryptogram2,
  scriptMac,
  scriptPinChange,
} from '../emv/index.ts'
import { encodePinField } from '../pin/index.ts'
import type { Computed, Input, VectorEntry } from './entry.ts'

export function cvv(_: VectorEntry, input: Input): Computed {
  const card = { pan: input.text('pan'), expiry: input.text('expiry'), serviceCode: input.text('serviceCode') }
  const value = cardVerificationValue(input.bytes('cvk'), card)
  return { cvv: value, cvv1: value, cvv2: value, icvv: value }
}

export function emv(entry: VectorEntry, input: Input): Computed {
  if (input.has('skSmi')) return { mac: toHex(scriptMac(input.bytes('skSmi'), input.bytes('command'))) }
  if (input.has('skSmc')) {
    const field = encodePinField('iso-2', input.text('pin'), { bytes: (length) => new Uint8Array(length) })
    return { pinBlock: toHex(field), encrypted: toHex(scriptPinChange(input.bytes('skSmc'), input.text('pin'))) }
  }
  const given = input.named('sessionKey', 'sk', 'skAc')
  // Answers may be asked of a session key alone.
  const masterKey = input.has(given) && !input.has('pan') ? input.bytes(given) : masterKeyOf(entry, input)
  const r = rOf(input)
  const sessionKey = input.has(given) ? input.bytes(given) : r && commonSessionKey(masterKey, r)
  const answers = input.has('data') || input.has('arqc')
  return {
    iccMk: toHex(masterKey),
    ...(sessionKey && { sessionKey: toHex(sessionKey) }),
    ...(answers && cryptograms(entry, input, { masterKey, sessionKey: sessionKey ?? masterKey })),
  }
}

function masterKeyOf({ algorithm }: VectorEntry, input: Input): Uint8Array {
  if (input.has('iccMk')) return input.bytes('iccMk')
  const card = { pan: input.text('pan'), sequenceNumber: input.has('psn') ? input.text('psn') : '00' }
  const option = /option B/i.test(algorithm) ? 'B' : 'A'
  return cardMasterKey(input.bytes(input.named('imkAc', 'imk', 'imkSmi', 'imkSmc', 'mdk')), card, option)
}

function rOf(input: Input): Uint8Array | undefined {
  if (input.has('r')) return input.bytes('r')
  if (!input.has('atc')) return undefined
  const r = counterAsR(input.bytes('atc'))
  // Mastercard's session keys take in the unpredictable number.
  if (input.has('un')) r.set(input.bytes('un').subarray(0, 4), 4)
  return r
}

function cryptograms(
  { algorithm }: VectorEntry,
  input: Input,
  { masterKey, sessionKey }: { readonly masterKey: Uint8Array; readonly sessionKey: Uint8Array },
): Computed {
  const requestKey = /no session key|CVN ?10/i.test(algorithm) ? masterKey : sessionKey
  const answerKey = /ARPC under ICC MK/i.test(algorithm) ? masterKey : requestKey
  const padding = /VISA|00\)/.test(input.has('padding') ? input.text('padding') : '') ? 1 : 2
  const cryptogram = input.has('data')
    ? applicationCryptogram(requestKey, input.bytes('data'), padding)
    : input.bytes('arqc')
  const proprietary = input.has('propAuthData') ? input.bytes('propAuthData') : undefined
  return {
    arqc: toHex(cryptogram),
    ...(input.has('arpcRc') && {
      arpcMethod1: toHex(responseCryptogram1(answerKey, cryptogram, input.bytes('arpcRc'))),
    }),
    ...(input.has('csu') && {
      arpcMethod2: toHex(responseCryptogram2(answerKey, cryptogram, input.bytes('csu'), proprietary)),
    }),
  }
}

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
  return { cvv: cardVerificationValue(input.bytes('cvk'), card) }
}

export function emv(entry: VectorEntry, input: Input): Computed {
  if (entry.op === 'mac') return { mac: toHex(scriptMac(input.bytes('skSmi'), input.bytes('command'))) }
  if (entry.op === 'encrypt') {
    const field = encodePinField('iso-2', input.text('pin'), { bytes: (length) => new Uint8Array(length) })
    return { pinBlock: toHex(field), encrypted: toHex(scriptPinChange(input.bytes('skSmc'), input.text('pin'))) }
  }
  const card = { pan: input.text('pan'), sequenceNumber: input.text('psn') }
  const option = /option B/i.test(entry.algorithm) ? 'B' : 'A'
  const masterKey = cardMasterKey(input.bytes(input.has('imkAc') ? 'imkAc' : 'imk'), card, option)
  if (!input.has('data')) return { iccMk: toHex(masterKey) }
  return { iccMk: toHex(masterKey), ...cryptograms(entry, input, masterKey) }
}

function cryptograms(entry: VectorEntry, input: Input, masterKey: Uint8Array): Computed {
  const r = input.has('r') ? input.bytes('r') : counterAsR(input.bytes('atc'))
  // Mastercard's session keys take in the unpredictable number.
  if (input.has('un')) r.set(input.bytes('un').subarray(0, 4), 4)
  const sessionKey = commonSessionKey(masterKey, r)
  const requestKey = /no session key|CVN ?10/i.test(entry.algorithm) ? masterKey : sessionKey
  const answerKey = /ARPC under ICC MK/i.test(entry.algorithm) ? masterKey : requestKey
  const padding = /VISA|00\)/.test(input.has('padding') ? input.text('padding') : '') ? 1 : 2
  const cryptogram = applicationCryptogram(requestKey, input.bytes('data'), padding)
  return {
    sessionKey: toHex(sessionKey),
    arqc: toHex(cryptogram),
    ...(input.has('arpcRc') && {
      arpcMethod1: toHex(responseCryptogram1(answerKey, cryptogram, input.bytes('arpcRc'))),
    }),
    ...(input.has('csu') && { arpcMethod2: toHex(responseCryptogram2(answerKey, cryptogram, input.bytes('csu'))) }),
  }
}

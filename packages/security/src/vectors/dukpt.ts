import { assert, equalBytes, toHex, type ClearKey } from '@fiftyfive/kernel'
import { Aes, cbcDecrypt, cbcEncrypt, Des } from '../ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  checkSerialNumber,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
  type AesDukptKeyType,
  type AesDukptUse,
} from '../dukpt/index.ts'
import { cmac, RetailMac } from '../mac/index.ts'
import { clearPinBlock, encodePinField, openPinField, pinOfField, sealPinField } from '../pin/index.ts'
import { need, roundTrip, type Computed, type Input, type VectorEntry } from './entry.ts'

const hexOf = (key: ClearKey): string => toHex(key.reveal())
const NO_RANDOM = { bytes: (length: number) => new Uint8Array(length) }

/** Files that only derive an initial key give it counter 0; no transaction may. */
function checkedSerialNumber({ group }: VectorEntry, input: Input): Uint8Array {
  const serialNumber = input.bytes('ksn')
  const checked = checkSerialNumber(serialNumber)
  assert(checked.ok || !group.endsWith('refuse'), 'a key serial number that no transaction may have')
  return serialNumber
}

export function tdesDukpt(entry: VectorEntry, input: Input): Computed {
  const serialNumber = checkedSerialNumber(entry, input)
  const initialKey = input.has('bdk')
    ? tdesInitialKey(input.bytes('bdk'), serialNumber)
    : input.bytes(input.named('initialKey', 'ipek', 'ik'))
  const transactionKey = tdesTransactionKey(initialKey, serialNumber)
  const pinKey = tdesWorkingKey(transactionKey, 'pin')
  const keys = {
    initialKey: toHex(initialKey),
    txnKey: toHex(transactionKey),
    pinKey: hexOf(pinKey),
    macKeyRequest: hexOf(tdesWorkingKey(transactionKey, 'mac-request')),
    macKeyResponse: hexOf(tdesWorkingKey(transactionKey, 'mac-response')),
    dataKeyRequest: hexOf(tdesWorkingKey(transactionKey, 'data-request')),
    dataKeyResponse: hexOf(tdesWorkingKey(transactionKey, 'data-response')),
  }
  return {
    ...keys,
    ...(input.has('pin') && tdesPin(input, pinKey)),
    ...(input.has('macData') && tdesMacs(input, transactionKey)),
  }
}

function tdesPin(input: Input, pinKey: ClearKey<'pin'>): Computed {
  const [pin, pan] = [input.text('pin'), input.text('pan')]
  const cipher = new Des(pinKey.reveal())
  const sealed = sealPinField(cipher, 'iso-0', encodePinField('iso-0', pin, NO_RANDOM), pan)
  roundTrip(pinOfField(openPinField(cipher, 'iso-0', sealed, pan)) === pin, 'deciphering the PIN')
  return { clearBlock: toHex(clearPinBlock('iso-0', pin, pan, NO_RANDOM)), encBlock: toHex(sealed) }
}

/** X9.24-1 cuts its retail MACs to 4 bytes. */
function tdesMacs(input: Input, transactionKey: Uint8Array): Computed {
  const mac = (use: 'mac-request' | 'mac-response'): string =>
    toHex(new RetailMac(tdesWorkingKey(transactionKey, use).reveal()).compute(input.bytes('macData'), 1).subarray(0, 4))
  return { requestMac: mac('mac-request'), responseMac: mac('mac-response') }
}

export function aesDukpt(entry: VectorEntry, input: Input): Computed {
  const { algorithm } = entry
  const serialNumber = checkedSerialNumber(entry, input)
  const initialKey = input.has('bdk')
    ? aesInitialKey(input.bytes('bdk'), serialNumber)
    : input.bytes(input.named('initialKey', 'ik'))
  const transactionKey = aesTransactionKey(initialKey, serialNumber)
  const type = (['aes-128', 'aes-192', 'aes-256'] as const)[initialKey.length / 8 - 2]
  need(type !== undefined, 'AES DUKPT: a base key of 16, 24 or 32 bytes')
  // "AES256 BDK, AES128 working keys": working keys may be shorter than what they come from.
  const bits = /AES-?(128|192|256) working/.exec(algorithm)?.[1]
  const working: AesDukptKeyType = bits ? (`aes-${bits}` as AesDukptKeyType) : type
  const key = (use: AesDukptUse, as: AesDukptKeyType = working): Uint8Array =>
    aesWorkingKey(transactionKey, serialNumber, use, as).reveal()
  // No key is stronger than what it comes from.
  const hmacType = `hmac-${/HMAC-?(128|192|256)/i.exec(algorithm)?.[1] ?? type.slice(4)}` as AesDukptKeyType
  const strongestTdes = type === 'aes-128' ? 'tdes-2' : 'tdes-3'
  return {
    initialKey: toHex(initialKey),
    txnKey: toHex(transactionKey),
    keyEncryptionKey: toHex(key('key-encryption')),
    macKeyBoth: toHex(key('mac-both')),
    dataKeyBoth: toHex(key('data-both')),
    pinKey: toHex(key('pin')),
    pinKeyTdes2: toHex(key('pin', 'tdes-2')),
    pinKeyTdes3: toHex(key('pin', strongestTdes)),
    macKeyRequest: toHex(key('mac-generation')),
    macKeyResponse: toHex(key('mac-verification')),
    hmacKeyRequest: toHex(key('mac-generation', hmacType)),
    hmacKeyResponse: toHex(key('mac-verification', hmacType)),
    dataKeyRequest: toHex(key('data-encryption')),
    dataKeyResponse: toHex(key('data-decryption')),
    ...(input.has('pinField') && aesPin(input, key('pin'))),
    ...(input.has('macData') && {
      requestCmac: toHex(cmac(new Aes(key('mac-generation')), input.bytes('macData'))),
      responseCmac: toHex(cmac(new Aes(key('mac-verification')), input.bytes('macData'))),
    }),
    ...(input.has('plain') && aesData(input, key('data-encryption'))),
  }
}

function aesPin(input: Input, key: Uint8Array): Computed {
  const cipher = new Aes(key)
  const pan = input.text('pan')
  const sealed = sealPinField(cipher, 'iso-4', input.bytes('pinField'), pan)
  roundTrip(pinOfField(openPinField(cipher, 'iso-4', sealed, pan)) === input.text('pin'), 'deciphering the PIN')
  return { encBlock: toHex(sealed) }
}

function aesData(input: Input, key: Uint8Array): Computed {
  const cipher = new Aes(key)
  const sealed = cbcEncrypt(cipher, input.bytes('iv'), input.bytes('plain'))
  roundTrip(equalBytes(cbcDecrypt(cipher, input.bytes('iv'), sealed), input.bytes('plain')), 'deciphering')
  return { cipher: toHex(sealed) }
}

import { ClearPin, fromHex, Pan, seededRandom } from '@fiftyfive/kernel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cardVerificationValue } from './card/index.ts'
import { Aes, Des, Sm4, type BlockCipher } from './ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from './dukpt/index.ts'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  responseCryptogram1,
  responseCryptogram2,
  scriptMac,
  scriptPinChange,
} from './emv/index.ts'
import { unwrapKeyBlock, wrapKeyBlock } from './key-blocks/index.ts'
import { fullCheckValue, keyCheckValue, legacyCheckValue, tdesEcbDecrypt, tdesEcbEncrypt } from './keys/index.ts'
import { computeMac } from './mac/index.ts'
import { decipherPinBlock, encipherPinBlock, translatePinField } from './pin/index.ts'

const CLASSES = [Des, Aes, Sm4] as const
afterEach(() => vi.restoreAllMocks())

/** Every cipher that was used while `work` ran, and every buffer that clear text was deciphered into. */
function watched(work: () => unknown): { readonly ciphers: readonly BlockCipher[]; readonly opened: Uint8Array[] } {
  const ciphers = new Set<BlockCipher>()
  const opened: Uint8Array[] = []
  for (const { prototype } of CLASSES) {
    for (const method of ['encryptBlock', 'decryptBlock'] as const) {
      const original = prototype[method]
      vi.spyOn(prototype, method).mockImplementation(function (this: BlockCipher, ...given) {
        ciphers.add(this)
        if (method === 'decryptBlock') opened.push(given[2])
        original.apply(this as never, given)
      })
    }
  }
  work()
  vi.restoreAllMocks()
  return { ciphers: [...ciphers], opened }
}

/** A wiped cipher says so; that its schedule is zeros, schedules.test.ts sees. */
function isWiped(cipher: BlockCipher): boolean {
  const block = new Uint8Array(cipher.blockSize)
  return (['encryptBlock', 'decryptBlock'] as const).every((method) => {
    try {
      cipher[method](block, 0, block, 0)
      return false
    } catch {
      return true
    }
  })
}

const KEY = fromHex('0123456789ABCDEFFEDCBA9876543210')
const TDES_NUMBER = fromHex('FFFF9876543210E00007')
const AES_NUMBER = fromHex('123456789012345600000007')
const random = seededRandom('wiping')
const header = {
  keyUsage: 'P0',
  algorithm: 'T',
  modeOfUse: 'B',
  keyVersion: '00',
  exportability: 'E',
  optionalBlocks: {},
} as const
const pin = { pin: ClearPin.of('802746'), pan: Pan.of('6225881234567890'), random }
const tdesPin = { ...pin, format: 'iso-0', algorithm: 'tdes-2', key: KEY } as const
const aesPin = { ...pin, format: 'iso-4', algorithm: 'aes-128', key: KEY } as const

describe('ciphers that a function makes for itself are wiped when it returns', () => {
  const bytes = new Uint8Array(16)
  it.each<[string, () => unknown]>([
    ['keyCheckValue, TDES', () => keyCheckValue('tdes-2', KEY)],
    ['keyCheckValue, AES', () => keyCheckValue('aes-128', KEY)],
    ['fullCheckValue, SM4', () => fullCheckValue('sm4', KEY)],
    ['legacyCheckValue', () => legacyCheckValue('aes-128', KEY)],
    ['tdesEcbEncrypt', () => tdesEcbEncrypt(KEY, bytes)],
    ['tdesEcbDecrypt', () => tdesEcbDecrypt(KEY, bytes)],
    ['tdesInitialKey', () => tdesInitialKey(KEY, TDES_NUMBER)],
    ['tdesTransactionKey', () => tdesTransactionKey(KEY, TDES_NUMBER)],
    ['tdesWorkingKey', () => tdesWorkingKey(KEY, 'data-request')],
    ['aesInitialKey', () => aesInitialKey(KEY, AES_NUMBER)],
    ['aesTransactionKey', () => aesTransactionKey(KEY, AES_NUMBER)],
    ['aesWorkingKey', () => aesWorkingKey(KEY, AES_NUMBER, 'pin', 'aes-128')],
    [
      'cardVerificationValue',
      () => cardVerificationValue(KEY, { pan: '4123456789012345', expiry: '8701', serviceCode: '101' }),
    ],
    ['cardMasterKey', () => cardMasterKey(KEY, { pan: '4123456789012345', sequenceNumber: '01' }, 'A')],
    ['commonSessionKey', () => commonSessionKey(KEY, new Uint8Array(8))],
    ['applicationCryptogram', () => applicationCryptogram(KEY, bytes)],
    ['responseCryptogram1', () => responseCryptogram1(KEY, new Uint8Array(8), new Uint8Array(2))],
    ['responseCryptogram2', () => responseCryptogram2(KEY, new Uint8Array(8), new Uint8Array(4))],
    ['scriptMac', () => scriptMac(KEY, bytes)],
    ['scriptPinChange', () => scriptPinChange(KEY, '802746')],
    ['wrapKeyBlock, B', () => wrapKeyBlock(KEY, { ...header, version: 'B' }, KEY, random)],
    ['wrapKeyBlock, C', () => wrapKeyBlock(KEY, { ...header, version: 'C' }, KEY, random)],
    ['wrapKeyBlock, D', () => wrapKeyBlock(KEY, { ...header, version: 'D' }, KEY, random)],
    ['unwrapKeyBlock', () => unwrapKeyBlock(KEY, wrapKeyBlock(KEY, { ...header, version: 'D' }, KEY, random))],
    ['computeMac, algorithm 1', () => computeMac('iso9797-1-alg1', KEY, bytes)],
    ['computeMac, algorithm 3', () => computeMac('iso9797-1-alg3', KEY, bytes)],
    ['computeMac, CMAC', () => computeMac('cmac', KEY, bytes, 'aes-128')],
    ['computeMac, UnionPay SM4', () => computeMac('unionpay-ecb', KEY, bytes, 'sm4')],
    ['encipherPinBlock', () => encipherPinBlock(tdesPin)],
    ['decipherPinBlock', () => decipherPinBlock({ ...aesPin, pinBlock: encipherPinBlock(aesPin) })],
  ])('%s', (_, work) => {
    const { ciphers } = watched(work)
    expect(ciphers.length).toBeGreaterThan(0)
    expect(ciphers.map(isWiped)).toEqual(ciphers.map(() => true))
  })

  it('and the check tells a wiped cipher from one in use', () => {
    for (const cipher of [new Des(KEY), new Aes(KEY), new Sm4(KEY)]) {
      expect(isWiped(cipher)).toBe(false)
      cipher.wipe()
      expect(isWiped(cipher)).toBe(true)
    }
  })
})

describe('clear PIN fields are wiped when a function returns', () => {
  const [from, to] = [new Des(KEY), new Aes(KEY)]
  const block = encipherPinBlock(tdesPin).reveal()
  const translation = {
    block,
    pan: pin.pan.reveal(),
    random,
    from: { cipher: from, format: 'iso-0' },
    to: { cipher: to, format: 'iso-4' },
  } as const
  it.each<[string, () => unknown]>([
    ['translatePinField', () => translatePinField(translation)],
    ['translatePinField, malformed', () => translatePinField({ ...translation, block: new Uint8Array(8) })],
    ['decipherPinBlock', () => decipherPinBlock({ ...tdesPin, pinBlock: encipherPinBlock(tdesPin) })],
  ])('%s', (_, work) => {
    const { opened } = watched(work)
    expect(opened.length).toBeGreaterThan(0)
    for (const field of opened) expect([...new Set(field)]).toEqual([0])
  })
})

import { err, ok, seededRandom, toHex } from '@fiftyfive/kernel'
import { hasOddParity, keyCheckValue } from '@fiftyfive/security'
import { expect, test } from 'vitest'
import { MemoryStorage } from '../testing/memory-storage.ts'
import { activate, loadRegistration, type ActivationService, type Registration } from '../index.ts'

const registration: Registration = {
  terminalId: 'T0000001',
  merchantId: 'M00000000000001',
  merchantName: { en: 'Corner Shop', 'zh-CN': '街角小店' },
  tpdu: '6000030000',
  currency: 'CNY',
}
const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' }
const parts = { activationCode: 'ABCDE12345', model: 'FF-SOFT', softwareVersion: '0.1.0', random: seededRandom('new') }

async function moduleKeys(): Promise<CryptoKeyPair> {
  const request = { ...OAEP, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
  return crypto.subtle.generateKey(request, true, ['encrypt', 'decrypt'])
}

test('the master key reaches the security module sealed, and is the one in the PIN pad', async () => {
  const keys = await moduleKeys()
  const storage = new MemoryStorage()
  let opened = new Uint8Array()
  let stated = ''
  const service: ActivationService = {
    publicKey: async () => new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)),
    async register(request) {
      const envelope = Uint8Array.from(atob(request.envelope), (character) => character.charCodeAt(0))
      opened = new Uint8Array(await crypto.subtle.decrypt(OAEP, keys.privateKey, envelope))
      stated = request.checkValue
      expect(request.activationCode).toBe('ABCDE12345')
      return ok(registration)
    },
  }
  expect(await activate({ ...parts, service, storage })).toEqual(ok(registration))
  expect(opened).toHaveLength(16)
  expect(hasOddParity(opened)).toBe(true)
  expect(stated).toBe(keyCheckValue('tdes-2', opened))
  expect(storage.values.get('key/master')).toBe(toHex(opened))
  expect(await loadRegistration(storage)).toEqual(registration)
})

test('nothing is stored when the acquirer refuses or cannot be reached', async () => {
  const keys = await moduleKeys()
  const storage = new MemoryStorage()
  const publicKey = async () => new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey))
  const refuses: ActivationService = { publicKey, register: () => Promise.resolve(err('FF_ACTIVATION_CODE')) }
  expect(await activate({ ...parts, service: refuses, storage })).toEqual(err('FF_ACTIVATION_CODE'))
  const silent: ActivationService = { publicKey, register: () => Promise.reject(new Error('offline')) }
  expect(await activate({ ...parts, service: silent, storage })).toEqual(err('unreachable'))
  expect(storage.values.size).toBe(0)
})

import { createCipheriv } from 'node:crypto'
import { concatBytes, fromHex, seededRandom, toHex } from '@fiftyfive/kernel'
import { expect, it } from 'vitest'
import { Aes } from './aes.ts'
import { Des } from './des.ts'
import { GCM_NONCE_BYTES, GCM_TAG_BYTES, GcmSealer } from './gcm.ts'

function sealed(sealer: GcmSealer, nonce: Uint8Array, clear: Uint8Array): string {
  const bytes = concatBytes(nonce, clear, new Uint8Array(GCM_TAG_BYTES))
  sealer.seal(bytes, clear.length)
  expect(bytes.subarray(0, GCM_NONCE_BYTES)).toEqual(nonce)
  return toHex(bytes.subarray(GCM_NONCE_BYTES))
}

it('seals as the test cases of GCM have it (McGrew and Viega, 14 and 16)', () => {
  const zeros = new GcmSealer(new Aes(new Uint8Array(32)), new Uint8Array(0))
  expect(sealed(zeros, new Uint8Array(12), new Uint8Array(16))).toBe(
    'CEA7403D4D606B6E074EC5D3BAF39D18D0D1C8A799996BF0265B98B5D48AB919',
  )
  const key = fromHex('FEFFE9928665731C6D6A8F9467308308FEFFE9928665731C6D6A8F9467308308')
  const associated = fromHex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2')
  const clear = fromHex(
    'D9313225F88406E5A55909C5AFF5269A86A7A9531534F7DA2E4C303D8A318A721C3C0C95956809532FCF0E2449A6B525B16AEDF5AA0DE657BA637B39',
  )
  expect(sealed(new GcmSealer(new Aes(key), associated), fromHex('CAFEBABEFACEDBADDECAF888'), clear)).toBe(
    '522DC1F099567D07F47F37A32A84427D643A8CDCBFE5C0C97598A2BD2555D1AA8CB08E48590DBB3DA7B08B1056828838C5F61E6393BA7A0ABCC9F66276FC6ECE0F4E1768CDDF8853BB2D551B',
  )
})

it('seals as OpenSSL does, whatever the lengths are, and one message after the other', () => {
  const random = seededRandom('gcm')
  for (let keyBytes = 16; keyBytes <= 32; keyBytes += 8) {
    for (let associatedBytes = 0; associatedBytes <= 33; associatedBytes += 3) {
      const key = random.bytes(keyBytes)
      const associated = random.bytes(associatedBytes)
      const sealer = new GcmSealer(new Aes(key), associated)
      for (let length = 0; length < 50; length++) {
        const nonce = random.bytes(GCM_NONCE_BYTES)
        const clear = random.bytes(length)
        const theirs = createCipheriv(`aes-${keyBytes * 8}-gcm` as 'aes-256-gcm', key, nonce).setAAD(associated)
        const expected = [theirs.update(clear), theirs.final(), theirs.getAuthTag()]
        expect(sealed(sealer, nonce, clear)).toBe(toHex(concatBytes(...expected)))
      }
    }
  }
})

it('takes no other block size, and nothing once it was wiped', () => {
  expect(() => new GcmSealer(new Des(new Uint8Array(16).fill(1)), new Uint8Array(0))).toThrow('16-byte blocks')
  const sealer = new GcmSealer(new Aes(new Uint8Array(16)), new Uint8Array(0))
  sealer.wipe()
  expect(() => sealer.seal(new Uint8Array(44), 16)).toThrow('wiped')
})

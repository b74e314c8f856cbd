import { asciiBytes, ClearKey, fromHex, seededRandom, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { sm2Decrypt, sm2Encrypt, sm2KeyPair, sm2Sign, sm2Verify } from './index.ts'

/** Examples of GB/T 32918.5-2017, annexes A.2 and C.2, on the recommended curve. */
const PRIVATE = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'
const PUBLIC =
  '09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020' +
  'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13'
const K = '59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21'
const SIGNATURE =
  'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3' +
  'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA'
const SEALED =
  '04' +
  '04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73' +
  'E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0' +
  '59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766' +
  '21886CA989CA9C7D58087307CA93092D651EFA'

const given = { bytes: () => fromHex(K) }
const privateKey = new ClearKey('sm2-private', fromHex(PRIVATE))

describe('SM2', () => {
  it('signs and verifies the standard example', () => {
    const message = asciiBytes('message digest')
    expect(toHex(sm2Sign(privateKey, message, given))).toBe(SIGNATURE)
    expect(sm2Verify(fromHex(PUBLIC), message, fromHex(SIGNATURE))).toBe(true)
  })

  it('enciphers and deciphers the standard example', () => {
    const message = asciiBytes('encryption standard')
    expect(toHex(sm2Encrypt(fromHex(PUBLIC), message, given))).toBe(SEALED)
    expect(sm2Decrypt(privateKey, fromHex(SEALED))).toEqual(message)
  })

  it('refuses whatever was changed: message, identity, signature, key, cipher text', () => {
    const random = seededRandom('sm2')
    const { privateKey: secret, publicKey } = sm2KeyPair(random)
    const message = random.bytes(100)
    const signature = sm2Sign(secret, message, random)
    expect(sm2Verify(publicKey, message, signature)).toBe(true)
    expect(sm2Verify(publicKey, message.toReversed(), signature)).toBe(false)
    expect(sm2Verify(publicKey, message, signature, asciiBytes('somebody else'))).toBe(false)
    expect(sm2Verify(fromHex(PUBLIC), message, signature)).toBe(false)
    expect(sm2Verify(publicKey.with(5, (publicKey[5] as number) ^ 1), message, signature)).toBe(false)
    expect(sm2Verify(publicKey, message, new Uint8Array(64))).toBe(false)
    const sealed = sm2Encrypt(publicKey, message, random)
    expect(sm2Decrypt(secret, sealed)).toEqual(message)
    for (const at of [0, 1, 40, 70, 97, sealed.length - 1]) {
      expect(sm2Decrypt(secret, sealed.with(at, (sealed[at] as number) ^ 1))).toBeUndefined()
    }
    expect(sm2Decrypt(privateKey, sealed)).toBeUndefined()
    expect(() => sm2Encrypt(new Uint8Array(64), message, random)).toThrow('point of the curve')
  })
})

describe('SM2 at its edges', () => {
  const N = 'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'
  const less = (hex: string, by: number): string =>
    (BigInt(`0x${hex}`) - BigInt(by)).toString(16).toUpperCase().padStart(64, '0')
  const message = asciiBytes('message digest')
  /** Hands out the given scalars one after the other. */
  const scalars = (...hexes: readonly string[]) => {
    const left = [...hexes]
    return { bytes: () => fromHex(left.shift() ?? K) }
  }

  it('draws scalars from 1 to N - 1, and private keys to N - 2', () => {
    const zero = '0'.repeat(64)
    const pair = sm2KeyPair(scalars(zero, N, 'F'.repeat(64), less(N, 1), less(N, 2)))
    expect(toHex(pair.privateKey.reveal())).toBe(less(N, 2))
    expect(toHex(sm2KeyPair(scalars(PRIVATE)).publicKey)).toBe(PUBLIC)
    for (const wrong of [zero, less(N, 1), N]) {
      const key = new ClearKey('sm2-private', fromHex(wrong))
      expect(() => sm2Sign(key, message, given)).toThrow('1 to N - 2')
    }
  })

  it('takes no signature whose numbers are zero, too large, or add up to zero', () => {
    const [r, s] = [SIGNATURE.slice(0, 64), SIGNATURE.slice(64)]
    const plusN = (hex: string): string => (BigInt(`0x${hex}`) + BigInt(`0x${N}`)).toString(16).toUpperCase()
    const verify = (signature: string): boolean => sm2Verify(fromHex(PUBLIC), message, fromHex(signature))
    expect(verify(r + s)).toBe(true)
    const negated = (BigInt(`0x${N}`) - BigInt(`0x${r}`)).toString(16).padStart(64, '0')
    for (const wrong of [
      '0'.repeat(64) + s,
      r + '0'.repeat(64),
      N + s,
      r + N,
      r + negated,
      `${r}${s}00`,
      `${r}${s.slice(2)}`,
      ...[plusN(r) + s, r + plusN(s)].filter((text) => text.length === 128),
    ]) {
      expect([wrong, verify(wrong)]).toEqual([wrong, false])
    }
  })

  it('takes points of the curve only, of 64 bytes', () => {
    const random = seededRandom('edges')
    const sealed = sm2Encrypt(fromHex(PUBLIC), message, random)
    expect(sm2Decrypt(privateKey, sealed)).toEqual(message)
    for (const wrong of [PUBLIC.slice(2), `${PUBLIC}00`, 'F'.repeat(128), `${PUBLIC.slice(0, 64)}${'F'.repeat(64)}`]) {
      expect(() => sm2Encrypt(fromHex(wrong), message, random)).toThrow('point of the curve')
      expect(sm2Verify(fromHex(wrong), message, fromHex(SIGNATURE))).toBe(false)
    }
    const moved = new Uint8Array(sealed)
    moved.fill(0xff, 1, 33)
    expect(sm2Decrypt(privateKey, moved)).toBeUndefined()
    expect(sm2Decrypt(privateKey, sealed.slice(0, 97))).toBeUndefined()
    expect(sm2Decrypt(privateKey, sealed.with(0, 6))).toBeUndefined()
  })

  it('enciphers 1 to 1024 bytes, whole blocks of its key stream among them', () => {
    const random = seededRandom('lengths')
    for (const length of [1, 31, 32, 33, 64, 1024]) {
      const text = random.bytes(length)
      const sealed = sm2Encrypt(fromHex(PUBLIC), text, random)
      expect(sealed).toHaveLength(97 + length)
      expect(sm2Decrypt(privateKey, sealed)).toEqual(text)
    }
    for (const length of [0, 1025]) {
      expect(() => sm2Encrypt(fromHex(PUBLIC), new Uint8Array(length), random)).toThrow('1 to 1024')
    }
  })
})

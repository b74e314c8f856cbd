import { ClearPin, fromHex, Pan, PinBlock, seededRandom } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Aes, Des, Sm4, type BlockCipher } from '../ciphers/index.ts'
import { KeyBlockProtector, unwrapKeyBlock } from '../key-blocks/index.ts'
import { adjustParity } from '../keys/index.ts'
import {
  encodePinField,
  openPinField,
  pinOfField,
  sealPinField,
  shapeOfPinField,
  translatePinField,
  type PinFieldFormat,
} from '../pin/index.ts'
import type { KeyBlock } from '../security-module.ts'
import { enciphered, refusal, sharedPinKey, testModule, value } from './test-module.ts'

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((all) => all.join(''))
const pins = digits(4, 12)
const pans = digits(13, 19)
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length })

/** A format that holds the PAN, with a cipher that goes with it. */
const sides: fc.Arbitrary<{ readonly format: PinFieldFormat; readonly cipher: BlockCipher }> = fc.oneof(
  fc.record({ format: fc.constantFrom('iso-0', 'iso-3'), cipher: bytes(16).map((key) => new Des(key)) }),
  fc.record({ format: fc.constant('iso-4'), cipher: bytes(16).map((key) => new Aes(key)) }),
  fc.record({ format: fc.constant('iso-4'), cipher: bytes(32).map((key) => new Aes(key)) }),
  fc.record({ format: fc.constant('unionpay-sm4'), cipher: bytes(16).map((key) => new Sm4(key)) }),
)

describe('PIN blocks', () => {
  it('carry any PIN through any chain of permitted translations', () => {
    const property = fc.property(
      fc.array(sides, { minLength: 2, maxLength: 5 }),
      pins,
      pans,
      fc.nat(),
      (hops, pin, pan, seed) => {
        const random = seededRandom(seed)
        const [first, ...rest] = hops
        if (!first) return
        let from = first
        let block = sealPinField(first.cipher, first.format, encodePinField(first.format, pin, random), pan)
        for (const to of rest) {
          const translated = translatePinField({ block, pan, from, to, random })
          expect(translated.ok).toBe(true)
          if (translated.ok) block = translated.value
          from = to
        }
        const field = openPinField(from.cipher, from.format, block, pan)
        expect(shapeOfPinField(from.format, field)).toBe('well-formed')
        expect(pinOfField(field)).toBe(pin)
      },
    )
    fc.assert(property, { numRuns: 300 })
  })

  it('hold a PAN only when it is the right one, but for the digits behind which the PIN hides', () => {
    const property = fc.property(
      pins,
      pans,
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 1, max: 9 }),
      (pin, pan, place, change) => {
        const at = pan.length - 13 + place
        const other = pan.slice(0, at) + String((Number(pan.charAt(at)) + change) % 10) + pan.slice(at + 1)
        const cipher = new Des(fromHex('0123456789ABCDEFFEDCBA9876543210'))
        const block = sealPinField(cipher, 'iso-0', encodePinField('iso-0', pin, seededRandom(0)), pan)
        const field = openPinField(cipher, 'iso-0', block, other)
        // PAN digits 0 and 1 fall on the third and fourth PIN digit; over the filler a change always shows.
        const hidden = place + 2 < pin.length
        if (!hidden) expect(shapeOfPinField('iso-0', field)).toBe('bad-filler')
        else if (shapeOfPinField('iso-0', field) === 'well-formed') expect(pinOfField(field)).not.toBe(pin)
      },
    )
    fc.assert(property, { numRuns: 300 })
  })

  it('verify after translation exactly when they verify before', async () => {
    const { module } = testModule({ partition: 'issuer', authorised: true })
    const { clear, blocks } = await sharedPinKey(module)
    const [key] = blocks as [KeyBlock<'pin'>]
    const { key: to } = await value(module.generateKey({ use: 'pin', algorithm: 'aes-128' }))
    const { key: verificationKey } = await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))
    await fc.assert(
      fc.asyncProperty(pins, pins, pans, async (right, entered, digitsOfPan) => {
        const pan = Pan.of(digitsOfPan)
        const verification = { pan, verificationKey, verificationKeyIndex: 1 }
        const verificationValue = await value(module.personalizePin({ ...verification, pin: ClearPin.of(right) }))
        const pinBlock = enciphered(clear, ClearPin.of(entered), pan)
        const before = module.verifyPin({ ...verification, verificationValue, pinBlock, key, format: 'iso-0' })
        const formats = { from: key, fromFormat: 'iso-0', to, toFormat: 'iso-4' } as const
        const { pinBlock: translated } = await value(module.translatePin({ pinBlock, pan, ...formats }))
        const after = module.verifyPin({
          ...verification,
          verificationValue,
          pinBlock: translated,
          key: to,
          format: 'iso-4',
        })
        expect(await value(after)).toBe(await value(before))
      }),
      { numRuns: 100 },
    )
  })

  it('of random bytes are almost never well formed under format 0', async () => {
    const { module } = testModule()
    const { blocks } = await sharedPinKey(module)
    const candidates = [{ key: blocks[0] as KeyBlock<'pin'>, format: 'iso-0' }] as const
    const random = seededRandom('noise')
    for (let i = 0; i < 2000; i++) {
      const shapes = await value(
        module.inspectPinBlock({ pinBlock: PinBlock.of(random.bytes(8)), pan: Pan.of('6225881234567890'), candidates }),
      )
      expect(shapes).not.toEqual(['well-formed'])
    }
  })
})

describe('key blocks', () => {
  const protectionKeys = { A: 16, B: 24, C: 16, D: 32 } as const

  it.each(['A', 'B', 'C', 'D'] as const)('version %s: whatever is changed, the block is refused', (version) => {
    const property = fc.property(
      bytes(protectionKeys[version]),
      bytes(16),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      (protectionKey, raw, seed, where, what) => {
        const key = adjustParity(raw)
        const header = {
          keyUsage: 'P0',
          algorithm: 'T',
          modeOfUse: 'E',
          keyVersion: '00',
          exportability: 'N',
          optionalBlocks: { KS: '00604B120F9292800000' },
        }
        const block = new KeyBlockProtector(version, protectionKey).wrap(header, key, seededRandom(seed))
        const opened = unwrapKeyBlock(protectionKey, block)
        expect(opened.ok && opened.value).toEqual({ header: { ...header, version }, key })
        const at = where % block.length
        const alphabet = '0123456789ABCDEF'.replace(block.charAt(at), '')
        const changed = block.slice(0, at) + alphabet.charAt(what % alphabet.length) + block.slice(at + 1)
        expect(unwrapKeyBlock(protectionKey, changed).ok).toBe(false)
        expect(unwrapKeyBlock(protectionKey, block.slice(0, at)).ok).toBe(false)
      },
    )
    fc.assert(property, { numRuns: 150 })
  })

  it('of one module are refused by it when changed anywhere', async () => {
    const { module } = testModule()
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    for (let at = 0; at < key.length; at++) {
      const changed = `${key.slice(0, at)}${key.charAt(at) === '0' ? '1' : '0'}${key.slice(at + 1)}` as typeof key
      const request = { key: changed, algorithm: 'unionpay-ecb', data: new Uint8Array(8) } as const
      expect(await refusal(module.generateMac(request))).toBe('key-block-invalid')
    }
  })
})

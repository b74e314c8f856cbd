import { asciiBytes, concatBytes, fromHex, seededRandom, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { cbcEncrypt } from '../ciphers/index.ts'
import { Cmac } from '../mac/index.ts'
import { derivedKeys } from './binding.ts'
import { KeyBlockProtector, parseHeader, unwrapKeyBlock, wrapKeyBlock, type KeyBlockHeader } from './index.ts'

const random = seededRandom('key blocks')
const KBPK = fromHex('88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6')
const HEADER: KeyBlockHeader = {
  version: 'D',
  keyUsage: 'P0',
  algorithm: 'A',
  modeOfUse: 'E',
  keyVersion: '00',
  exportability: 'E',
  optionalBlocks: {},
}

describe('optional blocks', () => {
  it.each([0, 1, 7, 8, 20, 251, 252, 400, 3000])(
    'of %i characters come back, in the short or the long form',
    (length) => {
      const optionalBlocks = { KS: 'F'.repeat(length), T1: '00' }
      const block = wrapKeyBlock(KBPK, { ...HEADER, optionalBlocks }, random.bytes(16), random)
      expect(Number(block.slice(1, 5))).toBe(block.length)
      const opened = unwrapKeyBlock(KBPK, block)
      expect(opened.ok && opened.value.header).toEqual({ ...HEADER, optionalBlocks })
      // Header and optional blocks together fill whole cipher blocks.
      const parsed = parseHeader(block)
      expect(parsed.ok && parsed.value.characters % 16).toBe(0)
    },
  )

  it.each([
    ['a length that is no hex', 'D0048P0AE00E0100KSXX0000'],
    ['a length that is too short', 'D0048P0AE00E0100KS03'],
    ['an end beyond the block', 'D0048P0AE00E0100KSFF'],
    ['a long form without digits', 'D0048P0AE00E0100KS0000'],
    ['a long form that is too short', 'D0048P0AE00E0100KS000200'],
    ['a name that is none', 'D0048P0AE00E0100k*08'],
    ['a name twice', 'D0048P0AE00E0200KS0800KS0800'],
  ])('with %s are refused', (_, start) => {
    expect(parseHeader(start.padEnd(48, '0'))).toEqual({ ok: false, error: 'form' })
  })
})

describe('headers', () => {
  it.each([
    ['E0016P0AE00E0000', 'version'],
    ['D0017P0AE00E0000', 'length'],
    ['D0016p0AE00E0000', 'form'],
    ['D0016P0aE00E0000', 'form'],
    ['D0016P0AE00X0000', 'form'],
    ['D0016P0AE00E0000', 'taken'],
    ['', 'version'],
  ])('%s: %s', (text, outcome) => {
    const parsed = parseHeader(text)
    expect(parsed.ok ? 'taken' : parsed.error).toBe(outcome)
  })
})

describe('key blocks', () => {
  it('hide the length of the key up to the longest of its algorithm', () => {
    const length = (algorithm: string, bytes: number): number =>
      wrapKeyBlock(KBPK, { ...HEADER, algorithm }, random.bytes(bytes), random).length
    expect(length('A', 16)).toBe(length('A', 32))
    expect(length('T', 16)).toBe(length('T', 24))
    expect(length('H', 16)).toBeLessThan(length('H', 64))
  })

  it('never look the same twice', () => {
    const key = random.bytes(16)
    const protector = new KeyBlockProtector('D', KBPK)
    expect(protector.wrap(HEADER, key, random)).not.toBe(protector.wrap(HEADER, key, random))
  })

  it.each([
    ['another version than the protector', 'B', 24],
    ['no version', 'X', 24],
  ])('of %s are refused', (_, version, bytes) => {
    const block = wrapKeyBlock(KBPK, HEADER, random.bytes(16), random)
    const opened = new KeyBlockProtector('B', random.bytes(bytes)).unwrap(version + block.slice(1))
    expect(opened.ok).toBe(false)
    expect(new KeyBlockProtector('B', random.bytes(bytes)).unwrap(block)).toEqual({ ok: false, error: 'version' })
  })

  it('are refused with a protection key that does not go with their version, or a body that is none', () => {
    const block = wrapKeyBlock(KBPK, HEADER, random.bytes(16), random)
    expect(unwrapKeyBlock(KBPK.slice(0, 8), block)).toEqual({ ok: false, error: 'wrapping-key' })
    expect(unwrapKeyBlock(KBPK, `X${block.slice(1)}`)).toEqual({ ok: false, error: 'version' })
    expect(unwrapKeyBlock(KBPK, `${block.slice(0, -1)}G`)).toEqual({ ok: false, error: 'form' })
    expect(unwrapKeyBlock(KBPK, `${block.slice(0, -1)}\u0100`)).toEqual({ ok: false, error: 'form' })
    expect(unwrapKeyBlock(KBPK, 'D0064P0AE00E0000'.padEnd(64, '0'))).toEqual({ ok: false, error: 'length' })
    expect(unwrapKeyBlock(KBPK, 'D0063P0AE00E0000'.padEnd(63, '0'))).toEqual({ ok: false, error: 'form' })
    expect(unwrapKeyBlock(KBPK.toReversed(), block)).toEqual({ ok: false, error: 'authentication' })
  })

  it('refuse no key and one too long when they are made', () => {
    expect(() => wrapKeyBlock(KBPK, HEADER, new Uint8Array(0), random)).toThrow('1 to 8191')
    expect(() => wrapKeyBlock(KBPK, HEADER, new Uint8Array(8192), random)).toThrow('1 to 8191')
  })

  it('cannot be opened by a protector that was wiped', () => {
    const protector = new KeyBlockProtector('D', KBPK)
    const block = protector.wrap(HEADER, random.bytes(16), random)
    expect(protector.unwrap(block).ok).toBe(true)
    protector.wipe()
    expect(() => protector.unwrap(block)).toThrow('wiped')
  })
})

describe('key blocks that are not right', () => {
  const protectors = {
    A: new KeyBlockProtector('A', KBPK.slice(0, 16)),
    B: new KeyBlockProtector('B', KBPK.slice(0, 16)),
    C: new KeyBlockProtector('C', KBPK.slice(0, 24)),
    D: new KeyBlockProtector('D', KBPK),
  } as const

  it.each(['A', 'B', 'C', 'D'] as const)('of version %s are refused in any place that was changed', (version) => {
    const block = protectors[version].wrap({ ...HEADER, optionalBlocks: { KS: '00604B120F9292800000' } }, KBPK, random)
    const opened = protectors[version].unwrap(block)
    expect(opened.ok && opened.value.key).toEqual(KBPK)
    for (let at = 0; at < block.length; at++) {
      const changed = block.slice(0, at) + (block.charAt(at) === '1' ? '2' : '1') + block.slice(at + 1)
      expect([at, protectors[version].unwrap(changed).ok]).toEqual([at, false])
    }
    expect(protectors[version].unwrap(`${block}0`)).toEqual({ ok: false, error: 'length' })
    const other = version === 'D' ? 'B' : 'D'
    expect(protectors[other].unwrap(block)).toEqual({ ok: false, error: 'version' })
  })

  it.each([
    ['a length of no bits', [0, 0], 'key-length'],
    ['a length of odd bits', [0, 129], 'key-length'],
    ['a length over what is there', [1, 248], 'key-length'],
    ['a length of all that is there', [1, 112], 'key taken'],
  ] as const)('hold %s: %s is refused as %s', (_, [high, low], outcome) => {
    const clear = new Uint8Array(48)
    clear.set([high, low])
    const forged = forge(clear)
    const opened = protectors.D.unwrap(forged)
    expect(opened.ok ? 'key taken' : opened.error).toBe(outcome)
  })

  it('are cut short, without a key, or no hex', () => {
    const block = protectors.D.wrap(HEADER, KBPK.slice(0, 16), random)
    const short = (characters: number): string => `D${String(characters).padStart(4, '0')}${block.slice(5, characters)}`
    expect(protectors.D.unwrap(short(16))).toEqual({ ok: false, error: 'length' })
    expect(protectors.D.unwrap(short(48))).toEqual({ ok: false, error: 'length' })
    expect(protectors.D.unwrap(short(block.length - 2))).toEqual({ ok: false, error: 'length' })
    expect(protectors.D.unwrap(short(block.length - 1))).toEqual({ ok: false, error: 'form' })
    expect(protectors.D.unwrap(`${block.slice(0, -1)}G`)).toEqual({ ok: false, error: 'form' })
    expect(() => protectors.D.wrap(HEADER, new Uint8Array(0), random)).toThrow('1 to 8191')
    expect(() => protectors.D.wrap(HEADER, new Uint8Array(0x2000), random)).toThrow('1 to 8191')
    for (const length of [8, 16, 24, 32]) {
      const opened = unwrapKeyBlock(new Uint8Array(length), short(16).replace('D', 'B'))
      const fits = length === 16 || length === 24
      expect([length, opened.ok ? '' : opened.error]).toEqual([length, fits ? 'length' : 'wrapping-key'])
    }
    expect(unwrapKeyBlock(new Uint8Array(8), block)).toEqual({ ok: false, error: 'wrapping-key' })
  })

  it('no longer open when their protector was wiped', () => {
    const protector = new KeyBlockProtector('D', KBPK)
    const block = protector.wrap(HEADER, KBPK, random)
    protector.wipe()
    expect(() => protector.unwrap(block)).toThrow('wiped')
    expect(() => protector.wrap(HEADER, KBPK, random)).toThrow('wiped')
  })
})

/** A block of version D with any content, sealed as the standard has it. */
function forge(clear: Uint8Array): string {
  const { encryption, authentication } = derivedKeys('D', KBPK)
  const header = `D${String(16 + 2 * (clear.length + 16)).padStart(4, '0')}P0AE00E0000`
  const authenticator = new Cmac(authentication).compute(concatBytes(asciiBytes(header), clear))
  return header + toHex(concatBytes(cbcEncrypt(encryption, authenticator, clear), authenticator))
}

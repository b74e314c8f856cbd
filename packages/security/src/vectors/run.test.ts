import { readFileSync } from 'node:fs'
import { fromHex, seededRandom, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Des } from '../ciphers/index.ts'
import { encodePinField, sealPinField } from '../pin/index.ts'
import type { VectorEntry } from './entry.ts'
import { runVectors } from './run.ts'

const read = (name: string): VectorEntry[] =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8')) as VectorEntry[]
const all = [...read('crypto.json'), ...read('independent.json')]
// Each of the thousands of mutants would wait for the million iterations of one vector, and for all vectors at once.
const isMutated = process.env['FIFTYFIVE_MUTATION'] !== undefined
const entries = isMutated ? all.filter((entry) => !('iterations' in entry.in)) : all
const sample = isMutated ? entries.filter((_, index) => index % 20 === 0) : entries

describe('published vectors', () => {
  // Each in a test of its own, so that what one of them exercises is known to belong to it.
  it.each(entries.filter(({ standard }) => !standard.includes('UNVERIFIED')))('$group $id', (entry) => {
    expect(runVectors([entry]).outcomes[0]).toMatchObject({ verdict: 'pass', differences: [] })
  })

  it('agrees with the unverified ones too, which would not fail the run', () => {
    const unverified = runVectors(entries).outcomes.filter(({ verdict }) => verdict === 'unverified')
    expect(unverified.length).toBeGreaterThan(0)
    expect(unverified.flatMap(({ differences }) => differences)).toEqual([])
  })

  it('names a source for every vector', () => {
    for (const entry of entries) expect(entry).toHaveProperty('source', expect.stringMatching(/./))
  })
})

describe('runVectors', () => {
  /** Every member of every expected result, changed alone, must be noticed. */
  const wrong = sample.flatMap((entry) =>
    Object.entries(entry.out)
      .filter(([name, value]) => typeof value === 'string' && !['why', 'psecMessage', 'truePan'].includes(name))
      .map(([name, value]) => ({ ...entry, out: { ...entry.out, [name]: flipped(String(value)) } })),
  )

  it('notices each single wrong value', () => {
    const { outcomes } = runVectors(wrong)
    const unnoticed = outcomes.filter(({ differences }) => differences.length === 0)
    expect(unnoticed.map(({ id }) => id)).toEqual([])
  })

  it('takes any random part of a translated block, but no other PIN', () => {
    const key = '0123456789ABCDEFFEDCBA9876543210'
    const pan = '3181205312392814'
    const random = seededRandom('fill')
    const block = (format: 'iso-0' | 'iso-3', pin: string): string =>
      toHex(sealPinField(new Des(fromHex(key)), format, encodePinField(format, pin, random), pan))
    const entry = (expected: string): unknown => ({
      id: 'random',
      group: 'translate',
      algorithm: 'TDES ISO-0 -> TDES ISO-3',
      standard: 'ISO 9564-1',
      op: 'translate',
      in: { srcKey: key, dstKey: key, pan, srcFormat: 'ISO-0', dstFormat: 'ISO-3', encBlock: block('iso-0', '080093') },
      out: { encBlock: expected, pinLength: 6 },
    })
    const expected = ['080093', '080093', '080094', '08009'].map((pin) => entry(block('iso-3', pin)))
    expect(runVectors(expected).outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail', 'fail'])
  })

  it('fails what it does not know instead of passing over it', () => {
    const [entry] = entries
    const { outcomes, failed } = runVectors([{ ...entry, group: 'telepathy' }, 42, { ...entry, out: {} }])
    expect(failed).toBe(3)
    expect(outcomes.map(({ differences }) => differences)).toEqual([
      ['group telepathy is not known'],
      ['no vector entry: an object is expected'],
      ['nothing is prescribed'],
    ])
  })

  it('says what is missing of an entry, and of an operation', () => {
    const { outcomes } = runVectors([
      { ...entries[0], op: 7, in: undefined },
      { ...entries[0], op: 'telepathy', out: { thought: '00' } },
    ])
    expect(outcomes.map(({ id, differences }) => [id, differences])).toEqual([
      ['entry 1', ['no vector entry: op: a text, in: an object expected']],
      [entries[0]?.id, [`thought: the operation 'telepathy' of group ${entries[0]?.group} gave none, 00 expected`]],
    ])
  })

  it('cuts MACs and check values to the length a vector has, but never below what means anything', () => {
    const mac = entries.find(({ group }) => group === 'mac') as VectorEntry
    const short = (digits: number): VectorEntry => ({
      ...mac,
      out: { mac: String(mac.out['mac']).slice(0, digits) },
    })
    expect(runVectors([short(8), short(6)]).outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'fail'])
  })

  it('takes every entry in another spelling of its group, algorithm and hex', () => {
    const isHexNamed = (name: string): boolean => !['keyBlock', 'srcFormat', 'dstFormat', 'padding'].includes(name)
    const lower = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(members).map(([name, value]) => [
          name,
          typeof value === 'string' && isHexNamed(name) ? value.toLowerCase() : value,
        ]),
      )
    const restyled = sample.map((entry) => ({
      ...entry,
      group: entry.group.replaceAll('-', '_').toUpperCase(),
      algorithm: entry.algorithm.toLowerCase(),
      in: lower(entry.in),
    }))
    expect(
      runVectors(restyled).outcomes.flatMap(({ id, differences }) => differences.map((each) => [id, each])),
    ).toEqual([])
  })

  /** A double-length key, a card and things done with them, in forms that `crypto.json` does not have. */
  const key = '0123456789ABCDEFFEDCBA9876543210'
  const pan = '4012345678909'
  const answer = (group: string, algorithm: string, given: object, out: object): string => {
    const [outcome] = runVectors([{ id: 'odd', group, algorithm, in: given, out }]).outcomes
    return outcome?.verdict === 'pass' ? 'pass' : (outcome?.differences.join('; ') ?? '')
  }

  it('takes a value that is brought along to be judged', () => {
    const mac = (value: string, valid: boolean): string =>
      answer('mac', 'AES CMAC', { key: '2B7E151628AED2A6ABF7158809CF4F3C', data: '', mac: value }, { valid })
    expect(mac('bb1d6929e9593728', true)).toBe('pass')
    expect(mac('BB1D6929E9593729', false)).toBe('pass')
    expect(mac('BB1D6929E9593729', true)).toBe('valid: false, true expected')
    expect(answer('cvv', '', { cvk: key, pan, expiry: 8701, serviceCode: '101', cvv: '000' }, { valid: false })).toBe(
      'pass',
    )
  })

  it('tells a refusal from an entry that is wrong itself', () => {
    const refused = (counter: string): string => {
      const given = { bdk: key, ksn: `FFFF9876543210E${counter}` }
      return answer('dukpt-tdes-refuse', 'TDES DUKPT', given, { error: 'KSN_REFUSED' })
    }
    expect(refused('00000')).toBe('pass')
    expect(refused('00001')).toMatch(/^error: .* gave none/)
    expect(answer('pvv-refuse', '', { pvk: key, pan, pin: '1234' }, { error: 'NO_INDEX' })).toBe(
      'input pvki: a whole number is expected',
    )
    expect(answer('mac-refuse', 'GOST', { key, data: '' }, { error: 'X' })).toBe('algorithm GOST is not supported')
    const cut = { encBlock: '00', key, pan }
    expect(answer('pinblock-refuse', 'ISO 0 under 3DES', cut, { error: 'PIN_BLOCK_ERROR' })).toBe('pass')
    expect(answer('pinblock-refuse', 'ISO 0 under 3DES', cut, { error: 'FORMAT_NOT_PERMITTED' })).not.toBe('pass')
  })

  it('takes a block that is to be wrapped for right when it opens to what went in', () => {
    const block = entries.find(({ id, group }) => group === 'tr31' && id !== '') as VectorEntry
    const { keyBlock, kbpk } = block.in
    const given = (changed: object): object => ({ kbpk, ...block.out, ...changed })
    expect(answer('tr31', 'wrap', given({}), { keyBlock })).toBe('pass')
    expect(answer('tr31', 'wrap', given({ modeOfUse: 'Z' }), { keyBlock })).toMatch(/another key or header/i)
    expect(answer('tr31', 'wrap', { kbpk }, { keyBlock })).toMatch(/^input keyBlock/)
  })

  it('reads blocks, session keys and check values that are given alone', () => {
    const sealed = toHex(sealPinField(new Des(fromHex(key)), 'iso-0', encodePinField('iso-0', '1234', NONE), pan))
    expect(answer('pinblock', 'ISO-9564-1 Format 0, TDEA', { encBlock: sealed, key, pan }, { pin: '1234' })).toBe(
      'pass',
    )
    const iso4 = entries.find(({ group, algorithm }) => group === 'pinblock' && algorithm === 'ISO-4') as VectorEntry
    const { pin, pinField: _, ...read } = { ...iso4.in, block: iso4.out['block'] } as Record<string, unknown>
    expect(answer('pinblock', 'ISO-4', read, { pin })).toBe('pass')
    expect(answer('kcv', '3DES', { key }, { kcv: '08D7B4' })).toBe('pass')
    expect(answer('kcv', '3DES', { key }, { kcv4: '08D7' })).toBe('pass')
    const card = { pan, psn: '00', imk: key, atc: '0001' }
    const computed = (out: object): string => answer('emv', '', card, out)
    const sessionKey = /^sessionKey: ([0-9A-F]{32})/.exec(computed({ sessionKey: '' }))?.[1]
    const arqc = '1122334455667788'
    const both = { arqc, arpcRc: '3030' }
    const whole = /^arpcMethod1: ([0-9A-F]{16})/.exec(answer('emv', '', { ...card, ...both }, { arpcMethod1: '' }))?.[1]
    expect(whole).toBeDefined()
    expect(answer('emv', '', { sessionKey, ...both }, { arpcMethod1: whole })).toBe('pass')
  })

  it('reports an unverified vector apart even when it disagrees', () => {
    const first = entries.find(({ standard }) => standard.includes('UNVERIFIED'))
    expect(runVectors([{ ...first, out: { mac: '00' } }])).toMatchObject({ passed: 0, failed: 0, unverified: 1 })
  })
})

const NONE = { bytes: (length: number) => new Uint8Array(length) }

function flipped(value: string): string {
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`
}

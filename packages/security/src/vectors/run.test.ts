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
// Each of the thousands of mutants would wait for the million iterations of one vector.
const entries = process.env['FIFTYFIVE_MUTATION'] ? all.filter((entry) => !('iterations' in entry.in)) : all

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
  const wrong = entries.flatMap((entry) =>
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

  it('reports an unverified vector apart even when it disagrees', () => {
    const disagreeing = wrong.find(({ standard }) => standard.includes('UNVERIFIED'))
    expect(runVectors([disagreeing])).toMatchObject({ passed: 0, failed: 0, unverified: 1 })
  })
})

function flipped(value: string): string {
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`
}

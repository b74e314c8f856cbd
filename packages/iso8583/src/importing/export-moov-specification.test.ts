import { expectOk, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDialect, withoutLayouts } from '../dialect.ts'
import { DIALECTS } from '../dialects/index.ts'
import type { DialectSpec, FieldSpec } from '../specification.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { runs } from '../testing/runs.ts'
import { exportMoovSpecification } from './export-moov-specification.ts'
import { importMoovSpecification } from './moov-specification.ts'

const specs = Object.entries(DIALECTS) as unknown as readonly (readonly [string, { readonly spec: DialectSpec }])[]
const only = (field: FieldSpec): DialectSpec => ({ ...DIALECTS['iso87-binary'].spec, fields: { 2: field } })

describe('exportMoovSpecification', () => {
  it.each(specs)('%s: what it can say writes the same bytes when it is imported again', (_, { spec }) => {
    const { json } = exportMoovSpecification(spec)
    const back = expectOk(importMoovSpecification(json, 'back'), 'import').spec
    const said = Object.fromEntries(
      Object.entries(spec.fields).filter(([number, { encoding }]) => number in json.fields && encoding !== 'gbk'),
    )
    const ours = withoutLayouts({ ...spec, fields: said })
    const theirs = createDialect({ ...back, fieldsMax: spec.fieldsMax })
    fc.assert(
      fc.property(arbitraryMessage(ours.spec), (message) => {
        const there = toHex(expectOk(theirs.encode(message), 'there'))
        expect(there).toBe(toHex(expectOk(ours.encode(message), 'here')))
      }),
      { numRuns: runs(20) },
    )
  })

  it('tells what moov cannot say', () => {
    const { json, notes } = exportMoovSpecification(DIALECTS['unionpay-pos'].spec)
    expect(json.name).toBe(DIALECTS['unionpay-pos'].spec.name.en)
    expect(json.fields[0]).toEqual({
      type: 'String',
      length: 4,
      description: 'Message type',
      enc: 'BCD',
      prefix: 'BCD.Fixed',
    })
    expect(json.fields[1]).toEqual({
      type: 'Bitmap',
      length: 8,
      description: 'Bitmap',
      enc: 'Binary',
      prefix: 'Hex.Fixed',
    })
    expect(notes.filter(({ expected }) => !expected.startsWith('no parts'))).toEqual([
      { path: 'fields.35', expected: 'another form: moov has no encoding for z in bcd' },
      { path: 'fields.36', expected: 'another form: moov has no encoding for z in bcd' },
      { path: 'fields.44', expected: 'ASCII only: moov does not know GBK' },
      { path: 'fields.63', expected: 'ASCII only: moov does not know GBK' },
    ])
    expect(notes).toContainEqual({ path: 'fields.62', expected: 'no parts: the element is whole in moov' })
    const ebcdic = exportMoovSpecification({
      ...only({ content: 'ans', encoding: 'ascii', length: 4 }),
      bitmap: 'hex-ebcdic',
    })
    expect(ebcdic.notes).toEqual([{ path: 'bitmap', expected: 'hex in ASCII: moov writes no other' }])
  })

  it.each<readonly [FieldSpec, enc: string, prefix: string]>([
    [{ content: 'n', encoding: 'bcd', length: 6 }, 'BCD', 'BCD.Fixed'],
    [{ content: 'n', encoding: 'bcd', align: 'left', length: 3 }, 'LBCD', 'BCD.Fixed'],
    [{ content: 'n', encoding: 'bcd', align: 'right', length: 3 }, 'BCD', 'BCD.Fixed'],
    [{ content: 'n', encoding: 'bcd', length: { digits: 2, indicator: 'bcd', max: 19 } }, 'LBCD', 'BCD.LL'],
    [{ content: 'b', encoding: 'hex', length: 8 }, 'HexToASCII', 'Hex.Fixed'],
    [{ content: 'b', encoding: 'binary', length: { digits: 1, indicator: 'binary', max: 9 } }, 'Binary', 'Binary.L'],
    [
      { content: 'ans', encoding: 'ebcdic037', length: { digits: 3, indicator: 'ebcdic', max: 99 } },
      'EBCDIC',
      'EBCDIC.LLL',
    ],
    [{ content: 'an', encoding: 'ascii', length: 12 }, 'ASCII', 'ASCII.Fixed'],
  ])('writes %j', (field, enc, prefix) => {
    const length = typeof field.length === 'number' ? field.length : field.length.max
    const type = field.content === 'b' ? 'Binary' : 'String'
    const { json, notes } = exportMoovSpecification(only(field))
    expect(json.fields[2]).toEqual({ type, length, description: 'Primary account number', enc, prefix })
    expect(notes).toEqual([])
  })

  it('says how fixed text is filled', () => {
    const filled = (side: 'left' | 'right'): unknown =>
      exportMoovSpecification(only({ content: 'n', encoding: 'ascii', length: 6, fill: { character: '0', side } })).json
        .fields[2]?.padding
    expect(filled('left')).toEqual({ type: 'Left', pad: '0' })
    expect(filled('right')).toEqual({ type: 'Right', pad: '0' })
  })

  it.each<readonly [FieldSpec, told: string]>([
    [{ content: 'ans', encoding: 'ebcdic', length: 4 }, 'no encoding for ans in ebcdic'],
    [{ content: 'x+n', encoding: 'bcd', length: 9 }, 'no encoding for x+n in bcd'],
    [{ content: 'b', encoding: 'hex-ebcdic', length: 4 }, 'no encoding for b in hex-ebcdic'],
    [
      { content: 'n', encoding: 'bcd', length: { digits: 2, indicator: 'bcd', max: 19, counts: 'encoded' } },
      'a length that counts the content',
    ],
  ])('leaves out %j', (field, told) => {
    const { json, notes } = exportMoovSpecification(only(field))
    expect(notes).toEqual([{ path: 'fields.2', expected: expect.stringContaining(told) }])
    expect(Object.keys(json.fields)).toEqual(['0', '1'])
  })
})

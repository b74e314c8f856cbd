import { expectOk, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDialect, withoutLayouts } from '../dialect.ts'
import { DIALECTS } from '../dialects/index.ts'
import type { DialectSpec, FieldSpec } from '../specification.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { runs } from '../testing/runs.ts'
import { exportJposPackager } from './export-jpos-packager.ts'
import { importJposPackager } from './jpos-packager.ts'

const specs = Object.entries(DIALECTS) as unknown as readonly (readonly [string, { readonly spec: DialectSpec }])[]
const only = (fields: Readonly<Record<number, FieldSpec>>): DialectSpec => ({
  ...DIALECTS['iso87-binary'].spec,
  fields,
})

describe('exportJposPackager', () => {
  it.each(specs)('%s: what it can say writes the same bytes when it is imported again', (_, { spec }) => {
    const { xml } = exportJposPackager(spec)
    const back = expectOk(importJposPackager(xml, 'back'), 'import').spec
    const said = Object.fromEntries(
      Object.entries(spec.fields).filter(
        ([number, { encoding }]) => Number(number) in back.fields && encoding !== 'gbk',
      ),
    )
    const ours = withoutLayouts({ ...spec, fields: said })
    const theirs = createDialect({ ...back, fieldsMax: spec.fieldsMax })
    fc.assert(
      fc.property(arbitraryMessage(ours.spec), (message) => {
        expect(toHex(expectOk(theirs.encode(message), 'there'))).toBe(
          toHex(expectOk(ours.encode(message), 'here').slice()),
        )
      }),
      { numRuns: runs(20) },
    )
  })
  it('tells what jPOS cannot say', () => {
    const { xml, notes } = exportJposPackager(DIALECTS['unionpay-pos'].spec)
    expect(notes).toContainEqual({ path: 'fields.44', expected: 'ASCII only: jPOS does not know GBK' })
    expect(notes).toContainEqual({ path: 'fields.62', expected: 'no parts: the element is whole in jPOS' })
    expect(xml).toContain(
      '<isofield id="2" length="19" name="Primary account number" pad="false" class="org.jpos.iso.IFB_LLNUM"/>',
    )
    expect(xml).toContain('<isofield id="1" length="8" name="Bitmap" class="org.jpos.iso.IFB_BITMAP"/>')
  })
  it.each([
    [
      'a length that counts what is encoded',
      { content: 'n', encoding: 'bcd', length: { digits: 2, indicator: 'bcd', max: 19, counts: 'encoded' } },
    ],
    ['EBCDIC 037', { content: 'ans', encoding: 'ebcdic037', length: 4 }],
    ['hex behind a length', { content: 'b', encoding: 'hex', length: { digits: 2, indicator: 'ascii', max: 20 } }],
    [
      'packed digits behind ASCII',
      { content: 'n', encoding: 'bcd', length: { digits: 2, indicator: 'ascii', max: 20 } },
    ],
    ['EBCDIC behind ASCII', { content: 'ans', encoding: 'ebcdic', length: { digits: 2, indicator: 'ascii', max: 20 } }],
    [
      'a signed amount of variable length',
      { content: 'x+n', encoding: 'ascii', length: { digits: 2, indicator: 'ascii', max: 20 } },
    ],
    [
      'characters of digits behind a binary length',
      { content: 'n', encoding: 'ascii', length: { digits: 1, indicator: 'binary', max: 20 } },
    ],
  ] as const)('leaves out %s', (_, field) => {
    const { xml, notes } = exportJposPackager(only({ 2: field }))
    expect(notes.map(({ path }) => path)).toEqual(['fields.2'])
    expect(xml).not.toContain('id="2"')
  })
  const upTo = (digits: 1 | 2 | 3 | 4, indicator: 'ascii' | 'bcd' | 'ebcdic' | 'binary') =>
    ({ digits, indicator, max: 9 }) as const
  it.each<readonly [FieldSpec, className: string]>([
    [{ content: 'n', encoding: 'ascii', length: 9 }, 'A_NUMERIC'],
    [{ content: 'z', encoding: 'ebcdic', length: 9 }, 'E_NUMERIC'],
    [{ content: 'n', encoding: 'bcd', length: 9, align: 'right' }, 'B_NUMERIC'],
    [{ content: 'an', encoding: 'ascii', length: 9 }, '_CHAR'],
    [{ content: 'ans', encoding: 'gbk', length: 9 }, '_CHAR'],
    [{ content: 'an', encoding: 'ebcdic', length: 9 }, 'E_CHAR'],
    [{ content: 'x+n', encoding: 'ascii', length: 9 }, 'A_AMOUNT'],
    [{ content: 'x+n', encoding: 'ebcdic', length: 9 }, 'E_AMOUNT'],
    [{ content: 'x+n', encoding: 'bcd', length: 9 }, 'B_AMOUNT'],
    [{ content: 'b', encoding: 'binary', length: 9 }, 'B_BINARY'],
    [{ content: 'b', encoding: 'hex', length: 9 }, 'A_BINARY'],
    [{ content: 'b', encoding: 'hex-ebcdic', length: 9 }, 'E_BINARY'],
    [{ content: 'n', encoding: 'bcd', length: upTo(2, 'bcd') }, 'B_LLNUM'],
    [{ content: 'z', encoding: 'bcd', length: upTo(3, 'bcd') }, 'B_LLLNUM'],
    [{ content: 'n', encoding: 'bcd', length: upTo(1, 'binary') }, 'B_LLHNUM'],
    [{ content: 'n', encoding: 'bcd', length: upTo(2, 'binary') }, 'B_LLLHNUM'],
    [{ content: 'n', encoding: 'ascii', length: upTo(2, 'ascii') }, 'A_LLNUM'],
    [{ content: 'n', encoding: 'ascii', length: upTo(2, 'bcd') }, 'B_LLCHAR'],
    [{ content: 'z', encoding: 'ebcdic', length: upTo(2, 'ebcdic') }, 'E_LLNUM'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(4, 'ascii') }, 'A_LLLLCHAR'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(3, 'bcd') }, 'B_LLLCHAR'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(1, 'binary') }, 'B_LLHCHAR'],
    [{ content: 'ans', encoding: 'ebcdic', length: upTo(1, 'binary') }, 'B_LLHECHAR'],
    [{ content: 'ans', encoding: 'ebcdic', length: upTo(3, 'ebcdic') }, 'E_LLLCHAR'],
    [{ content: 'b', encoding: 'binary', length: upTo(1, 'ascii') }, 'A_LBINARY'],
    [{ content: 'b', encoding: 'binary', length: upTo(3, 'bcd') }, 'B_LLLBINARY'],
    [{ content: 'b', encoding: 'binary', length: upTo(1, 'binary') }, 'B_LLHBINARY'],
    [{ content: 'b', encoding: 'binary', length: upTo(2, 'binary') }, 'B_LLLHBINARY'],
  ])('writes %j as IF%s', (field, className) => {
    const { xml, notes } = exportJposPackager(only({ 2: field }))
    const pad = field.encoding === 'bcd' && field.content !== 'x+n' ? ` pad="${field.align === 'right'}"` : ''
    expect(xml.split('\n').at(-3)).toBe(
      `  <isofield id="2" length="9" name="Primary account number"${pad} class="org.jpos.iso.IF${className}"/>`,
    )
    expect(notes.map(({ expected }) => expected)).toEqual(
      field.encoding === 'gbk' ? ['ASCII only: jPOS does not know GBK'] : [],
    )
  })
  it.each<readonly [FieldSpec, form: string]>([
    [{ content: 'n', encoding: 'bcd', length: upTo(4, 'bcd') }, 'n in bcd behind 4 bcd'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(3, 'binary') }, 'ans in ascii behind 3 binary'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(2, 'ebcdic') }, 'ans in ascii behind 2 ebcdic'],
    [{ content: 'ans', encoding: 'ebcdic', length: upTo(2, 'bcd') }, 'ans in ebcdic behind 2 bcd'],
    [{ content: 'ans', encoding: 'ebcdic037', length: 4 }, 'ans in ebcdic037, fixed'],
  ])('has no class for %j', (field, form) => {
    expect(exportJposPackager(only({ 2: field })).notes).toEqual([
      { path: 'fields.2', expected: `another form: jPOS has no class for ${form}` },
    ])
  })
  it('writes message type and bitmaps, and tells of a third one', () => {
    const head = (change: Partial<DialectSpec>) => {
      const { xml, notes } = exportJposPackager({
        ...only({ 200: { content: 'n', encoding: 'ascii', length: 1 } }),
        ...change,
      })
      return [
        ...xml
          .split('\n')
          .slice(3, 6)
          .map((line) => line.trim()),
        ...notes.map(({ path }) => path),
      ]
    }
    expect(head({ messageType: 'ascii', bitmap: 'hex', fieldsMax: 64 })).toEqual([
      '<isofield id="0" length="4" name="Message type" pad="true" class="org.jpos.iso.IFA_NUMERIC"/>',
      '<isofield id="1" length="8" name="Bitmap" class="org.jpos.iso.IFA_BITMAP"/>',
      '<isofield id="200" length="1" name="Element 200" class="org.jpos.iso.IFA_NUMERIC"/>',
    ])
    expect(head({ messageType: 'ebcdic', bitmap: 'hex-ebcdic', fieldsMax: 192 }).slice(1)).toEqual([
      '<isofield id="1" length="16" name="Bitmap" class="org.jpos.iso.IFE_BITMAP"/>',
      expect.any(String),
      'bitmap',
    ])
    expect(head({ messageType: 'bcd', bitmap: 'binary' })[0]).toContain('IFB_NUMERIC')
  })
  it('escapes names', () => {
    const field: FieldSpec = { content: 'n', encoding: 'bcd', length: 6, name: { en: 'A & "B" <C>', 'zh-CN': '甲' } }
    expect(exportJposPackager(only({ 3: field })).xml).toContain('name="A &amp; &quot;B&quot; &lt;C&gt;"')
  })
})

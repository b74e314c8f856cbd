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
  it('escapes names', () => {
    const field: FieldSpec = { content: 'n', encoding: 'bcd', length: 6, name: { en: 'A & "B" <C>', 'zh-CN': '甲' } }
    expect(exportJposPackager(only({ 3: field })).xml).toContain('name="A &amp; &quot;B&quot; &lt;C>"')
  })
})

import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import type { FieldSpec } from '../specification.ts'
import { importJposPackager } from './jpos-packager.ts'
import { importMoovSpecification } from './moov-specification.ts'

const jpos = (...fields: readonly string[]) => importJposPackager(`<isopackager>${fields.join('')}</isopackager>`, 'x')
const isofield = (id: number, length: number, className: string, more = '') =>
  `<isofield id="${id}" length="${length}" name="N${id}" class="org.jpos.iso.${className}" ${more}/>`
const variable = (digits: number, indicator: string, max = 20) => ({ digits, indicator, max })
const left0 = { character: '0', side: 'left' }

describe('classes of jPOS', () => {
  it.each<[className: string, field: object]>([
    ['IF_CHAR', { content: 'ans', encoding: 'ascii', length: 20 }],
    ['IFE_CHAR', { content: 'ans', encoding: 'ebcdic', length: 20 }],
    ['IFA_NUMERIC', { content: 'n', encoding: 'ascii', length: 20, fill: left0 }],
    ['IFE_NUMERIC', { content: 'n', encoding: 'ebcdic', length: 20, fill: left0 }],
    ['IFB_NUMERIC', { content: 'n', encoding: 'bcd', length: 20, align: 'left', fill: left0 }],
    ['IFA_LLNUM', { content: 'n', encoding: 'ascii', length: variable(2, 'ascii') }],
    ['IFB_LLNUM', { content: 'n', encoding: 'bcd', length: variable(2, 'bcd'), align: 'left' }],
    ['IFE_LLNUM', { content: 'n', encoding: 'ebcdic', length: variable(2, 'ebcdic') }],
    ['IFB_LLHNUM', { content: 'n', encoding: 'bcd', length: variable(1, 'binary'), align: 'left' }],
    ['IFA_LCHAR', { content: 'ans', encoding: 'ascii', length: variable(1, 'ascii') }],
    ['IFA_LLLLCHAR', { content: 'ans', encoding: 'ascii', length: variable(4, 'ascii') }],
    ['IFB_LLLCHAR', { content: 'ans', encoding: 'ascii', length: variable(3, 'bcd') }],
    ['IFB_LLLHCHAR', { content: 'ans', encoding: 'ascii', length: variable(2, 'binary') }],
    ['IFB_LLHECHAR', { content: 'ans', encoding: 'ebcdic', length: variable(1, 'binary') }],
    ['IFE_LLLCHAR', { content: 'ans', encoding: 'ebcdic', length: variable(3, 'ebcdic') }],
    ['IFA_BINARY', { content: 'b', encoding: 'hex', length: 20 }],
    ['IFB_BINARY', { content: 'b', encoding: 'binary', length: 20 }],
    ['IFE_BINARY', { content: 'b', encoding: 'hex-ebcdic', length: 20 }],
    ['IFA_LLLBINARY', { content: 'b', encoding: 'binary', length: variable(3, 'ascii') }],
    ['IFB_LLHBINARY', { content: 'b', encoding: 'binary', length: variable(1, 'binary') }],
    ['IFE_LLBINARY', { content: 'b', encoding: 'binary', length: variable(2, 'ebcdic') }],
    ['IFA_AMOUNT', { content: 'x+n', encoding: 'ascii', length: 20 }],
    ['IFB_AMOUNT', { content: 'x+n', encoding: 'bcd', length: 20 }],
  ])('%s', (className, field) => {
    const { spec } = expectOk(jpos(isofield(60, 20, className)), 'import')
    expect(spec.fields[60]).toEqual({ ...field, name: { en: 'N60', 'zh-CN': 'N60' } })
  })
  it.each([
    ['IFB', 'bcd', 'binary'],
    ['IFE', 'ebcdic', 'hex-ebcdic'],
    ['IFA', 'ascii', 'hex'],
  ])('%s for message type and bitmap', (family, messageType, bitmap) => {
    const head = [isofield(0, 4, `${family}_NUMERIC`), isofield(1, 16, `${family}_BITMAP`)]
    const { spec } = expectOk(jpos(...head, isofield(4, 12, 'IFA_NUMERIC')), 'import')
    expect(spec).toMatchObject({ id: 'x', messageType, bitmap, fieldsMax: 128 })
    expect(Object.keys(spec.fields)).toEqual(['4'])
  })
  it('have as many elements as their bitmap, or as there are', () => {
    const withBitmap = (length: number, id: number) =>
      expectOk(jpos(isofield(1, length, 'IFB_BITMAP'), isofield(id, 2, 'IF_CHAR')), 'import').spec.fieldsMax
    expect([withBitmap(8, 60), withBitmap(16, 60), withBitmap(16, 128), withBitmap(24, 129)]).toEqual([
      64, 128, 128, 192,
    ])
    expect(expectOk(jpos(isofield(60, 2, 'IF_CHAR')), 'import').spec.fieldsMax).toBe(128)
  })
  it('take the second bitmap for no element', () => {
    const { spec } = expectOk(jpos(isofield(65, 8, 'IFB_BITMAP'), isofield(60, 2, 'IF_CHAR')), 'import')
    expect(Object.keys(spec.fields)).toEqual(['60'])
  })
  it('pad odd packed numbers on the side they say', () => {
    const aligned = (pad: string) =>
      expectOk(jpos(isofield(23, 3, 'IFB_NUMERIC', pad)), 'import').spec.fields[23]?.align
    expect([aligned('pad="true"'), aligned('pad="false"'), aligned('')]).toEqual(['right', 'left', 'left'])
  })
  it('never print card data, whatever the names are', () => {
    const numbers = [2, 34, 35, 36, 45, 52, 60, 96, 102, 103]
    const { spec } = expectOk(jpos(...numbers.map((id) => isofield(id, 20, 'IFA_LLNUM'))), 'import')
    const all = numbers.map((id) => [id, spec.fields[id]?.sensitive, spec.fields[id]?.content])
    expect(all).toEqual([
      [2, 'pan', 'n'],
      [34, 'pan', 'n'],
      [35, 'track', 'z'],
      [36, 'track', 'z'],
      [45, 'withheld', 'n'],
      [52, 'withheld', 'n'],
      [60, undefined, 'n'],
      [96, 'withheld', 'n'],
      [102, 'pan', 'n'],
      [103, 'pan', 'n'],
    ])
  })
  it('that are unknown, or have no number or length, are all told at once', () => {
    const wrong = [
      '<isofield id="7" length="1" class="IFX_CHAR"/>',
      '<isofield id="x" length="1" class="IF_CHAR"/>',
      '<isofield id="8" length="y" class="IF_CHAR"/>',
      '<isofield id="9" length="1"/>',
    ]
    expect(jpos(...wrong)).toMatchObject({
      error: [{ path: 'isofield 7' }, { path: 'isofield x' }, { path: 'isofield 8' }, { path: 'isofield 9' }],
    })
    expect(importJposPackager('', 'x')).toMatchObject({
      error: [{ path: '', expected: expect.stringContaining('isopackager') }],
    })
  })
  it('inside a field packager are its own business, however deep', () => {
    const nested = `<isofieldpackager id="48" length="99" name="N" class="IFA_LLCHAR"><isofieldpackager id="1" length="9" class="X_Y"><isofield id="2" length="1" class="X_Z"/></isofieldpackager></isofieldpackager>`
    const alone = '<isofieldpackager id="61" length="99" name="N" class="IFA_LLCHAR"/>'
    const imported = expectOk(jpos(nested, alone, isofield(62, 2, 'IF_CHAR')), 'import')
    expect(Object.keys(imported.spec.fields)).toEqual(['48', '61', '62'])
    expect(imported.notes.map(({ path }) => path)).toEqual(['fields.48', 'fields.61'])
  })
})

describe('fields of moov', () => {
  const moov = (fields: Record<string, unknown>) => importMoovSpecification({ name: 'M', fields }, 'x')
  const one = (field: object, number = 60): FieldSpec | undefined =>
    expectOk(moov({ [number]: { description: 'd', ...field } }), 'import').spec.fields[number]
  const about = { name: { en: 'd', 'zh-CN': 'd' } }

  it.each<[type: string, enc: string, prefix: string, field: object]>([
    ['String', 'ASCII', 'ASCII.Fixed', { content: 'ans', encoding: 'ascii', length: 20 }],
    ['Numeric', 'ASCII', 'ASCII.LL', { content: 'n', encoding: 'ascii', length: variable(2, 'ascii') }],
    ['String', 'EBCDIC', 'EBCDIC.LLL', { content: 'ans', encoding: 'ebcdic037', length: variable(3, 'ebcdic') }],
    ['Numeric', 'BCD', 'BCD.LL', { content: 'n', encoding: 'bcd', align: 'right', length: variable(2, 'bcd') }],
    ['Numeric', 'LBCD', 'BCD.LL', { content: 'n', encoding: 'bcd', align: 'left', length: variable(2, 'bcd') }],
    ['Track2', 'BCD', 'BCD.LL', { content: 'z', encoding: 'bcd', align: 'right', length: variable(2, 'bcd') }],
    ['Track2', 'LBCD', 'BCD.LL', { content: 'z', encoding: 'bcd', align: 'left', length: variable(2, 'bcd') }],
    ['Binary', 'ASCII', 'ASCII.Fixed', { content: 'b', encoding: 'binary', length: 20 }],
    ['Binary', 'Binary', 'Binary.LLLL', { content: 'b', encoding: 'binary', length: variable(4, 'binary') }],
    ['Bitmap', 'ASCII', 'Binary.L', { content: 'b', encoding: 'binary', length: variable(1, 'binary') }],
    ['String', 'ASCIIToHex', 'Hex.Fixed', { content: 'b', encoding: 'binary', length: 20 }],
    ['Binary', 'HexToASCII', 'Hex.Fixed', { content: 'b', encoding: 'hex', length: 20 }],
    ['Numeric', 'bcdEncoder', 'bcd.fixed', { content: 'n', encoding: 'bcd', align: 'right', length: 20 }],
    ['Numeric', 'lBCDEncoder', 'bcd.fixed', { content: 'n', encoding: 'bcd', align: 'left', length: 20 }],
    ['String', 'ebcdicEncoder', 'ebcdic.l', { content: 'ans', encoding: 'ebcdic037', length: variable(1, 'ebcdic') }],
    ['Binary', 'hexEncoder', 'hex.fixed', { content: 'b', encoding: 'hex', length: 20 }],
    ['Binary', 'hexToASCIIEncoder', 'hex.fixed', { content: 'b', encoding: 'hex', length: 20 }],
    ['Binary', 'asciiToHexEncoder', 'hex.fixed', { content: 'b', encoding: 'binary', length: 20 }],
    ['Binary', 'binaryEncoder', 'binary.fixed', { content: 'b', encoding: 'binary', length: 20 }],
  ])('%s, %s, %s', (type, enc, prefix, field) => {
    expect(one({ type, length: 20, enc, prefix })).toEqual({ ...about, ...field })
  })
  it('take track 2 for what it is', () => {
    expect(one({ type: 'String', length: 37, enc: 'ASCII', prefix: 'ASCII.LL' }, 35)?.content).toBe('z')
  })
  it('fill fixed fields as they are padded, and no others', () => {
    const fill = (padding: unknown, prefix = 'ASCII.Fixed') =>
      one({ type: 'Numeric', length: 9, enc: 'ASCII', prefix, padding })?.fill
    expect(fill({ type: 'Left', pad: '0' })).toEqual({ character: '0', side: 'left' })
    expect(fill({ type: 'rightPadder', pad: 32 })).toEqual({ character: ' ', side: 'right' })
    expect(fill({ type: 'None', pad: '0' })).toBeUndefined()
    expect(fill({ type: 'Left', pad: '' })).toBeUndefined()
    expect(fill({ type: 'Left', pad: '0' }, 'ASCII.LL')).toBeUndefined()
    expect(fill(undefined)).toBeUndefined()
  })
  it.each([
    ['BCD', 'Binary', 'bcd', 'binary'],
    ['EBCDIC', 'ASCII', 'ebcdic', 'hex'],
    ['ASCII', 'HexToASCII', 'ascii', 'hex'],
    ['bcdEncoder', 'binaryEncoder', 'bcd', 'binary'],
  ])('%s and %s for message type and bitmap', (type, map, messageType, bitmap) => {
    const { spec } = expectOk(moov({ '0': { enc: type }, '1': { enc: map } }), 'import')
    expect(spec).toMatchObject({
      id: 'x',
      name: { en: 'M', 'zh-CN': 'M' },
      messageType,
      bitmap,
      fieldsMax: 128,
      fields: {},
    })
  })
  it('beyond 128 need a third bitmap', () => {
    const field = { type: 'String', length: 2, enc: 'ASCII', prefix: 'ASCII.Fixed' }
    expect(expectOk(moov({ '128': field }), 'import').spec.fieldsMax).toBe(128)
    expect(expectOk(moov({ '129': field }), 'import').spec.fieldsMax).toBe(192)
  })
  it('with parts come as what they are made of', () => {
    const part = (prefix: string, more: object = {}) => ({
      type: 'String',
      length: 3,
      enc: 'ASCII',
      prefix,
      description: 'p',
      ...more,
    })
    const composite = { type: 'Composite', length: 99, prefix: 'ASCII.LLL' }
    const whole = { enc: 'ASCII' }
    const bitmapped = one({ ...composite, bitmap: { length: 8 }, subfields: { '2': part('ASCII.Fixed') } })
    expect(bitmapped?.layout).toMatchObject({ kind: 'bitmapped', bitmapBytes: 8, fields: { 2: { length: 3 } } })
    const tagged = one({ ...composite, tag: { length: 3, enc: 'ASCII' }, subfields: { A01: part('ASCII.LLL') } })
    expect(tagged).toMatchObject({ content: 'ans', encoding: 'ascii' })
    expect(tagged?.layout).toEqual({
      kind: 'tagged',
      prefix: '',
      tagLength: 3,
      lengthDigits: 3,
      parts: { tagA01: { tag: 'A01', name: { en: 'p', 'zh-CN': 'p' } } },
    })
    for (const [tag, subfields] of [
      [{ length: 2, enc: 'BCD' }, { '01': part('ASCII.LL') }],
      [
        { length: 2, enc: 'ASCII' },
        { '01': part('ASCII.LL'), '02': part('ASCII.LLL') },
      ],
      [{ length: 2, enc: 'ASCII' }, { '01': part('BCD.LL') }],
    ] as const) {
      const imported = expectOk(moov({ '60': { ...composite, ...whole, tag, subfields } }), 'import')
      expect(imported.spec.fields[60]?.layout).toBeUndefined()
      expect(imported.notes.map(({ path }) => path)).toEqual(['fields.60.tag'])
    }
    expect(one({ ...composite, ...whole })?.layout).toBeUndefined()
  })
  it('that are wrong are all told at once', () => {
    expect(moov({ '3': 'text', '4': { enc: 'ASCII', prefix: 'ASCII.LLLLL', length: 2 } })).toMatchObject({
      error: [{ path: 'fields.3', expected: 'an object' }, { path: 'fields.4.prefix' }],
    })
    for (const nothing of [null, 'x', {}, { fields: [] }]) {
      expect(importMoovSpecification(nothing, 'x')).toMatchObject({ error: [{ path: '' }] })
    }
  })
})

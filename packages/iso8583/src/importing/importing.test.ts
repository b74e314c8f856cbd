import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { createDialect } from '../dialect.ts'
import { parseDialect } from '../json/dialect-json.ts'
import { importJposPackager } from './jpos-packager.ts'
import { importMoovSpecification } from './moov-specification.ts'

const JPOS = `<isopackager>
  <!-- <isofield id="9" length="1" class="com.example.Gone"/> -->
  <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFB_NUMERIC" pad="true"/>
  <isofield id="1" length="16" name="BITMAP" class="org.jpos.iso.IFB_BITMAP"/>
  <isofield id="2" length="19" name="PAN" class="org.jpos.iso.IFB_LLNUM" pad="false"/>
  <isofield id="22" length="3" name="ENTRY MODE" class="org.jpos.iso.IFB_NUMERIC" pad="true"/>
  <isofield id="35" length="37" name="TRACK 2" class="org.jpos.iso.IFB_LLNUM" pad="false"/>
  <isofield id="41" length="8" name="TERMINAL" class="org.jpos.iso.IF_CHAR"/>
  <isofield id="43" length="99" name="NAME" class="org.jpos.iso.IFB_LLHECHAR"/>
  <isofieldpackager id="48" length="999" name="PRIVATE" class="org.jpos.iso.IFB_LLLCHAR" packager="org.jpos.iso.packager.GenericSubFieldPackager">
    <isofield id="1" length="2" name="PART" class="org.jpos.iso.IF_CHAR"/>
  </isofieldpackager>
  <isofield id="64" length="8" name="MAC" class="org.jpos.iso.IFA_BINARY"/>
</isopackager>`

describe('importJposPackager', () => {
  const imported = expectOk(importJposPackager(JPOS, 'from-jpos'), 'import')
  it('makes a dialect that the JSON form can carry', () => {
    expect(parseDialect(JSON.parse(JSON.stringify(imported.spec)))).toMatchObject({ ok: true })
    expect(imported.notes.map((note) => note.path)).toEqual(['fields.48'])
    expect(Object.keys(imported.spec.fields)).toEqual(['2', '22', '35', '41', '43', '48', '64'])
  })
  it('writes what jPOS writes', () => {
    const dialect = createDialect(imported.spec)
    const bytes = expectOk(dialect.encode({ mti: '0200', 2: '622588021234567', 22: '51', 43: 'AB' }), 'encode')
    const hex = Buffer.from(bytes).toString('hex').toUpperCase()
    expect(hex).toBe('0200' + '4000040000200000'.concat('15622588021234567', '0', '0051', '02C1C2'))
  })
  it('names classes that it does not know', () => {
    expect(importJposPackager('<isofield id="2" length="3" class="com.acme.Own"/>', 'x')).toMatchObject({
      error: [{ path: 'isofield 2' }],
    })
    expect(importJposPackager('<nothing/>', 'x').ok).toBe(false)
  })
})

const field = (type: string, length: number, enc: string, prefix: string, more: object = {}) => ({
  type,
  length,
  description: `a ${type}`,
  enc,
  prefix,
  ...more,
})
const MOOV = {
  name: 'From moov',
  fields: {
    '0': field('String', 4, 'ASCII', 'ASCII.Fixed'),
    '1': field('Bitmap', 8, 'Binary', 'Hex.Fixed'),
    '2': field('String', 19, 'ASCII', 'ASCII.LL'),
    '4': field('Numeric', 12, 'BCD', 'BCD.Fixed', { padding: { type: 'Left', pad: '0' } }),
    '23': field('Numeric', 3, 'BCD', 'BCD.Fixed'),
    '43': field('String', 40, 'EBCDIC', 'EBCDIC.LL'),
    '48': {
      ...field('Composite', 999, '', 'ASCII.LLL'),
      tag: { length: 2, enc: 'ASCII' },
      subfields: { '01': field('String', 9, 'ASCII', 'ASCII.LL'), '02': field('String', 9, 'ASCII', 'ASCII.LL') },
    },
    '54': {
      ...field('Composite', 9, '', 'Binary.L'),
      subfields: { '1': field('String', 2, 'ASCII', 'ASCII.Fixed'), '2': field('Numeric', 4, 'BCD', 'BCD.Fixed') },
    },
    '55': { ...field('Composite', 255, '', 'ASCII.LLL'), tag: { enc: 'BerTLVTag' } },
    '64': field('Binary', 8, 'HexToASCII', 'Hex.Fixed'),
  },
}

describe('importMoovSpecification', () => {
  const imported = expectOk(importMoovSpecification(MOOV, 'from-moov'), 'import')
  it('makes a dialect that the JSON form can carry', () => {
    expect(parseDialect(JSON.parse(JSON.stringify(imported.spec)))).toMatchObject({ ok: true })
  })
  it('writes what moov writes', () => {
    const dialect = createDialect(imported.spec)
    const message = {
      mti: '0200',
      4: '995',
      23: '001',
      43: 'AB',
      48: { tag01: 'X', tag02: 'YZ' },
      54: { 1: 'PQ', 2: '0042' },
      55: { '9F36': Uint8Array.of(1, 2) },
      64: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 255),
    }
    const bytes = expectOk(dialect.encode(message), 'encode')
    const text = Buffer.from(bytes).toString('latin1')
    expect(text.slice(12, 20)).toBe('\0\0\0\0\x09\x95\0\x01')
    expect(text.slice(20)).toBe('\xF0\xF2\xC1\xC20110101X0202YZ\x04PQ\0\x42005\x9F\x36\x02\x01\x0201020304050607FF')
    expect(dialect.decode(bytes)).toMatchObject({ value: { ...message, 4: '000000000995' } })
  })
  it('takes the older names of encodings and fields', () => {
    const older = {
      name: 'old',
      fields: {
        Field000: field('String', 4, 'asciiEncoder', 'ASCII.fixed'),
        Field002: field('String', 19, 'asciiEncoder', 'ASCII.LL'),
      },
    }
    expect(importMoovSpecification(older, 'old')).toMatchObject({
      value: { spec: { fields: { 2: { encoding: 'ascii' } } } },
    })
  })
  it('names encodings and prefixes that it does not know', () => {
    const strange = { fields: { '3': field('String', 6, 'Morse', 'Hex.LL') } }
    expect(importMoovSpecification(strange, 'x')).toMatchObject({
      error: [{ path: 'fields.3.prefix' }, { path: 'fields.3.enc' }],
    })
  })
})

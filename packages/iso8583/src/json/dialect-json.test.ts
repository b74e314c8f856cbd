import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { createDialect } from '../dialect.ts'
import { DIALECTS } from '../dialects/index.ts'
import { parseDialect } from './dialect-json.ts'
import { formatIssues } from './issues.ts'

const OWN = {
  id: 'own-host',
  name: { en: 'Own host', 'zh-CN': '自有主机' },
  messageType: 'ascii',
  bitmap: 'hex',
  fieldsMax: 64,
  fields: {
    2: { content: 'n', encoding: 'ascii', length: { digits: 2, indicator: 'ascii', max: 19 }, sensitive: 'pan' },
    4: { content: 'n', encoding: 'ascii', length: 12, fill: { character: '0', side: 'left' } },
    48: {
      content: 'ans',
      encoding: 'ascii',
      length: { digits: 3, indicator: 'ascii', max: 99 },
      layout: { kind: 'positional', parts: { shop: { length: 4 }, till: { length: 2, as: 'number' } } },
    },
  },
}
const issuesOf = (change: (spec: typeof OWN & Record<string, unknown>) => void): string => {
  const spec = structuredClone(OWN)
  change(spec)
  const result = parseDialect(spec)
  return result.ok ? 'none' : formatIssues(result.error)
}

describe('parseDialect', () => {
  it('makes a codec of a file', () => {
    const dialect = createDialect(expectOk(parseDialect(JSON.parse(JSON.stringify(OWN))), 'parse'))
    const bytes = expectOk(dialect.encode({ mti: '0200', 4: '995', 48: { shop: 'S001', till: 7 } }), 'encode')
    expect(Buffer.from(bytes).toString()).toBe('02001000000000010000000000000995006S00107')
    expect(dialect.decode(bytes)).toMatchObject({ value: { 4: '000000000995', 48: { shop: 'S001', till: 7 } } })
  })
  it.each(Object.entries(DIALECTS))('takes %s, written to JSON and read again', (_, { spec }) => {
    expect(parseDialect(JSON.parse(JSON.stringify(spec)))).toMatchObject({ ok: true })
  })
  it('tells all that is wrong at once, each with its place', () => {
    const text = issuesOf((spec) => {
      spec.bitmap = 'octal'
      spec.fields[2].encoding = 'binary'
      spec.fields[2].length.max = 190
      Object.assign(spec.fields[4], { lenght: 12 })
      Object.assign(spec.fields[48].layout.parts, { 7: { length: 1 } })
    })
    expect(text.split('\n')).toEqual([
      'bitmap: expected one of binary, hex, hex-ebcdic',
      'fields.2.encoding: expected one of ascii, ebcdic, ebcdic037, gbk, bcd',
      'fields.2.length.max: expected a whole number from 1 to 99, what the indicator can say',
      'fields.4.lenght: expected no such member; known are name, content, encoding, length, align, fill, sensitive, optional, layout',
      'fields.48.layout.parts.7: expected a name that is not a number',
    ])
  })
  it('refuses what is no object and numbers out of range', () => {
    expect(parseDialect([]).ok).toBe(false)
    expect(issuesOf((spec) => Object.assign(spec.fields, { 65: spec.fields[4] }))).toBe(
      'fields.65: expected an element number from 2 to 64',
    )
    expect(issuesOf((spec) => Object.assign(spec, { fields: {} }))).toContain('fields: expected')
  })
  it('refuses a layout for bytes on text', () => {
    expect(issuesOf((spec) => Object.assign(spec.fields[48].layout, { kind: 'ber-tlv' }))).toBe(
      'fields.48.layout.kind: expected one of positional, repeated, tagged, delimited, variants for text',
    )
  })
})

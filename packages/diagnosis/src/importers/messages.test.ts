import { describe, expect, test } from 'vitest'
import { MessageImporter, type SeenMessage } from './messages.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const importer = () => new MessageImporter((number) => `token-of-${number.slice(-4)}`, NOON)
const sale = (trace: string, at = NOON): SeenMessage => ({
  dialect: 'unionpay-pos',
  at,
  fields: {
    mti: '0200',
    2: '6225880202614037',
    4: '000000001280',
    11: trace,
    22: { panEntry: '05', pinEntry: '1' },
    41: 'T0000001',
    42: '898310154110001',
    52: '0011223344556677',
    55: { '9F34': '420300', '95': '0000000000' },
    60: { type: '22', batch: '000007' },
  },
})
const answer = (trace: string, code: string, at = NOON + 400): SeenMessage => ({
  dialect: 'unionpay-pos',
  at,
  fields: { mti: '0210', 11: trace, 39: code, 41: 'T0000001' },
})

describe('MessageImporter', () => {
  test('pairs a request with its answer', () => {
    const reader = importer()
    expect(reader.push(sale('000042'))).toEqual([])
    const [draft] = reader.push(answer('000042', '55'))
    expect(draft).toEqual({
      id: 'T0000001-000007-000042',
      at: NOON,
      terminal: 'T0000001',
      merchant: '898310154110001',
      card: 'token-of-4037',
      range: '622588',
      panLength: 16,
      entryMode: 'chip',
      pinPresent: true,
      code: '55',
      amount_minor: 1280,
      latency_ms: 400,
      cvmResults: '420300',
      chip: { terminalVerificationResults: '0000000000' },
    })
    expect(reader.end()).toEqual([])
  })

  test('a request without an answer is one that nobody answered in time, and a repeat is no second one', () => {
    const reader = importer()
    reader.push(sale('000001'))
    reader.push(sale('000001', NOON + 30_000))
    const drafts = reader.push(sale('000002', NOON + 200_000))
    expect(drafts).toMatchObject([{ code: '98', issuerLink: 'timeout', duplicate: true, at: NOON }])
    expect(reader.end()).toHaveLength(1)
  })

  test('takes the time from DE 7, or DE 13 and DE 12, when the input has none', () => {
    const reader = importer()
    const { at: _, ...untimed } = sale('000001')
    reader.push({ ...untimed, fields: { ...untimed.fields, 12: '120000', 13: '1120' } })
    const { at: __, ...bare } = answer('000001', '55')
    expect(reader.push(bare)[0]).toMatchObject({ at: NOON })
  })

  test('knows the card by track 2 where DE 2 is missing, in a masked log too', () => {
    const byTrack2 = (track2: string) => {
      const reader = importer()
      const { 2: _, ...rest } = sale('000001').fields
      reader.push({ ...sale('000001'), fields: { ...rest, 35: track2 } })
      return reader.push(answer('000001', '55'))[0]
    }
    expect(byTrack2('6225880202614037D30122200000000001000')).toMatchObject({ card: 'token-of-4037', range: '622588' })
    expect(byTrack2('622588******4037=****')).toMatchObject({ range: '622588' })
    expect(byTrack2('[37 characters withheld]')).toMatchObject({ range: '' })
  })

  test('passes over other kinds of messages', () => {
    const reader = importer()
    expect(reader.push({ dialect: 'x', fields: { mti: '0800', 11: '1' } })).toEqual([])
    expect(reader.push({ dialect: 'x', fields: {} })).toEqual([])
    expect(reader.end()).toEqual([])
  })
})

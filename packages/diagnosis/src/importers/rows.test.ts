import { describe, expect, test } from 'vitest'
import { guessMapping } from './columns.ts'
import { guessDateOrder, parseTime } from './dates.ts'
import { RowImporter } from './rows.ts'
import { parseAmount, parseCode, parseEntry, parseFlag } from './values.ts'

const NOW = Date.UTC(2027, 0, 15)
const tokenize = (number: string) => `token-of-${number.slice(-4)}`

describe('guessMapping', () => {
  test('knows names in English and Chinese, and what amounts with a fraction mean', () => {
    const header = ['Txn_Time', 'Terminal ID', 'PAN', 'Resp Code', 'Amount', 'remark']
    expect(guessMapping(header, [['', '', '', '', '12.80', '']])).toEqual({
      columns: { at: 'Txn_Time', terminal: 'Terminal ID', card: 'PAN', code: 'Resp Code', amount_minor: 'Amount' },
      zone: 'Z',
      amounts: 'major',
      dates: 'year',
    })
    const chinese = guessMapping(['交易时间', '终端号', '卡号', '应答码'], [])
    expect(chinese.columns).toEqual({ at: '交易时间', terminal: '终端号', card: '卡号', code: '应答码' })
  })

  test.each([
    ['SW Ver', 'softwareVersion'],
    ['Term Model', 'model'],
    ['RESP_CD', 'code'],
    ['DE039', 'code'],
    ['Field 39', 'code'],
    ['F41', 'terminal'],
    ['Device ID', 'terminal'],
    ['ts_ms', 'at'],
    ['message.tid', 'terminal'],
    ['Mcht No', 'merchant'],
    ['终端型号', 'model'],
    ['应用版本', 'softwareVersion'],
  ])('takes %s for the %s', (column, fact) => {
    expect(guessMapping([column], []).columns).toEqual({ [fact]: column })
  })

  test('takes what the values are where the names do not say it, and no column whose values are something else', () => {
    const header = ['a', 'b', 'c', 'response']
    const rows = [
      ['00 - Approved', '622588******4037', '28.02.2027 16:00:36', 'thank you'],
      ['55 - Incorrect PIN', '622588******4038', '28.02.2027 16:01:00', 'sorry'],
    ]
    expect(guessMapping(header, rows)).toMatchObject({ columns: { code: 'a', card: 'b', at: 'c' }, dates: 'day' })
  })

  test('gives a column one fact only', () => {
    const { columns } = guessMapping(['time', 'code', 'issuer_code', 'model', 'version'], [])
    expect(Object.values(columns).toSorted()).toEqual(['code', 'issuer_code', 'model', 'time', 'version'])
  })
})

describe('RowImporter', () => {
  const header = ['time', 'tid', 'pan', 'rc', 'entry mode', 'amount', 'stan', 'pin length']
  const importer = new RowImporter(header, guessMapping(header, [['', '', '', '', '', '1.00']]), tokenize, NOW)

  test('makes a draft whose card number is a token', () => {
    const row = ['2026-11-20 10:00:00', 'T1', '6225 8802 0261 4037', '5', '051', '12.80', '000042', '6']
    const { draft, faults } = importer.import(row, 2)
    expect(faults).toEqual([])
    expect(draft).toMatchObject({
      id: 'T1-000042',
      at: Date.UTC(2026, 10, 20, 10),
      card: 'token-of-4037',
      range: '622588',
      panLength: 16,
      code: '05',
      entryMode: 'chip',
      pinPresent: true,
      amount_minor: 1280,
      pinPad: { digits: 6 },
    })
    expect(JSON.stringify(draft)).not.toContain('62258802')
  })

  test.each([
    "'6225880202614037",
    '="6225880202614037"',
    '6225.8802.0261.4037',
    '6225/8802/0261/4037',
    '6225_8802_0261_4037',
  ])('keeps no card number that is written as %s', (text) => {
    const { draft } = importer.import(['2026-11-20 10:00:00', 'T1', text, '55', '', '', '', ''], 2)
    expect(draft).toMatchObject({ card: 'token-of-4037', range: '622588', panLength: 16 })
  })

  test('keeps no card number among letters', () => {
    const { draft } = importer.import(['2026-11-20 10:00:00', 'T1', 'PAN:6225880202614037', '55', '', '', '', ''], 2)
    expect(draft?.card).toBe('token-of-4037')
  })

  test('tells what it cannot read, without a card number, and keeps the rest', () => {
    const row = ['2026-11-20 10:00:00', 'T1', 'abc', '55', '6225880202614037', 'much', '', '']
    const { draft, faults } = importer.import(row, 9)
    expect(draft).toMatchObject({ code: '55', card: 'abc', id: 'T1-9' })
    expect(draft).not.toHaveProperty('entryMode')
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [9, 'entry mode'],
      [9, 'amount'],
    ])
    expect(faults[0]?.reason).toContain('************4037')
  })

  test('makes nothing of a PIN pad that did not say how many digits there were', () => {
    const columns = ['time', 'rc', 'clears']
    const clears = new RowImporter(columns, guessMapping(columns, []), tokenize, NOW)
    expect(clears.import(['1795000000', '55', '2'], 2).draft).not.toHaveProperty('pinPad')
  })

  test('reads DE 7, and DE 13 with DE 12, of the twelve months before', () => {
    const times = (columns: string[], ...cells: string[]) =>
      new RowImporter(columns, guessMapping(columns, []), tokenize, NOW).import(cells, 2).draft?.at
    expect(times(['DE7', 'DE39'], '0114235959', '00')).toBe(Date.UTC(2027, 0, 14, 23, 59, 59))
    expect(times(['DE7', 'DE39'], '1231235959', '00')).toBe(Date.UTC(2026, 11, 31, 23, 59, 59))
    expect(times(['DE12', 'DE13', 'DE39'], '235959', '0301', '00')).toBe(Date.UTC(2026, 2, 1, 23, 59, 59))
  })

  test('reads no row without a time or a code', () => {
    expect(importer.import(['noon', 'T1', '', '55', '', '', '', ''], 3).draft).toBeUndefined()
    expect(importer.import(['1795000000', 'T1', '', '', '', '', '', ''], 4)).toEqual({
      faults: [{ line: 4, column: 'rc', reason: 'nothing is there' }],
    })
  })
})

describe('values', () => {
  test.each([
    ['2026-11-20T10:00:00.5Z', 'Z', Date.UTC(2026, 10, 20, 10, 0, 0, 500)],
    ['2026/11/20 10:00:00', '+08:00', Date.UTC(2026, 10, 20, 2)],
    ['20261120100000', 'Z', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20 10:00', 'Z', Date.UTC(2026, 10, 20, 10)],
    ['1795168800', 'Z', 1_795_168_800_000],
    ['1795168800123', '+08:00', 1_795_168_800_123],
  ])('time %s in %s', (text, zone, at) => {
    expect(parseTime(text, zone)).toEqual({ ok: true, value: at })
  })

  test.each(['', '2026-13-01 00:00', 'yesterday', '12:00:00', '2026-11-20'])('no time: %j', (text) => {
    expect(parseTime(text, 'Z').ok).toBe(false)
  })

  test.each([
    ['28.02.2027 16:00:36', 'day', Date.UTC(2027, 1, 28, 16, 0, 36)],
    ['2/28/2027 4:05 PM', 'month', Date.UTC(2027, 1, 28, 16, 5)],
    ['02/28/2027 12:00:36 am', 'month', Date.UTC(2027, 1, 28, 0, 0, 36)],
    ['2027年2月8日 09:30:00', 'year', Date.UTC(2027, 1, 8, 9, 30)],
    ['2027-02-28T16:00:36Z', 'day', Date.UTC(2027, 1, 28, 16, 0, 36)],
  ] as const)('time %s with the %s first', (text, dates, at) => {
    expect(parseTime(text, 'Z', dates)).toEqual({ ok: true, value: at })
  })

  test.each([
    ['28.02.2027 16:00:36', 'year'],
    ['28.02.2027 16:00:36', 'month'],
    ['02/28/2027 13:00 PM', 'month'],
    ['30.02.2027 1x:00', 'day'],
  ] as const)('no time: %j with the %s first', (text, dates) => {
    expect(parseTime(text, 'Z', dates).ok).toBe(false)
  })

  test.each([
    [['2027-02-28 10:00'], 'year'],
    [[''], 'year'],
    [['01.02.2027', '28.02.2027'], 'day'],
    [['01/02/2027 10:00', '02/28/2027 10:00'], 'month'],
    [['01.02.2027'], 'day'],
    [['01/02/2027'], 'month'],
    [['13/02/2027'], 'day'],
  ] as const)('dates like %j begin with the %s', (samples, order) => {
    expect(guessDateOrder(samples)).toBe(order)
  })

  test('ways of reading a card, by DE 22 and by words', () => {
    expect(parseEntry('0710')).toEqual({ ok: true, value: { entryMode: 'contactless', pinPresent: true } })
    expect(parseEntry('801')).toMatchObject({ value: { entryMode: 'stripe', fallback: true } })
    expect(parseEntry('022')).toMatchObject({ value: { entryMode: 'stripe', pinPresent: false } })
    expect(parseEntry('闪付')).toMatchObject({ value: { entryMode: 'contactless' } })
    expect(parseEntry('123').ok).toBe(false)
  })

  test('amounts, codes, flags', () => {
    expect(parseAmount('1,234.5', 'major')).toEqual({ ok: true, value: 123_450 })
    expect(parseAmount('¥12', 'major')).toEqual({ ok: true, value: 1200 })
    expect(parseAmount('1.234,56', 'major')).toEqual({ ok: true, value: 123_456 })
    expect(parseAmount('12,8', 'major')).toEqual({ ok: true, value: 1280 })
    expect(parseAmount('1,234', 'major')).toEqual({ ok: true, value: 123_400 })
    expect(parseAmount('1 234.50 CNY', 'major')).toEqual({ ok: true, value: 123_450 })
    expect(parseAmount('12.80', 'minor').ok).toBe(false)
    expect(parseAmount('12,80', 'minor').ok).toBe(false)
    expect(parseAmount('-3', 'minor').ok).toBe(false)
    expect(parseCode('a0')).toEqual({ ok: true, value: 'A0' })
    expect(parseCode('declined').ok).toBe(false)
    for (const text of ['Declined (55)', '55 - Incorrect PIN', 'RC=55', '[117] wrong PIN', '1017'])
      expect(parseCode(text)).toEqual({ ok: true, value: '55' })
    expect([parseFlag('Y'), parseFlag('否'), parseFlag('maybe').ok]).toEqual([
      { ok: true, value: true },
      { ok: true, value: false },
      false,
    ])
  })
})

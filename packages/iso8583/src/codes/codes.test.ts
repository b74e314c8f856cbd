import { describe, expect, it } from 'vitest'
import { type CodeTable, responseCode, translateCode } from './index.ts'
import { ISO2003_CODES } from './iso2003.ts'
import { ISO87_CODES } from './iso87.ts'
import { ISO93_CODES } from './iso93.ts'
import { UNIONPAY_CODES } from './unionpay.ts'

describe('responseCode', () => {
  it('reads a code by its table', () => {
    expect(responseCode('unionpay', '55')).toEqual({
      meaning: { en: 'Incorrect PIN', 'zh-CN': '密码错误' },
      class: 'decline',
    })
    expect(responseCode('iso93', '117')?.meaning.en).toBe('Incorrect PIN')
    expect(responseCode('iso2003', '1017')?.meaning.en).toBe('Incorrect PIN')
    expect(responseCode('iso2003', '9116')?.meaning.en).toBe('MAC incorrect')
    expect(responseCode('iso87', 'A0')).toBeUndefined()
    expect(responseCode('iso87', 'toString')).toBeUndefined()
  })
})

describe('translateCode', () => {
  it('takes every code of 1993 to 2003 and back', () => {
    for (const action of Object.keys(ISO93_CODES)) {
      const later = translateCode('iso93', action, 'iso2003')
      expect(responseCode('iso2003', later ?? '')).toEqual(responseCode('iso93', action))
      expect(translateCode('iso2003', later ?? '', 'iso93')).toBe(action)
    }
    expect(translateCode('iso93', '9999', 'iso2003')).toBeUndefined()
    expect(translateCode('iso93', 'constructor', 'iso2003')).toBeUndefined()
    expect(translateCode('iso2003', '1030', 'iso93')).toBeUndefined()
  })

  it.each([
    ['55', '55', '117', '1017'],
    ['38', '38', '206', '2006'],
    ['75', '75', '106', '1006'],
    ['99', undefined, '126', '1026'],
    ['A0', '96', '916', '9116'],
    ['A7', '96', '921', '9121'],
    ['77', undefined, '915', '9115'],
    ['98', '91', '911', '9111'],
  ])('UnionPay %s', (unionpay, iso87, iso93, iso2003) => {
    expect(translateCode('unionpay', unionpay, 'iso87')).toBe(iso87)
    expect(translateCode('unionpay', unionpay, 'iso93')).toBe(iso93)
    expect(translateCode('unionpay', unionpay, 'iso2003')).toBe(iso2003)
  })
  it.each([
    ['909', '96'],
    ['911', '98'],
    ['914', '25'],
    ['908', '92'],
    ['120', '58'],
    ['107', '01'],
  ])('ISO 8583:1993 %s is UnionPay %s', (action, unionpay) => {
    expect(translateCode('iso93', action, 'unionpay')).toBe(unionpay)
  })
  it.each(['126', '127', '128'])('never turns PIN fault %s into "incorrect PIN"', (action) => {
    expect(translateCode('iso93', action, 'unionpay')).toBe('99')
    expect(translateCode('iso93', action, 'iso87')).toBeUndefined()
  })
  it('asks for a PIN that is missing, and calls it wrong in no table', () => {
    expect(translateCode('iso93', '112', 'unionpay')).toBe('70')
    expect(translateCode('unionpay', '70', 'iso2003')).toBe('1012')
    expect(translateCode('unionpay', '70', 'iso87')).toBeUndefined()
  })
  it.each([
    ['Y1', '0012'],
    ['Y3', '0011'],
    ['Z1', '1064'],
    ['Z3', '1065'],
  ])('tells what card and terminal decided, %s, to 2003 alone', (unionpay, iso2003) => {
    expect(translateCode('unionpay', unionpay, 'iso2003')).toBe(iso2003)
    expect(translateCode('iso2003', iso2003, 'unionpay')).toBe(unionpay)
    expect(translateCode('unionpay', unionpay, 'iso93')).toBeUndefined()
    expect(translateCode('unionpay', unionpay, 'iso87')).toBeUndefined()
  })
  it('takes what a later table tells apart to the one code of an earlier one', () => {
    expect(translateCode('iso2003', '1045', 'unionpay')).toBe('59')
    expect(translateCode('unionpay', '59', 'iso2003')).toBe('1029')
    expect(translateCode('iso87', '85', 'iso93')).toBe('000')
    expect(translateCode('unionpay', '00', 'iso87')).toBe('00')
    expect(translateCode('iso87', '86', 'unionpay')).toBeUndefined()
  })
  it("has a counterpart in 1993 for every UnionPay code but those that are UnionPay's own", () => {
    const alone = Object.keys(UNIONPAY_CODES).filter((code) => translateCode('unionpay', code, 'iso93') === undefined)
    expect(alone).toEqual(['17', '79', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'Y1', 'Y3', 'Z1', 'Z3'])
    const old = Object.keys(ISO87_CODES).filter((code) => translateCode('iso87', code, 'iso93') === undefined)
    expect(old).toEqual(['18', '32', '86'])
  })
  it('gives only codes that the other table has, and never turns a refusal into an approval', () => {
    const tables = { unionpay: UNIONPAY_CODES, iso87: ISO87_CODES, iso93: ISO93_CODES, iso2003: ISO2003_CODES }
    const names = Object.keys(tables) as CodeTable[]
    for (const from of names) {
      for (const to of names) {
        for (const code of Object.keys(tables[from])) {
          const translated = translateCode(from, code, to)
          if (translated === undefined) continue
          const meaning = responseCode(to, translated)
          expect(meaning, `${from} ${code} -> ${to} ${translated}`).toBeDefined()
          expect(meaning?.class === 'approved').toBe(responseCode(from, code)?.class === 'approved')
        }
      }
    }
  })
})

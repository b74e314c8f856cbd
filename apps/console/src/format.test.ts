import { expect, test } from 'vitest'
import { formatsFor } from './format.ts'

const at = Date.UTC(2026, 10, 22, 13, 53, 4)
const english = formatsFor('en', 'Asia/Shanghai')
const chinese = formatsFor('zh-CN', 'Asia/Shanghai')

test('times are in the zone that is shown, with the date only on another day', () => {
  expect(english.time(at, at)).toBe('21:53:04')
  expect(english.time(at, at + 3 * 3_600_000)).toContain('Nov 22')
  expect(chinese.moment(at)).toBe('2026年11月22日 21:53:04 GMT+8')
  expect(english.timeZone(at)).toBe('Asia/Shanghai (GMT+8)')
})

test('rounding never claims certainty', () => {
  expect(english.percent(1)).toBe('100%')
  expect(english.percent(0.9999)).toBe('99.9%')
  expect(english.percent(0.994)).toBe('99.4%')
  expect(english.percent(0.87)).toBe('87%')
  expect(english.percent(0.004)).toBe('< 1%')
  expect(english.percent(0)).toBe('0%')
})

test('spans are told in the unit that suits them', () => {
  expect(english.duration(340)).toBe('340 ms')
  expect(english.duration(2400)).toBe('2.4 sec')
  expect(english.duration(12_600)).toBe('13 sec')
  expect(english.duration(420_000)).toBe('7 min')
  expect(chinese.duration(7_200_000)).toContain('小时')
  expect(english.duration(4_968_000)).toBe('1.4 hr')
})

test('amounts are written as the language writes them, weights with their sign', () => {
  expect(english.amount(1_280_050, 'CNY')).toBe('¥12,800.50')
  expect(english.amount(100, 'XXX')).toBe('XXX')
  expect(english.weight(3.249)).toBe('+3.2')
  expect(english.weight(-0.5)).toBe('-0.5')
  expect(english.factor(25.6)).toBe('26')
  expect(english.factor(198_345)).toBe('200K')
  expect(chinese.factor(198_345)).toBe('20万')
})

test('lists, labels and ages are written as each language writes them', () => {
  const [en, zh] = [formatsFor('en'), formatsFor('zh-CN')]
  expect([en.list(['a', 'b']), zh.list(['甲', '乙'])]).toEqual(['a, b', '甲、乙'])
  expect([en.either(['a', 'b']), zh.either(['甲', '乙'])]).toEqual(['a; b', '甲；乙'])
  expect([en.label('Shops'), zh.label('商户')]).toEqual(['Shops: ', '商户：'])
  expect([en.age(999), zh.age(120_000)]).toEqual(['< 1 min', '2 分钟'])
})

import { fromHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { restrictions } from './restrictions.ts'

const CHINA = fromHex('0156')
const JAPAN = fromHex('0392')
const TODAY = { '9A': fromHex('261127'), '9F1A': CHINA }

test.each([
  ['nothing said restricts nothing', {}, []],
  ['the same version', { '9F08': fromHex('0030') }, []],
  ['another version', { '9F08': fromHex('0020') }, ['application-versions-differ']],
  ['expired yesterday', { '5F24': fromHex('261126') }, ['application-expired']],
  ['good to the end of its day', { '5F24': fromHex('261127') }, []],
  ['begins tomorrow', { '5F25': fromHex('261128') }, ['application-not-yet-effective']],
  ['everything allowed', { '9F07': fromHex('FFC0'), '5F28': JAPAN }, []],
  ['at ATMs only', { '9F07': fromHex('AA00'), '5F28': CHINA }, ['service-not-allowed']],
  ['a domestic card at home: goods', { '9F07': fromHex('2100'), '5F28': CHINA }, []],
  ['a domestic card at home: services', { '9F07': fromHex('0900'), '5F28': CHINA }, []],
  ['a domestic card abroad', { '9F07': fromHex('2900'), '5F28': JAPAN }, ['service-not-allowed']],
  ['abroad only, at home', { '9F07': fromHex('1500'), '5F28': CHINA }, ['service-not-allowed']],
  ['without the issuer’s country only the place counts', { '9F07': fromHex('0100') }, []],
] as const)('%s', (_, said, findings) => {
  expect(restrictions(said, TODAY)).toEqual(findings)
})

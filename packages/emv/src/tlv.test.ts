import { fromHex, toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { fillDataObjectList, readDataObjectList, readElements, tlv } from './index.ts'

test('reads through templates: the answer to a SELECT of a payment system directory (EMV Book 1, 11.3.4)', () => {
  const answer = fromHex('6F20840E315041592E5359532E4444463031A50E8801025F2D047A68656E9F110101')
  const read = readElements(answer)
  if (!read.ok) throw new Error(read.error)
  expect(new TextDecoder().decode(read.value['84'])).toBe('1PAY.SYS.DDF01')
  expect(toHex(read.value['88'] ?? new Uint8Array())).toBe('02')
  expect(new TextDecoder().decode(read.value['5F2D'])).toBe('zhen')
})

test.each([0, 1, 127, 128, 255, 256, 65_535])('a value of %i bytes comes back', (length) => {
  const value = new Uint8Array(length).fill(0xa5)
  const read = readElements(tlv('9F10', value))
  expect(read.ok && read.value['9F10']).toEqual(value)
})

test('says where a data object is cut short, and skips padding', () => {
  expect(readElements(fromHex('9F'))).toMatchObject({ ok: false })
  expect(readElements(fromHex('9505000000'))).toEqual({ ok: false, error: 'data object at byte 0: cut short' })
  expect(readElements(fromHex('82027C00950500'))).toMatchObject({
    ok: false,
    error: 'data object at byte 4: cut short',
  })
  expect(readElements(fromHex('0000820200FF00'))).toMatchObject({ ok: true })
  expect(readElements(fromHex('9580'))).toMatchObject({ ok: false })
})

test('answers a data object list in its order; what is unknown is zeros', () => {
  const list = readDataObjectList(fromHex('9F02069F1A029F3704'))
  if (!list.ok) throw new Error(list.error)
  const said = fillDataObjectList(list.value, { '9F02': fromHex('000000012800'), '9F1A': fromHex('56') })
  expect(toHex(said)).toBe('000000012800005600000000')
  expect(readDataObjectList(fromHex('9F02'))).toMatchObject({ ok: false })
})

test('what is said instead goes before what is known, a value that is too long keeps its right end', () => {
  const list = readDataObjectList(fromHex('9F02029F1A03'))
  if (!list.ok) throw new Error(list.error)
  const known = { '9F02': fromHex('000000012800'), '9F1A': fromHex('56') }
  expect(toHex(fillDataObjectList(list.value, known))).toBe('2800000056')
  expect(toHex(fillDataObjectList(list.value, known, { '9F1A': fromHex('0156') }))).toBe('2800000156')
})

import { err, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import type { Chip } from '../chip/command.ts'
import { readVerificationList } from './cardholder-verification.ts'
import { readRecords } from './read-records.ts'
import { selectApplication } from './select-application.ts'

/*
 * Commands and answers of cards as they were published: the traces that openemv/emv-utils holds its own kernel against
 * (tests/emv_build_candidate_list_test.c, emv_read_application_data_test.c, emv_cvmlist_test.c).
 */

/** Answers in the order of the trace and insists on its commands; Le and CLA INS P1 P2 Lc as they went over the wire. */
function played(
  trace: readonly (readonly [command: string, answer: string])[],
): Chip & { readonly left: () => number } {
  let at = 0
  return {
    left: () => trace.length - at,
    transmit({ header, data }) {
      const [command = '', answer = ''] = trace[at++] ?? []
      const sent = data.length > 0 ? `${header}${toHex(Uint8Array.of(data.length))}${toHex(data)}00` : `${header}00`
      expect(sent).toBe(command)
      return { status: answer.slice(-4), data: fromHex(answer.slice(0, -4)) }
    },
  }
}

const DIRECTORY = '00A404000E315041592E5359532E444446303100'
const NOT_FOUND = '6A82'
const FOUND = '6F20840E315041592E5359532E4444463031A50E8801015F2D046E6C656E9F1101019000'
const FIRST_RECORD = '00B2010C00'
const NO_MORE: readonly [string, string] = ['00B2020C00', '6A83']
const visa = (end: string) => `00A4040007A000000003${end}00`
const VISA = ['1010', '2010', '2020'].map((end) => ({ aid: fromHex(`A000000003${end}`), partial: true }))
const MASTERCARD = { aid: fromHex('A0000000041010'), partial: true }
const V_PAY = '6F2F8407A0000000032020A524500556205041598701015F2D046E6C656EBF0C109F4D020B059F0A080001050100000000'

describe('selection', () => {
  test('a blocked card says so at its directory, or at the first name it is asked for', () => {
    expect(selectApplication(played([[DIRECTORY, '6A81']]), false, VISA)).toEqual(err('blocked'))
    const named = played([
      [DIRECTORY, NOT_FOUND],
      [visa('1010'), '6A81'],
    ])
    expect(selectApplication(named, false, VISA)).toEqual(err('blocked'))
    expect(named.left()).toBe(0)
  })

  test('a card that has none of the applications', () => {
    const card = played([
      [DIRECTORY, NOT_FOUND],
      ...['1010', '2010', '2020'].map((end) => [visa(end), NOT_FOUND] as const),
    ])
    expect(selectApplication(card, false, VISA)).toEqual(err('no-application'))
  })

  test('one application in the directory', () => {
    const entry = '702961274F07A0000000031010500B56495341204352454449548701019F120B56495341204352454449549000'
    const answer = '6F1B8407A0000000031010A510500B56495341204352454449548701019000'
    const card = played([[DIRECTORY, FOUND], [FIRST_RECORD, entry], NO_MORE, [visa('1010'), answer]])
    const selected = selectApplication(card, false, VISA)
    expect(selected.ok && toHex(selected.value['84'] ?? new Uint8Array())).toBe('A0000000031010')
    expect(card.left()).toBe(0)
  })

  test('of two applications in one record the one with the higher priority', () => {
    const entries =
      '704461204F07A000000003202050055620504159870101730B9F0A080001050100000000' +
      '61204F07A000000003201050055620504159870102730B9F0A0800010501000000009000'
    const card = played([[DIRECTORY, FOUND], [FIRST_RECORD, entries], NO_MORE, [visa('2020'), `${V_PAY}9000`]])
    const selected = selectApplication(card, false, VISA)
    expect(selected.ok && toHex(selected.value['84'] ?? new Uint8Array())).toBe('A0000000032020')
  })

  test('an application that the card has deactivated (6283) is none', () => {
    const card = played([
      [DIRECTORY, NOT_FOUND],
      [visa('1010'), NOT_FOUND],
      [visa('2010'), NOT_FOUND],
      [visa('2020'), `${V_PAY}6283`],
    ])
    expect(selectApplication(card, false, VISA)).toEqual(err('no-application'))
  })

  test('a name that two applications begin with is asked for until the card has no more', () => {
    const answer = (end: string, priority: string) =>
      `6F458408A0000000041010${end}A53950094D43204352454449545F2D046E6C656E8701${priority}9F1101019F120A4D415354455243415244BF0C109F4D020B0A9F0A0800010502000000009000`
    const card = played([
      [DIRECTORY, NOT_FOUND],
      ['00A4040007A000000004101000', answer('10', '01')],
      ['00A4040207A000000004101000', answer('20', '02')],
      ['00A4040207A000000004101000', NOT_FOUND],
      ['00A4040008A00000000410101000', answer('10', '01')],
    ])
    const selected = selectApplication(card, false, [MASTERCARD])
    expect(selected.ok && toHex(selected.value['84'] ?? new Uint8Array())).toBe('A000000004101010')
    expect(card.left()).toBe(0)
  })
})

describe('reading of records', () => {
  const TRACK =
    '703357114761739001010119D221220117589288895F200C455850495245442F434152449F1F0E3137353839303936303030303030'
  const NUMBER =
    '70465A0847617390010101195F3401015F24032212318C159F02069F03069F1A0295055F2A029A039C019F37048D198A029F02069F03069F1A0295055F2A029A039C019F37049108'
  const AUTHORITY = '70138F019492009F3201039F4701039F49039F3704'
  const read = (locator: string, ...trace: (readonly [string, string])[]) => {
    const card = played(trace)
    const result = readRecords(card, fromHex(locator))
    expect(card.left()).toBe(0)
    return result
  }
  const FILE_1 = '00B2020C00'

  test.each([
    ['a file number with other bits', '090202001001040018010201'],
    ['none at all', ''],
    ['three bytes', '080202'],
  ])('a locator that cannot be: %s', (_, locator) => {
    expect(read(locator)).toEqual(err('application file locator'))
  })

  test('a locator whose last record is before its first: nothing is read for it', () => {
    expect(readRecords(played([]), fromHex('080202001001000018010201'))).toEqual(err('application file locator'))
  })

  test.each([
    ['refused', '6985', 'record 1.2: 6985'],
    ['another template', '71009000', 'record 1.2: form'],
    ['more behind the template', `${TRACK}FFFF9000`, 'record 1.2: form'],
    ['an element cut short', `${TRACK.replace('9F1F0E', '9F1F0F')}9000`, 'record 1.2: form'],
  ])('a record that is wrong: %s', (_, answer, problem) => {
    expect(read('080202001001040018010201', [FILE_1, answer])).toEqual(err(problem))
  })

  test('an element that comes twice', () => {
    const records = [
      [FILE_1, `${TRACK}9000`],
      ['00B2011400', `${AUTHORITY}9000`],
      ['00B2021400', '70038F01949000'],
    ] as const
    expect(read('0802020010010200', ...records)).toEqual(err('record 2.2: 8F once more'))
  })

  test('an element without which nothing can be paid', () => {
    const records = [
      [FILE_1, `${TRACK}9000`],
      ['00B2011400', '70145A0847617390010101195F3401015F24032212319000'],
      ['00B2021400', `${AUTHORITY}9000`],
    ] as const
    expect(read('0802020010010201', ...records)).toEqual(err('8C missing'))
  })

  test('what is signed: of the payment system’s files without their template, of others all', () => {
    const records = [
      [FILE_1, `${TRACK}9000`],
      ['00B2011400', `${NUMBER}9000`],
      ['00B2021400', `${AUTHORITY}9000`],
      ['00B2015C00', '70030101FF9000'],
    ] as const
    const result = read('080202001001020158010101', ...records)
    expect(result.ok && result.value.signed.map((bytes) => toHex(bytes))).toEqual([NUMBER.slice(4), '70030101FF'])
    expect(result.ok && toHex(result.value.elements['5A'] ?? new Uint8Array())).toBe('4761739001010119')
  })
})

test('cardholder verification lists, as they lie in cards', () => {
  const list = (hex: string) => {
    const read = readVerificationList(fromHex(hex))
    return (
      read.ok && [
        read.value.x_minor,
        read.value.y_minor,
        ...read.value.rules.map(({ method, condition }) => [method, condition]),
      ]
    )
  }
  expect(list('000186A0000003E81E0342')).toBe(false)
  expect(list('000186A0000003E81E03')).toEqual([100_000, 1_000, ['signature', 3]])
  expect(list('000186A0000003E84403')).toEqual([100_000, 1_000, ['enciphered-pin', 3]])
  expect(list('00000000000000004201440341035E0342031F03')).toEqual([
    0,
    0,
    ['online-pin', 1],
    ['enciphered-pin', 3],
    ['plaintext-pin', 3],
    ['signature', 3],
    ['online-pin', 3],
    ['none', 3],
  ])
})

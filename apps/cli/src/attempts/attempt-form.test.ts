import { describe, expect, test } from 'vitest'
import { whatIsWrong } from './attempt-form.ts'

const attempt = {
  id: 'T1-1',
  at: 1_795_000_000_000,
  terminal: 'T1',
  merchant: '',
  card: '',
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  code: '55',
  forwarded: true,
}

describe('what is wrong with an attempt', () => {
  test.each([
    {},
    { pinPad: { digits: 6, clears: 0, time: 'fast', entry: 1 } },
    { chip: { readFailures: 2, verifyStatus: '63C1' }, latency_ms: 0.5, triesLeft: -1, clockError_s: -40 },
    { somethingNew: { of: 'a later version' }, issuer: undefined },
  ])('is nothing in %j', (more) => {
    expect(whatIsWrong({ ...attempt, ...more })).toBeUndefined()
  })

  test.each([
    ['text', 'an object is expected'],
    [null, 'an object is expected'],
    [[], 'an object is expected'],
    [{ ...attempt, id: '' }, 'id: a text that is not empty is expected'],
    [{ ...attempt, at: '1' }, 'at: a whole number is expected'],
    [{ ...attempt, at: 1.5 }, 'at: a whole number is expected'],
    [{ ...attempt, code: '5' }, 'code: a response code of two or three characters is expected'],
    [{ ...attempt, code: undefined }, 'code: nothing is there'],
    [{ ...attempt, entryMode: 'magic' }, 'entryMode: one of manual, stripe, chip, contactless is expected'],
    [{ ...attempt, latency_ms: -1 }, 'latency_ms: a number of at least 0 is expected'],
    [{ ...attempt, latency_ms: '12' }, 'latency_ms: a number is expected'],
    [{ ...attempt, panLength: 20 }, 'panLength: a whole number from 13 to 19 is expected'],
    [{ ...attempt, cvmResults: '42030z' }, 'cvmResults: hex in capitals, 6 digits, is expected'],
    [{ ...attempt, fallback: 'no' }, 'fallback: true or false is expected'],
    [{ ...attempt, mac: null }, 'mac: one of valid, valid-previous, invalid, missing is expected'],
    [{ ...attempt, chip: { triesLeft: -1 } }, 'chip: triesLeft: a whole number of at least 0 is expected'],
    [
      { ...attempt, pinPad: { digits: 6, clears: 0, entry: 1 }, issuer: 7 },
      'pinPad: time: nothing is there; issuer: a text is expected',
    ],
  ])('is told of %j', (value, reason) => {
    expect(whatIsWrong(value)).toBe(reason)
  })
})

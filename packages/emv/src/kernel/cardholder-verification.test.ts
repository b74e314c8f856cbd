import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import {
  beginVerification,
  continueVerification,
  readVerificationList,
  type MethodOutcome,
  type VerificationContext,
  type VerificationMethod,
} from './cardholder-verification.ts'
import { findingsIn, verificationResults } from './verification-results.ts'

/** A list that cards in the field carry: offline PIN, else online PIN, else signature, else nothing. */
const COMMON = '0000000000000000410342031E031F02'

/** Runs a list to its end; each method that comes up has the outcome given for it. */
function run(
  hex: string,
  outcomes: Partial<Record<VerificationMethod, MethodOutcome>>,
  overrides: Partial<VerificationContext> = {},
) {
  const list = readVerificationList(fromHex(hex))
  if (!list.ok) throw new Error(list.error)
  const context: VerificationContext = {
    amount_minor: 12_800,
    sameCurrency: true,
    transaction: 'purchase',
    supports: new Set(Object.keys(outcomes) as VerificationMethod[]),
    ...overrides,
  }
  const asked: VerificationMethod[] = []
  let progress = beginVerification(list.value, context)
  while (progress.next === 'perform') {
    asked.push(progress.method)
    progress = continueVerification(list.value, context, progress, outcomes[progress.method] ?? 'failed')
  }
  return { asked, results: toHex(progress.results), findings: progress.findings }
}

describe('a common list', () => {
  test('the offline PIN first; right ends it', () => {
    expect(run(COMMON, { 'plaintext-pin': 'successful', 'online-pin': 'unknown' })).toEqual({
      asked: ['plaintext-pin'],
      results: '410302',
      findings: [],
    })
  })

  test('a wrong offline PIN leads on to the online PIN, whose result the issuer knows', () => {
    expect(run(COMMON, { 'plaintext-pin': 'failed', 'online-pin': 'unknown' })).toEqual({
      asked: ['plaintext-pin', 'online-pin'],
      results: '420300',
      findings: ['online-pin-entered'],
    })
  })

  test('a terminal that can only take a signature takes it', () => {
    expect(run(COMMON, { signature: 'unknown' })).toMatchObject({
      asked: ['signature'],
      results: '1E0300',
      findings: [],
    })
  })

  test('a failed method whose rule does not lead on fails the verification', () => {
    expect(run(COMMON, { signature: 'failed' })).toMatchObject({
      results: '1E0301',
      findings: ['cardholder-verification-not-successful'],
    })
  })

  test('a terminal without any of them: no verification, which is a success', () => {
    expect(run(COMMON, {})).toMatchObject({ asked: [], results: '1F0202', findings: [] })
  })
})

test('amounts decide: nothing up to 100.00, online PIN above', () => {
  const list = '00002710000000001F060207'
  expect(run(list, { 'online-pin': 'unknown' }, { amount_minor: 9_999 })).toMatchObject({ results: '1F0602' })
  expect(run(list, { 'online-pin': 'unknown' }, { amount_minor: 10_001 })).toMatchObject({ results: '020700' })
  // Exactly X is neither under nor over; and in another currency amounts cannot be compared at all.
  const none = { results: '3F0001', findings: ['cardholder-verification-not-successful'] }
  expect(run(list, { 'online-pin': 'unknown' }, { amount_minor: 10_000 })).toMatchObject(none)
  expect(run(list, { 'online-pin': 'unknown' }, { sameCurrency: false })).toMatchObject(none)
})

test('conditions of cash and cashback', () => {
  const list = '0000000000000000020102041F05'
  const at = (transaction: VerificationContext['transaction']) =>
    run(list, { 'online-pin': 'unknown' }, { transaction }).results
  expect([at('unattended-cash'), at('attended-cash'), at('cashback'), at('purchase')]).toEqual([
    '020100',
    '020400',
    '1F0502',
    '3F0001',
  ])
})

/** EMV Book 3, annex C3, table 44: when each condition lets its rule apply. X is 100.00, Y is 500.00. */
describe.each([
  ['00', 'always', { purchase: true, cashback: true, 'attended-cash': true, 'unattended-cash': true }],
  ['01', 'unattended cash', { 'unattended-cash': true }],
  ['02', 'neither cash nor cashback', { purchase: true }],
  [
    '03',
    'the terminal supports it',
    { purchase: true, cashback: true, 'attended-cash': true, 'unattended-cash': true },
  ],
  ['04', 'attended cash', { 'attended-cash': true }],
  ['05', 'purchase with cashback', { cashback: true }],
  ['06', 'under X', [9_999]],
  ['07', 'over X', [10_001, 49_999, 50_000, 50_001]],
  ['08', 'under Y', [9_999, 10_000, 10_001, 49_999]],
  ['09', 'over Y', [50_001]],
  ['0A', 'reserved: never', []],
] as [string, string, readonly number[] | Readonly<Record<string, true>>][])(
  'condition %s, %s',
  (condition, _, applies) => {
    const TRANSACTIONS = ['purchase', 'cashback', 'attended-cash', 'unattended-cash'] as const
    const list = `000027100000C35002${condition}`
    const isAsked = (overrides: Partial<VerificationContext>) => run(list, { 'online-pin': 'unknown' }, overrides).asked

    test('applies there and nowhere else', () => {
      if (!Array.isArray(applies)) {
        for (const transaction of TRANSACTIONS) {
          expect(isAsked({ transaction })).toHaveLength(transaction in applies ? 1 : 0)
        }
        return
      }
      for (const amount_minor of [9_999, 10_000, 10_001, 49_999, 50_000, 50_001]) {
        expect(isAsked({ amount_minor })).toHaveLength(applies.includes(amount_minor) ? 1 : 0)
        expect(isAsked({ amount_minor, sameCurrency: false })).toEqual([])
      }
    })
  },
)

describe('a method the terminal does not have', () => {
  test('fails where its rule applies: on to the next only with bit 7 (apply succeeding)', () => {
    expect(run('000000000000000041001F00', {}).results).toBe('1F0002')
    expect(run('000000000000000001001F00', {}).results).toBe('3F0001')
  })
  test('is passed over where the rule says: if supported, with bit 7 or without', () => {
    expect(run('000000000000000001031F00', {})).toMatchObject({ results: '1F0002', findings: [] })
    expect(run('000000000000000041031F00', {})).toMatchObject({ results: '1F0002', findings: [] })
  })
  test('fail CVM is carried out and fails, and what follows it counts only with bit 7', () => {
    expect(run('000000000000000000001F00', {}).results).toBe('000001')
    expect(run('000000000000000040001F00', {}).results).toBe('1F0002')
  })
  test('both parts of PIN and signature are one method', () => {
    expect(run('00000000000000000300', { 'plaintext-pin-and-signature': 'unknown' }).results).toBe('030000')
    expect(run('00000000000000000500', { 'enciphered-pin-and-signature': 'failed' }).results).toBe('050001')
  })
})

test('a PIN the terminal cannot take, and a code nobody knows', () => {
  expect(run('00000000000000000200', {})).toMatchObject({
    results: '3F0001',
    findings: ['pin-pad-not-working', 'cardholder-verification-not-successful'],
  })
  expect(run('00000000000000006A001F00', {})).toMatchObject({
    results: '1F0002',
    findings: ['unrecognised-cvm'],
  })
  expect(run('00000000000000002A001F00', {}).findings).toContain('cardholder-verification-not-successful')
})

test('a card without a list has missing data, not a failed verification', () => {
  const progress = beginVerification(
    { x_minor: 0, y_minor: 0, rules: [] },
    {
      amount_minor: 1,
      sameCurrency: true,
      transaction: 'purchase',
      supports: new Set(),
    },
  )
  expect(progress).toMatchObject({ next: 'done', results: Uint8Array.of(0x3f, 0, 0), findings: ['icc-data-missing'] })
})

test('a list of odd length is refused', () => {
  expect(readVerificationList(fromHex('000000000000000041')).ok).toBe(false)
  expect(readVerificationList(fromHex('00000000')).ok).toBe(false)
})

test('terminal verification results by bit (EMV Book 3, annex C5)', () => {
  expect(toHex(verificationResults(['online-pin-entered']))).toBe('0000040000')
  expect(toHex(verificationResults(['offline-data-authentication-not-performed', 'application-expired']))).toBe(
    '8040000000',
  )
  expect(toHex(verificationResults(['pin-try-limit-exceeded', 'issuer-authentication-failed']))).toBe('0000200040')
  expect(findingsIn(fromHex('8000048000'))).toEqual([
    'offline-data-authentication-not-performed',
    'online-pin-entered',
    'floor-limit-exceeded',
  ])
})

import type { Observation } from '@fiftyfive/acquiring'
import { describe, expect, it } from 'vitest'
import { attemptOf } from './attempt.ts'

const observation: Observation = {
  key: 'T0000001-000001-000042',
  at: 0,
  terminalId: 'T0000001',
  merchantId: '898310154110001',
  merchantName: { en: 'Shop', 'zh-CN': '店' },
  amount: { minor: 1_000, currency: 'CNY' },
  card: 'token',
  maskedPan: '622588******5678',
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  cardFacts: { panLength: 19, pinWanted: true, cvmResults: '420300' },
  terminalFacts: {},
  forwarded: true,
  timeline: [],
}

describe('the attempt that the diagnosis reads', () => {
  it('holds the facts of card and batch, and leaves out what was not seen', () => {
    const attempt = attemptOf({ ...observation, batchMismatch: true }, '55')
    expect(attempt).toMatchObject({ panLength: 19, pinWanted: true, cvmResults: '420300', batchMismatch: true })
    const other = attemptOf({ ...observation, cardFacts: { panLength: 16 } }, '55')
    expect(JSON.stringify(other)).not.toContain('pinWanted')
  })

  it.each([
    ['55', '55', 'issuer'],
    ['96', '81', 'acquirer'],
    ['98', undefined, 'acquirer'],
    ['96', '', 'acquirer'],
  ])('names who decided on %s when the issuer said %s', (code, issuerCode, answeredBy) => {
    const seen = issuerCode === undefined ? observation : { ...observation, issuerCode }
    expect(attemptOf(seen, code).answeredBy).toBe(answeredBy)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeeAgreement } from '@fiftyfive/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFeeAgreements } from './agreements.ts'
import { readBankDays } from './bank-days.ts'
import { agreementsOf, feeOf } from './fee.ts'

const SHOP = '898310154110024'
const first: FeeAgreement = {
  merchant: SHOP,
  version: 1,
  validFrom: '2026-01-01',
  rate_bp: 60,
  perSale_minor: 0,
  paysOut: 'T+1',
}
const second: FeeAgreement = {
  ...first,
  version: 2,
  validFrom: '2026-11-27',
  rate_bp: 55,
  perSale_minor: 10,
  paysOut: 'T+0',
}
const ORDINARY = { closed: new Set<string>(), open: new Set<string>() }
/** Noon in China. */
const noon = (day: string): number => Date.parse(`${day}T04:00:00Z`)
const batch = (day: string) => ({ closedAt: noon(day), sales: 3, sales_minor: 12_345, net_minor: 11_345 })

describe('the fee of a batch', () => {
  it('is that of the version that held when it was settled', () => {
    expect(feeOf(batch('2025-12-31'), [first, second], ORDINARY)).toBeUndefined()
    // 0.60 % of 123.45 is 0.7407.
    expect(feeOf(batch('2026-11-26'), [first, second], ORDINARY)).toMatchObject({
      version: 1,
      fee_minor: 74,
      payout_minor: 11_271,
    })
    // 0.55 % is 0.678975, and three times 0.10.
    expect(feeOf(batch('2026-11-27'), [first, second], ORDINARY)).toMatchObject({
      version: 2,
      fee_minor: 98,
      payout_minor: 11_247,
    })
  })

  it('is paid the same day, or the next one on which banks work', () => {
    const friday = '2026-11-27'
    expect(feeOf(batch(friday), [second], ORDINARY)?.paidOn).toBe(Date.parse('2026-11-26T16:00:00Z'))
    expect(feeOf(batch(friday), [first], ORDINARY)?.paidOn).toBe(Date.parse('2026-11-29T16:00:00Z'))
  })

  it('is paid on no holiday, and on a weekend that is worked for one', () => {
    const days = { closed: new Set(['2026-10-01', '2026-10-02', '2026-10-05']), open: new Set(['2026-10-10']) }
    const paid = (day: string) => feeOf(batch(day), [first], days)?.paidOn
    expect(paid('2026-09-30')).toBe(Date.parse('2026-10-05T16:00:00Z'))
    expect(paid('2026-10-09')).toBe(Date.parse('2026-10-09T16:00:00Z'))
  })

  it('follows a merchant’s own agreement, or the one for everybody', () => {
    const everybody = { ...first, merchant: '*' }
    expect(agreementsOf([everybody, second, first], SHOP)).toEqual([first, second])
    expect(agreementsOf([everybody, second, first], '898310154110021')).toEqual([everybody])
  })
})

describe('agreements', () => {
  let directory: string
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'fiftyfive-fees-'))))
  afterEach(() => rmSync(directory, { recursive: true }))
  const written = (...agreements: readonly FeeAgreement[]) => {
    writeFileSync(join(directory, 'fee-agreements.json'), JSON.stringify(agreements))
    return () => readFeeAgreements(directory)
  }

  it('grow by versions, and none changes or goes in silence', () => {
    expect(readFeeAgreements(directory)).toEqual([])
    expect(written(first)()).toEqual([first])
    expect(written({ ...first, rate_bp: 61 })).toThrow('was changed. Add another version')
    expect(written()).toThrow('was changed')
    expect(written(first, second)()).toEqual([first, second])
  })

  it('stand beside the days on which banks work, which cannot contradict themselves', () => {
    const file = join(directory, 'bank-days.json')
    expect(readBankDays(directory)).toEqual(ORDINARY)
    writeFileSync(file, JSON.stringify({ closed: ['2026-10-01'] }))
    expect(readBankDays(directory)).toEqual({ closed: new Set(['2026-10-01']), open: new Set() })
    writeFileSync(file, JSON.stringify({ closed: ['2026-10-01'], open: ['2026-10-01'] }))
    expect(() => readBankDays(directory)).toThrow('cannot be both')
    writeFileSync(file, JSON.stringify({ closed: ['1 October'] }))
    expect(() => readBankDays(directory)).toThrow()
  })

  it('follow one another in number and day', () => {
    expect(written(second)).toThrow('does not follow')
    expect(written(first, { ...second, validFrom: first.validFrom })).toThrow('does not follow')
  })
})

import { expect, it } from 'vitest'
import { dayName, endedPeriods, lastDays, periodBefore } from './period.ts'

const local = (text: string): number => Date.parse(`${text}+08:00`)
const names = (periods: readonly { from: number; until: number }[]) =>
  periods.map(({ from, until }) => `${dayName(from)} ${dayName(until - 1)}`)

it('a week ends when Sunday does, in local time and not a moment earlier', () => {
  const since = local('2026-11-20T12:00:00')
  expect(names(endedPeriods('weekly', since, local('2026-11-22T23:59:59.999')))).toEqual([])
  expect(names(endedPeriods('weekly', since, local('2026-11-23T00:00:00')))).toEqual(['2026-11-16 2026-11-22'])
})

it('catches up with what ended during a standstill, oldest first, and not with years of it', () => {
  const since = local('2026-10-31T00:00:00')
  const now = local('2026-12-02T09:00:00')
  expect(names(endedPeriods('monthly', since, now))).toEqual(['2026-10-01 2026-10-31', '2026-11-01 2026-11-30'])
  expect(endedPeriods('weekly', since, now)).toHaveLength(5)
  expect(endedPeriods('weekly', 0, now)).toHaveLength(8)
})

it('compares a month with the month before, and seven days with the seven before', () => {
  const [february] = endedPeriods('monthly', local('2028-02-20T00:00:00'), local('2028-03-01T00:00:00'))
  if (!february) throw new Error('February has ended')
  expect(names([february, periodBefore('monthly', february)])).toEqual([
    '2028-02-01 2028-02-29',
    '2028-01-01 2028-01-31',
  ])
  const days = lastDays(local('2026-11-27T15:30:00'))
  expect(names([days, periodBefore('asked', days)])).toEqual(['2026-11-21 2026-11-27', '2026-11-14 2026-11-20'])
})

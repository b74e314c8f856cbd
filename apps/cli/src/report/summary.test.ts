import { diagnose } from '@fiftyfive/diagnosis'
import { expect, test } from 'vitest'
import { parseAttempt } from '../attempts/attempt-line.ts'
import { Summary } from './summary.ts'
import { summaryText } from './text.ts'

const DAY_MS = 86_400_000
const BEGIN = Date.UTC(2027, 2, 1)

const refusedAt = (at: number) => {
  const where = { terminal: 'T', merchant: 'M', card: '', range: '', entryMode: 'chip' }
  const attempt = parseAttempt(
    JSON.stringify({ id: `T-${at}`, at, ...where, pinPresent: true, code: '55', forwarded: true }),
  )
  if (typeof attempt === 'string') throw new Error(attempt)
  return attempt
}

test.each([
  { what: 'an hour', times: [0, 3_600_000] },
  { what: 'a month with few refusals', times: [0, 12 * DAY_MS, 30 * DAY_MS] },
  { what: 'years, newest first', times: [900 * DAY_MS, 0] },
])('the refusals of $what are all in the picture, in some hundreds of bars', ({ times }) => {
  const summary = new Summary()
  for (const time of times) summary.addAttempt(refusedAt(BEGIN + time))
  const starts = [...summary.refusalsAt.keys()]
  expect((Math.max(...starts) - Math.min(...starts)) / summary.bucket_ms).toBeLessThanOrEqual(242)
  expect([...summary.refusalsAt.values()].reduce((sum, count) => sum + count, 0)).toBe(times.length)
  expect(Math.max(...starts) + summary.bucket_ms).toBeGreaterThan(BEGIN + Math.max(...times))
})

test('a text ends with how many refusals each cause has, the most frequent first, in the language asked for', () => {
  const summary = new Summary()
  const verdicts = ['slip', 'forgotten', 'slip', 'slip'] as const
  for (const [index, cause] of verdicts.entries()) {
    const attempt = refusedAt(BEGIN + index)
    summary.addAttempt(attempt)
    summary.addVerdict(attempt, { ...diagnose(attempt, { card: [], terminal: [], link: [] }, attempt.at), cause })
  }
  expect(summaryText(summary, 'en').split('\n')).toEqual([
    'Attempts: 4. Refusals to explain: 4.',
    '  3   75.0 %  Slip of the finger',
    '  1   25.0 %  PIN forgotten or never set',
    'Nothing in the fleet stood out.',
  ])
  expect(summaryText(summary, 'zh-CN')).toMatch(/ {2}3 {3}75\.0 % {2}\p{Script=Han}+/u)
})

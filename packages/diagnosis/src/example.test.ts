import { fill, messagesIn } from '@fiftyfive/messages'
import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { approval, around, MORNING, ownRefusal, pad, refusal } from './testing.ts'
import type { Verdict } from './verdict.ts'

/** The verdict as a person reads it: one sentence a line with its share of the log-odds. */
function read(verdict: Verdict, lines: number): string[] {
  const { evidence } = messagesIn('en')
  return verdict.evidence
    .slice(0, lines)
    .map(
      ({ id, values, weight }) =>
        `${weight > 0 ? 'for' : 'against'}: ${fill(evidence[id as keyof typeof evidence], values)}`,
    )
}

test('a terminal whose PIN key was overwritten', () => {
  const attempt = ownRefusal({
    code: '99',
    keyCheck: 'other',
    pinBlock: { shape: 'bad-control', underPreviousKey: false },
  })
  const verdict = diagnose(attempt, around(), MORNING)
  expect(verdict).toMatchObject({ cause: 'wrong-terminal-key', stage: 'immediate' })
  expect(read(verdict, 3)).toEqual([
    'for: The terminal states a check value we do not know for it.',
    'for: The PIN block’s control field was wrong: another key or format.',
    'for: The answer was 99: PIN block not usable.',
  ])
})

test('a slip, before and after the second entry', () => {
  const attempt = refusal({ triesLeft: 5 })
  const immediate = diagnose(attempt, around(), MORNING)
  const second = approval({ at: MORNING + 25_000, pinPad: pad({ entry: 2, repeated: false }) })
  const revised = diagnose(attempt, around({ later: [second] }), MORNING + 26_000)
  expect([immediate.stage, revised.stage]).toEqual(['immediate', 'revised'])
  expect([immediate.cause, revised.cause]).toEqual(['slip', 'slip'])
  expect(revised.confidence).toBeGreaterThan(immediate.confidence + 0.01)
  expect(read(revised, 99)).toContain('for: The next entry was accepted 25 s later at the same terminal.')
})

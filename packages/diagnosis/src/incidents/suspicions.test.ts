import { expect, test } from 'vitest'
import type { Attempt } from '../attempt.ts'
import { MODEL } from '../model/index.ts'
import { MORNING, refusal } from '../testing.ts'
import { Cards } from './cards.ts'
import { Places } from './places.ts'
import { Sessions, type Session } from './sessions.ts'
import { Suspicions } from './suspicions.ts'

function session(changes: Partial<Attempt>): Session {
  const attempt = refusal(changes)
  const cards = new Cards()
  const { session } = new Sessions(cards).add(attempt, new Places(cards).of(attempt))
  if (!session) throw new Error('a refusal has a session')
  return session
}

/** Whether a second card that cannot be paid with by ear alarms, after a first one. */
function alarms(first: Partial<Attempt>, second: Partial<Attempt>): boolean {
  const suspicions = new Suspicions()
  const around = { model: MODEL, sessions: 1_000, passed: () => 1, recorded: () => 0 }
  const ranking = [{ cause: 'accessibility', probability: 0.9999 }] as const
  suspicions.add(session({ at: MORNING, card: 'a', ...first }), ranking, around)
  return suspicions.add(session({ at: MORNING + 180_000, card: 'b', ...second }), ranking, around) !== undefined
}

test('two people who cannot use a till are enough', () => {
  expect(alarms({ amount_minor: 3_900 }, { amount_minor: 5_100 })).toBe(true)
  expect(alarms({ amount_minor: 3_900 }, { amount_minor: 3_900, at: MORNING + 3_600_000 })).toBe(true)
})

test('one who tries with another card is not', () => {
  expect(alarms({ amount_minor: 3_900 }, { amount_minor: 3_900 })).toBe(false)
})

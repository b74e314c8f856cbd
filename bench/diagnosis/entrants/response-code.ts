import { concernsPin } from '@fiftyfive/diagnosis'
import type { Entrant, VerdictAnswer } from '../entrant.ts'
import type { Scenario } from '../truth.ts'
import { streaming } from './streaming.ts'

type Ranking = VerdictAnswer['ranking']

/** Below this, acting is worse than saying `unknown`; the same limit that the product uses. */
const ACT_MIN = 0.6

/** How often each cause was behind each response code in scenarios whose truth is known. */
export function learnTable(training: readonly Scenario[]): ReadonlyMap<string, Ranking> {
  const counts = new Map<string, Map<string, number>>()
  for (const { attempts, attemptTruths } of training) {
    const causeOf = new Map(attemptTruths.map(({ id, cause }) => [id, cause]))
    for (const { id, code } of attempts) {
      const cause = causeOf.get(id)
      if (!cause || !concernsPin(code)) continue
      const causes = counts.get(code) ?? new Map<string, number>()
      counts.set(code, causes.set(cause, (causes.get(cause) ?? 0) + 1))
    }
  }
  return new Map([...counts].map(([code, causes]) => [code, rank(causes)]))
}

function rank(causes: ReadonlyMap<string, number>): Ranking {
  const sum = [...causes.values()].reduce((total, count) => total + count, 0)
  return [...causes]
    .map(([cause, count]) => ({ cause, probability: count / sum }))
    .toSorted((first, second) => second.probability - first.probability)
}

/** What can be known from the response code alone, by a table learnt on the training scenarios. */
export const responseCode = (table: ReadonlyMap<string, Ranking>): Entrant =>
  streaming('response code alone', () => {
    const verdicts: VerdictAnswer[] = []
    return {
      observe({ id, code }) {
        if (!concernsPin(code)) return
        const ranking = table.get(code) ?? []
        const [first] = ranking
        verdicts.push({ attempt: id, ranking, cause: first && first.probability >= ACT_MIN ? first.cause : 'unknown' })
      },
      end: () => ({ verdicts, incidents: [] }),
    }
  })

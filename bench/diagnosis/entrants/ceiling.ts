import { type Attempt, concernsPin } from '@fiftyfive/diagnosis'
import type { Entrant, VerdictAnswer } from '../entrant.ts'
import { covers, type Scenario } from '../truth.ts'

const LATER_MS = 600_000

/**
 * Not an entrant but a ceiling: it is told which faults are there, where and since when, and counts on the very attempts
 * it is judged on which cause was behind each combination of what can be seen. Nobody can do better with these facts.
 */
export function ceiling(all: readonly Scenario[]): (scenario: Scenario) => Entrant {
  const counts = new Map<string, Map<string, number>>()
  const known = new Map<Scenario, ReadonlyMap<string, string>>()
  for (const scenario of all) {
    const seen = combinations(scenario)
    known.set(scenario, seen)
    for (const { id, cause } of scenario.attemptTruths) {
      const combination = seen.get(id)
      if (combination === undefined) continue
      const causes = counts.get(combination) ?? new Map<string, number>()
      counts.set(combination, causes.set(cause ?? 'unknown', (causes.get(cause ?? 'unknown') ?? 0) + 1))
    }
  }
  const rankings = new Map([...counts].map(([combination, causes]) => [combination, rank(causes)]))
  return (scenario) => ({
    name: 'ceiling: told the faults, counted on the answers',
    async answer() {
      const verdicts = [...(known.get(scenario) ?? [])].map(([attempt, combination]): VerdictAnswer => {
        const ranking = rankings.get(combination) ?? []
        return { attempt, ranking, cause: ranking[0]?.cause ?? 'unknown' }
      })
      const incidents = scenario.faults.map(({ id, from, scope, cause = 'unknown' }) => ({
        incident: id,
        at: from,
        scope,
        cause,
      }))
      return { verdicts, incidents }
    },
  })
}

function rank(causes: ReadonlyMap<string, number>): VerdictAnswer['ranking'] {
  const sum = [...causes.values()].reduce((total, count) => total + count, 0)
  return [...causes]
    .map(([cause, count]) => ({ cause, probability: count / sum }))
    .toSorted((first, second) => second.probability - first.probability)
}

/** For each refusal, everything about it that may matter, as one string. */
function combinations(scenario: Scenario): ReadonlyMap<string, string> {
  const ofCard = Map.groupBy(scenario.attempts, ({ card }) => card)
  const result = new Map<string, string>()
  for (const attempt of scenario.attempts) {
    if (!concernsPin(attempt.code)) continue
    const others = ofCard.get(attempt.card) ?? []
    const before = others.filter(
      ({ at, code }) => at < attempt.at && at > attempt.at - 86_400_000 && concernsPin(code),
    ).length
    const later = others.filter(({ at }) => at > attempt.at && at < attempt.at + LATER_MS)
    const active = scenario.faults
      .filter(
        ({ from, until, scope }) =>
          attempt.at >= from && attempt.at <= until && scope.some((each) => covers(each, attempt)),
      )
      .map(({ cause, owner }) => cause ?? owner)
      .toSorted()
    result.set(attempt.id, [...active, '|', ...ownFacts(attempt), Math.min(before, 3), howItWent(later)].join(' '))
  }
  return result
}

function ownFacts(attempt: Attempt): (string | number | boolean | undefined)[] {
  const { code, issuerCode, pinPad, pinBlock, mac, keyCheck, answeredBy, pinDigitsUsual, triesLeft } = attempt
  const digits = pinPad && pinDigitsUsual ? Math.sign(pinPad.digits - pinDigitsUsual) : undefined
  const entry = pinPad && Math.min(pinPad.entry, 3)
  return [
    code,
    issuerCode,
    answeredBy,
    pinBlock?.shape,
    mac,
    keyCheck,
    digits,
    pinPad?.time,
    entry,
    pinPad?.repeated,
    triesLeft,
  ]
}

const howItWent = (later: readonly Attempt[]): string =>
  later.length === 0 ? 'left' : later.some(({ code }) => code === '00') ? 'paid' : 'refused'

import { join } from 'node:path'
import { concernsPin, MODEL, type Verdict } from '@fiftyfive/diagnosis'
import { answersOf } from './entrants/fiftyfive.ts'
import type { Scenario } from './truth.ts'

const LISTED = 10
const LINES = 5

/** The verdicts that were most surely wrong, one of each mistake, with what led to them. */
export async function worstVerdicts(
  scenarios: readonly { readonly scenario: Scenario; readonly directory: string }[],
): Promise<readonly string[]> {
  const wrong: { readonly what: string; readonly confidence: number; readonly line: string }[] = []
  for (const { scenario, directory } of scenarios) {
    const files = [join(directory, 'attempts.ndjson'), join(directory, 'events.ndjson')] as const
    const { verdicts } = await answersOf(...files, MODEL)
    const last = new Map(verdicts.map((verdict) => [verdict.attempt, verdict as Verdict]))
    const codes = new Map(scenario.attempts.map(({ id, code }) => [id, code]))
    for (const { id, cause, fault, owner } of scenario.attemptTruths) {
      const verdict = last.get(id)
      const code = codes.get(id)
      if (!verdict || verdict.cause === 'unknown' || code === undefined || !concernsPin(code)) continue
      if (cause === verdict.cause) continue
      const because = verdict.evidence.slice(0, LINES).map((each) => `${each.id} ${each.weight.toFixed(1)}`)
      const said = `${verdict.cause} ${(100 * verdict.confidence).toFixed(0)} %`
      const line = `${scenario.name} ${id}: ${said}, was ${cause ?? fault ?? owner}\n    ${because.join(', ')}`
      wrong.push({ what: `${cause ?? fault ?? owner} ${verdict.cause}`, confidence: verdict.confidence, line })
    }
  }
  const counts = Map.groupBy(wrong, ({ what }) => what)
  return [...counts.values()]
    .map((all) => ({ all, worst: all.reduce((a, b) => (b.confidence > a.confidence ? b : a)) }))
    .toSorted((a, b) => b.worst.confidence - a.worst.confidence)
    .slice(0, LISTED)
    .map(({ all, worst }) => `${worst.line}\n    (${all.length} of this kind)`)
}

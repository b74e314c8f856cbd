import { type Attempt, type OtherAttempt, payerOf, type Surroundings } from '../attempt.ts'
import type { Histories } from '../model/index.ts'
import type { HistoryObservation, Observation } from './observation.ts'
import { isPinRefusal, isSilent, newestFirst } from './outcome.ts'

/** What happened lately to others at this terminal, on this link, in this range and with this software version. */
export function observeFleet(attempt: Attempt, surroundings: Surroundings): Observation[] {
  const payer = payerOf(attempt)
  const others = (attempts: readonly OtherAttempt[]): readonly OtherAttempt[] =>
    newestFirst(attempts.filter((each) => payerOf(each) !== payer && each.id !== attempt.id))
  const terminal = others(surroundings.terminal)
  const link = others(surroundings.link)
  const elsewhere = sessions(link.filter((each) => each.terminal !== attempt.terminal))
  const sameRange = elsewhere.filter((each) => each.range === attempt.range)
  const sameVersion = elsewhere.filter(
    (each) =>
      attempt.softwareVersion !== undefined &&
      each.softwareVersion === attempt.softwareVersion &&
      each.model === attempt.model,
  )
  return [
    ...history('terminalRefusals', sessions(terminal).map(isPinRefusal)),
    ...history(
      'terminalMacFailures',
      terminal.filter((each) => each.mac !== undefined).map((each) => each.mac === 'invalid'),
    ),
    ...history('linkSilence', link.map(isSilent)),
    ...history('linkRefusals', elsewhere.map(isPinRefusal)),
    ...history('rangeRefusals', sameRange.map(isPinRefusal)),
    ...history('versionRefusals', sameVersion.map(isPinRefusal)),
  ]
}

/** One card's entries at one terminal count once, by how they ended: a slip that was mended is no failure. */
function sessions(attempts: readonly OtherAttempt[]): readonly OtherAttempt[] {
  const seen = new Set<string>()
  return attempts.filter((attempt) => {
    const session = `${payerOf(attempt)}@${attempt.terminal}`
    if (seen.has(session)) return false
    seen.add(session)
    return true
  })
}

function history(name: keyof Histories, failures: readonly boolean[]): HistoryObservation[] {
  if (failures.length === 0) return []
  const failed = failures.filter(Boolean).length
  return [{ history: name, failures, values: { failed, total: failures.length } }]
}

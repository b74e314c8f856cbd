import type { Acquaintance, Attempt } from '../attempt.ts'
import { observeAnswer, observeKeys, observePath, observePinBlock } from '../evidence/attempt.ts'
import { observeEntry } from '../evidence/entry.ts'
import { observeFacts, observeRecords } from '../evidence/facts.ts'
import type { Observation } from '../evidence/observation.ts'
import { isApproved } from '../evidence/outcome.ts'
import type { EvidenceLine } from '../verdict.ts'
import type { Deviation } from './deviation.ts'
import type { Records } from './records.ts'
import { showing } from './sessions.ts'
import type { Profile } from './share.ts'

/** Attempts that are asked: how it began, and how it is now. */
const ASKED_FIRST = 12
const ASKED_LAST = 20

/** What the refusals of an incident, by themselves and without their surroundings, showed. */
export interface Showing {
  readonly profile: Profile
  /** What fills the sentences of the outcomes, by `feature.outcome`: values that all share, or from the least to the most. */
  readonly values: ReadonlyMap<string, EvidenceLine['values']>
}

export function showingOf({ shown, kinds }: Pick<Deviation, 'shown' | 'kinds'>, records: Records): Showing {
  const profile = new Map<string, Map<string, number>>()
  const values = new Map<string, EvidenceLine['values'][]>()
  const asked = shown.map((session) => ({ attempt: showing(session, kinds), acquaintance: session.acquaintance }))
  for (const { attempt, acquaintance } of [
    ...asked.slice(0, ASKED_FIRST),
    ...asked.slice(ASKED_FIRST).slice(-ASKED_LAST),
  ]) {
    for (const observation of observeAlone(attempt, acquaintance, records)) {
      const { feature, outcome } = observation
      let counts = profile.get(feature)
      if (!counts) profile.set(feature, (counts = new Map()))
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      const id = `${feature}.${outcome}`
      const known = values.get(id)
      if (known) known.push(observation.values)
      else values.set(id, [observation.values])
    }
  }
  return { profile, values: new Map([...values].map(([id, each]) => [id, together(each)])) }
}

/** `5` and `12` become `5–12`; texts that differ stand beside one another. */
function together(all: readonly EvidenceLine['values'][]): EvidenceLine['values'] {
  const names = new Set(all.flatMap((each) => Object.keys(each)))
  return Object.fromEntries(
    [...names].map((name) => {
      const seen = [...new Set(all.flatMap((each) => (name in each ? [each[name] as string | number] : [])))]
      const numbers = seen.filter((value) => typeof value === 'number')
      if (seen.length === 1) return [name, seen[0] as string | number]
      if (numbers.length === seen.length) return [name, `${Math.min(...numbers)}–${Math.max(...numbers)}`]
      return [name, seen.map(String).toSorted().join(', ')]
    }),
  )
}

function observeAlone(attempt: Attempt, acquaintance: Acquaintance | undefined, records: Records): Observation[] {
  const checkValue = attempt.pinKeyCheckValue
  const keyOfAnother =
    checkValue === undefined ? undefined : records.keyBelongsTo(checkValue, attempt.terminal) !== undefined
  const facts = {
    ...(attempt.card === '' || !acquaintance ? {} : { acquaintance }),
    ...(keyOfAnother === undefined ? {} : { keyOfAnother }),
    ...(checkValue === undefined ? {} : { keyDelivered: records.wasDelivered(checkValue, attempt.terminal) }),
    ...(records.areKept ? { opened: records.opened(attempt.terminal, attempt.at) } : {}),
    firstKey: records.hasFirstKey(attempt.terminal),
  }
  const nothing = { card: [], terminal: [], link: [], facts }
  return [
    // What is expected of answers is expected of refusals; a card that was read at the third try may be accepted.
    ...(isApproved(attempt) ? [] : observeAnswer(attempt)),
    ...observePinBlock(attempt),
    ...observeKeys(attempt, facts),
    ...observeEntry(attempt, nothing),
    ...observePath(attempt),
    ...observeFacts(attempt),
    ...observeRecords(attempt, nothing),
  ]
}

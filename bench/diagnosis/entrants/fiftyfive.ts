import {
  type Attempt,
  type CardSession,
  concernsPin,
  diagnose,
  FleetWatch,
  LATER_WINDOW_MS,
  RecentAttempts,
} from '@fiftyfive/diagnosis'
import type { Entrant, IncidentAnswer, VerdictAnswer } from '../entrant.ts'
import { dimensionsOf } from '../truth.ts'
import { streaming } from './streaming.ts'

const SCOPES = [
  ['terminal'],
  ['merchant'],
  ['range'],
  ['link'],
  ['entry'],
  ['model'],
  ['version'],
  ['model', 'version'],
]
/** A scope that alarmed is watched afresh after this time. */
const SETTLED_AFTER_MS = 24 * 60 * 60_000

/** The product: the revised verdict of every refusal, and the scopes that its fleet watch alarms for. */
export const fiftyfive = (): Entrant =>
  streaming('fiftyfive', () => {
    const recent = new RecentAttempts()
    const waiting: Attempt[] = []
    const verdicts: VerdictAnswer[] = []
    const incidents: IncidentAnswer[] = []
    const open: { scope: string; at: number }[] = []
    const watch = new FleetWatch({ scopes: SCOPES, usualRate: 0.02, falseAlarmEvery: 1e9, cellsMax: 20_000 })

    const settle = (before: number): void => {
      while (waiting[0] && waiting[0].at <= before) {
        const attempt = waiting.shift() as Attempt
        const { cause, ranking } = diagnose(attempt, recent.around(attempt), attempt.at + LATER_WINDOW_MS)
        verdicts.push({ attempt: attempt.id, cause, ranking })
      }
    }
    return {
      observe(attempt) {
        settle(attempt.at - LATER_WINDOW_MS)
        recent.add(attempt)
        if (concernsPin(attempt.code)) waiting.push(attempt)
        while (open[0] && open[0].at <= attempt.at - SETTLED_AFTER_MS)
          watch.settle((open.shift() as { scope: string }).scope)
        for (const { scope } of watch.observe(sessionOf(attempt))) {
          open.push({ scope, at: attempt.at })
          incidents.push({ incident: `${scope}@${attempt.at}`, at: attempt.at, scope: [scope], cause: 'unknown' })
        }
      },
      end() {
        settle(Infinity)
        return { verdicts, incidents }
      },
    }
  })

/** Every attempt is a session of its own here: the watch has no notion yet of the retries that belong together. */
const sessionOf = (attempt: Attempt): CardSession => ({
  at: attempt.at,
  failed: concernsPin(attempt.code),
  values: dimensionsOf(attempt),
})

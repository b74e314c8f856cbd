import { type Attempt, concernsPin } from '@fiftyfive/diagnosis'
import type { Entrant, IncidentAnswer } from '../entrant.ts'
import { dimensionsOf } from '../truth.ts'
import { streaming } from './streaming.ts'

/** An element that raised an incident is left alone for this long. */
const QUIET_MS = 24 * 60 * 60_000

type Rule = (recent: readonly boolean[]) => boolean

/** Five of the last ten attempts of a terminal refused. */
export const fixedThreshold = (): Entrant =>
  watching('fixed threshold per terminal', 10, ({ terminal }) => [`terminal=${terminal}`], fiveOfTen)

const fiveOfTen: Rule = (recent) => recent.filter(Boolean).length >= 5

/** Fifty attempts of any element, three standard deviations above the usual rate, which is told to it. */
export const threeSigma = (usual: number): Entrant => {
  const most = 50 * usual + 3 * Math.sqrt(50 * usual * (1 - usual))
  const elements = (attempt: Attempt) =>
    Object.entries(dimensionsOf(attempt)).map(([name, value]) => `${name}=${value}`)
  return watching('three sigma per dimension', 50, elements, (recent) => recent.filter(Boolean).length > most)
}

function watching(name: string, size: number, elementsOf: (attempt: Attempt) => string[], alarms: Rule): Entrant {
  return streaming(name, () => {
    const windows = new Map<string, boolean[]>()
    const raisedAt = new Map<string, number>()
    const incidents: IncidentAnswer[] = []
    return {
      observe(attempt) {
        const { at, code } = attempt
        for (const element of elementsOf(attempt)) {
          const recent = [...(windows.get(element) ?? []), concernsPin(code)].slice(-size)
          windows.set(element, recent)
          if (recent.length < size || !alarms(recent)) continue
          if (at - (raisedAt.get(element) ?? -Infinity) < QUIET_MS) continue
          raisedAt.set(element, at)
          incidents.push({ incident: `${element}@${at}`, at, scope: [element], cause: 'unknown' })
        }
      },
      end: () => ({ verdicts: [], incidents }),
    }
  })
}

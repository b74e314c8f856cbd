import { concernsPin } from '@fiftyfive/diagnosis'
import type { Entrant, IncidentAnswer } from '../entrant.ts'
import { dimensionsOf } from '../truth.ts'
import { streaming } from './streaming.ts'

const HOUR_MS = 60 * 60_000
/** Thresholds of the paper: share of the change one element and one set of elements must explain. */
const ELEMENT_MIN = 0.1
const SET_MIN = 0.67
/** Share of the newest hour in the forecast. */
const SMOOTHING = 0.05
const WARM_UP_HOURS = 24

type Counts = ReadonlyMap<string, number>

/**
 * Adtributor (Bhagwan et al., NSDI 2014) on the refusals of each hour, from the published description: the forecast of an
 * element is its exponentially smoothed past, an hour is anomalous three Poisson deviations above it, and the dimension
 * with the most surprise (Jensen-Shannon) is named with the fewest elements that explain two thirds of the change.
 */
export const adtributor = (): Entrant =>
  streaming('Adtributor, hourly', () => {
    let [hour, hours] = [-1, 0]
    let real = new Map<string, number>()
    let total = 0
    const forecast = new Map<string, number>()
    const incidents: IncidentAnswer[] = []

    const close = (): void => {
      const expected = forecast.get('') ?? 0
      if (hours >= WARM_UP_HOURS && total > expected + 3 * Math.sqrt(Math.max(expected, 1))) {
        const scope = explain(real, forecast, total, expected)
        const at = (hour + 1) * HOUR_MS
        if (scope.length > 0) incidents.push({ incident: `hour-${hour}`, at, scope, cause: 'unknown' })
      }
      real.set('', total)
      for (const name of new Set([...real.keys(), ...forecast.keys()])) {
        const now = real.get(name) ?? 0
        forecast.set(name, hours === 0 ? now : (1 - SMOOTHING) * (forecast.get(name) ?? 0) + SMOOTHING * now)
      }
      hours++
      real = new Map()
      total = 0
    }

    return {
      observe(attempt) {
        const current = Math.floor(attempt.at / HOUR_MS)
        if (current !== hour && hour !== -1) close()
        hour = current
        if (!concernsPin(attempt.code)) return
        total++
        for (const [name, value] of Object.entries(dimensionsOf(attempt)))
          real.set(`${name}=${value}`, (real.get(`${name}=${value}`) ?? 0) + 1)
      },
      end: () => ({ verdicts: [], incidents }),
    }
  })

/** The elements of the most surprising dimension that explain the change; none when no dimension does. */
export function explain(real: Counts, forecast: Counts, total: number, expected: number): string[] {
  const names = [...new Set([...real.keys(), ...forecast.keys()])].filter((name) => name !== '')
  const dimensions = Map.groupBy(names, (name) => name.slice(0, name.indexOf('=')))
  let [best, most]: [string[], number] = [[], -Infinity]
  for (const elements of dimensions.values()) {
    const scored = elements
      .map((element) => {
        const [seen, usual] = [real.get(element) ?? 0, forecast.get(element) ?? 0]
        return {
          element,
          power: (seen - usual) / (total - expected),
          surprise: surprise(usual / Math.max(expected, 1e-9), seen / total),
        }
      })
      .toSorted((first, second) => second.surprise - first.surprise)
    const chosen: typeof scored = []
    let explained = 0
    for (const each of scored) {
      if (each.power < ELEMENT_MIN) continue
      chosen.push(each)
      explained += each.power
      if (explained >= SET_MIN) break
    }
    const sum = chosen.reduce((partial, each) => partial + each.surprise, 0)
    if (explained >= SET_MIN && sum > most) [best, most] = [chosen.map(({ element }) => element), sum]
  }
  return best
}

/** An element's part of the Jensen-Shannon divergence between its forecast share and its real one. */
function surprise(usual: number, seen: number): number {
  const half = (share: number) => (share === 0 ? 0 : share * Math.log((2 * share) / (usual + seen)))
  return (half(usual) + half(seen)) / 2
}

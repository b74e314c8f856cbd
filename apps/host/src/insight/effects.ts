import type { EffectsReport, TimelineEntry } from '@fiftyfive/contract'
import {
  MONDAY_MS,
  type ObservationFigures,
  type ObservationLog,
  type ObservationWindow,
  type RefusedSale,
} from '@fiftyfive/store/sqlite'
import { saleSums } from './sales.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** Newest approved payments whose times are looked at. */
const TIMED_MAX = 400

type Name = EffectsReport['merchants'][number]['name']

/** Money lost and saved, tries spent and burnt, time to answer: of one merchant, or of all. */
export function effectsOf(
  {
    figures,
    log,
    nameOf,
  }: {
    readonly figures: ObservationFigures
    readonly log: ObservationLog
    readonly nameOf: (merchant: string) => Name
  },
  days: number,
  now: number,
  merchant?: string,
): EffectsReport {
  const until = now + 1
  const window: ObservationWindow = {
    since: until - days * DAY_MS,
    until,
    ...(merchant === undefined ? {} : { places: [[{ dimension: 'merchant', value: merchant }]] }),
  }
  const sums = figures.sums(window)
  const sales = figures.refusedSales(window, WEEK_MS)
  const by = <Key>(keyOf: (sale: RefusedSale) => Key) =>
    [...Map.groupBy(sales, keyOf)].map(([key, members]) => ({
      key,
      ...saleSums(members),
      tries: members.reduce((total, { tries }) => total + tries, 0),
    }))
  const dearest = (
    a: { lost_minor: number; rescued_minor: number },
    b: { lost_minor: number; rescued_minor: number },
  ) => b.lost_minor - a.lost_minor || b.rescued_minor - a.rescued_minor
  return {
    from: window.since,
    until,
    attempts: sums.attempts,
    refused: sums.refused,
    triesSpent: sums.triesSpent,
    triesBurnt: sums.triesBurnt,
    sales: saleSums(sales),
    answer: answerTimes(log, merchant),
    causes: by(({ cause }) => cause)
      .toSorted(dearest)
      .map(({ key, ...rest }) => ({ cause: key as EffectsReport['causes'][number]['cause'], ...rest })),
    merchants: by((sale) => sale.merchant)
      .toSorted(dearest)
      .map(({ key, ...rest }) => ({ merchant: key, name: nameOf(key), ...rest })),
    weeks: by(({ week }) => week)
      .toSorted((a, b) => a.key - b.key)
      .map(({ key, ...rest }) => ({ at: key * WEEK_MS + MONDAY_MS, ...rest })),
  }
}

/** From the arrival of the till's request to its answer. */
function answerTimes(log: ObservationLog, merchant: string | undefined): EffectsReport['answer'] {
  const times = log
    .list({ status: 'approved', limit: TIMED_MAX, ...(merchant === undefined ? {} : { merchant }) })
    .flatMap(({ body }) => {
      const { timeline } = JSON.parse(body) as { readonly timeline: readonly TimelineEntry[] }
      const [first, last] = [timeline[0], timeline.at(-1)]
      return first && last ? [last.at - first.at] : []
    })
    .toSorted((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0
  return { median_ms: at(0.5), slow_ms: at(0.95) }
}

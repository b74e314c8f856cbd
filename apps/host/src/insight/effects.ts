import type { EffectsReport, TimelineEntry } from '@fiftyfive/contract'
import {
  MONDAY_MS,
  type ObservationFigures,
  type ObservationLog,
  type ObservationWindow,
  type RefusedSale,
} from '@fiftyfive/store/sqlite'
import { type PeopleSums, peopleSums } from './customers.ts'
import { saleSums } from './sales.ts'

const WEEK_MS = 7 * 86_400_000
/** Newest approved payments whose times are looked at. */
const TIMED_MAX = 400

type Name = EffectsReport['merchants'][number]['name']

export interface EffectsPorts {
  readonly figures: ObservationFigures
  readonly log: Pick<ObservationLog, 'list'>
  readonly nameOf: (merchant: string) => Name
}

export interface Period {
  /** Milliseconds since 1970, the end not included. */
  readonly from: number
  readonly until: number
}

/** Money lost and saved, tries spent and burnt, people and time: of one merchant, or of all. */
export function effectsOf(
  { figures, log, nameOf }: EffectsPorts,
  { from, until }: Period,
  merchant?: string,
): EffectsReport {
  const window: ObservationWindow = {
    since: from,
    until,
    ...(merchant === undefined ? {} : { places: [[{ dimension: 'merchant', value: merchant }]] }),
  }
  const sums = figures.sums(window)
  const sales = figures.refusedSales(window, WEEK_MS)
  const cards = figures.refusedCards(window)
  const people = new Map(
    [...Map.groupBy(cards, (attempt) => attempt.merchant)].map(([key, own]) => [key, peopleSums(own, until)]),
  )
  const by = <Key>(keyOf: (sale: RefusedSale) => Key) =>
    [...Map.groupBy(sales, keyOf)].map(([key, members]) => ({
      key,
      ...saleSums(members),
      tries: members.reduce((total, { tries }) => total + tries, 0),
    }))
  return {
    from,
    until,
    attempts: sums.attempts,
    refused: sums.refused,
    triesSpent: sums.triesSpent,
    triesBurnt: sums.triesBurnt,
    sales: saleSums(sales),
    answer: answerTimes(log, window, merchant),
    ...peopleSums(cards, until),
    causes: by(({ cause }) => cause)
      .toSorted(dearest)
      .map(({ key, ...rest }) => ({ cause: key as EffectsReport['causes'][number]['cause'], ...rest })),
    merchants: by((sale) => sale.merchant)
      .toSorted(dearest)
      .map(({ key, ...rest }) => ({ merchant: key, name: nameOf(key), ...rest, ...ofMerchant(people.get(key)) })),
    weeks: by(({ week }) => week)
      .toSorted((a, b) => a.key - b.key)
      .map(({ key, ...rest }) => ({ at: key * WEEK_MS + MONDAY_MS, ...rest })),
  }
}

interface Cost {
  readonly lost_minor: number
  readonly rescued_minor: number
}
const dearest = (a: Cost, b: Cost): number => b.lost_minor - a.lost_minor || b.rescued_minor - a.rescued_minor

const ofMerchant = (people: PeopleSums | undefined) => ({
  customersLost: people?.customers.lost ?? 0,
  cost_minor: people?.till.cost_minor ?? 0,
})

/** From the arrival of the till's request to its answer, of the newest payments of the window. */
function answerTimes(
  log: Pick<ObservationLog, 'list'>,
  { since, until }: ObservationWindow,
  merchant: string | undefined,
): EffectsReport['answer'] {
  const before = { at: until, id: '' }
  const times = log
    .list({ status: 'approved', since, before, limit: TIMED_MAX, ...(merchant === undefined ? {} : { merchant }) })
    .flatMap(({ body }) => {
      const { timeline } = JSON.parse(body) as { readonly timeline: readonly TimelineEntry[] }
      const [first, last] = [timeline[0], timeline.at(-1)]
      return first && last ? [last.at - first.at] : []
    })
    .toSorted((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0
  return { median_ms: at(0.5), slow_ms: at(0.95) }
}

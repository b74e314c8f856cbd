import type { Chance } from '../chance.ts'
import { ACCESS_KINDS, MODELS, type ModelName } from './models.ts'

export interface Shop {
  /** DE 42, 15 characters. */
  readonly merchant: string
  readonly region: string
  readonly trade: Trade
  readonly terminals: readonly TerminalSite[]
}

/** A terminal as it was put on its counter. */
export interface TerminalSite {
  /** DE 41, 8 characters. */
  readonly id: string
  readonly merchant: string
  readonly region: string
  readonly model: ModelName
  readonly access: string
  readonly software: string
  readonly parameters: string
  readonly kernel: string
}

export interface Trade {
  readonly name: string
  /** Local hours, 24 past midnight. */
  readonly opens: number
  readonly closes: number
  /** Card payments of a terminal on an ordinary day. */
  readonly salesPerDay: number
  /** Typical basket, minor units. */
  readonly basket_minor: number
  /** Relative business of each hour of the day. */
  readonly hours: readonly number[]
  readonly share: number
}

const LUNCH_AND_DINNER = [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 4, 9, 10, 6, 3, 3, 4, 8, 10, 9, 6, 3, 1, 0]
const SHOPPING = [0, 0, 0, 0, 0, 0, 1, 3, 4, 6, 7, 7, 6, 5, 6, 7, 8, 9, 10, 9, 7, 4, 1, 0]
const ALL_DAY = [2, 1, 1, 1, 1, 2, 4, 8, 9, 7, 6, 6, 7, 6, 6, 6, 7, 9, 9, 7, 5, 4, 3, 2]

/** What shops are like; the numbers are assumptions (docs/explanation/fleet.md). */
const TRADES: readonly Trade[] = [
  trade('restaurant', 10, 22, 18, 12_800, LUNCH_AND_DINNER, 0.28),
  trade('supermarket', 7, 22, 26, 8_900, SHOPPING, 0.22),
  trade('clothing', 10, 22, 9, 39_900, SHOPPING, 0.2),
  trade('pharmacy', 8, 21, 11, 6_800, SHOPPING, 0.1),
  trade('fuel', 0, 24, 24, 30_000, ALL_DAY, 0.08),
  trade('hotel', 0, 24, 6, 58_800, ALL_DAY, 0.06),
  trade('electronics', 10, 21, 6, 129_900, SHOPPING, 0.06),
]

function trade(
  name: string,
  opens: number,
  closes: number,
  salesPerDay: number,
  basket_minor: number,
  hours: readonly number[],
  share: number,
): Trade {
  const open = hours.map((business, hour) => (hour >= opens && hour < closes ? business : 0))
  return { name, opens, closes, salesPerDay, basket_minor, hours: open, share }
}

/** Steps of the golden ratio spread the models evenly, so that small fleets have some of each too. */
const GOLDEN = 0.618034
const MODEL_START = 0.93

function modelAt(place: number): (typeof MODELS)[number] {
  let left = place
  for (const model of MODELS) {
    left -= model.share
    if (left < 0) return model
  }
  return MODELS[0]
}

/** Shops of one to a dozen tills, all of one shop on the same parameters and, mostly, of one model. */
export function makeShops(
  chance: Chance,
  sizes: { readonly terminals: number; readonly merchants: number; readonly regions: number },
): readonly Shop[] {
  const shops: Shop[] = []
  let made = 0
  for (let index = 0; index < sizes.merchants; index++) {
    const own = chance.of(index)
    const left = sizes.merchants - index
    const mean = (sizes.terminals - made) / left
    const count =
      left === 1
        ? sizes.terminals - made
        : Math.max(
            1,
            Math.min(sizes.terminals - made - (left - 1), own.between(1, Math.max(1, Math.round(2 * mean) - 1))),
          )
    const merchant = `898${String(index + 1).padStart(12, '0')}`
    const region = `district-${String(own.whole(sizes.regions) + 1).padStart(2, '0')}`
    const kind = own.weighted(TRADES, ({ share }) => share)
    const usual = modelAt((MODEL_START + index * GOLDEN) % 1)
    const access = own.weighted(ACCESS_KINDS, ({ share }) => share).name
    const terminals = Array.from({ length: count }, (_, nth): TerminalSite => {
      const model = own.happens(0.85) ? usual : own.weighted(MODELS, ({ share }) => share)
      return {
        id: `T${String(made + nth + 1).padStart(7, '0')}`,
        merchant,
        region,
        model: model.name,
        access,
        software: own.weighted(model.software, ({ share }) => share).version,
        parameters: own.happens(0.8) ? 'P31' : 'P30',
        kernel: own.weighted(model.kernels, ({ share }) => share).version,
      }
    })
    made += count
    shops.push({ merchant, region, trade: kind, terminals })
  }
  return shops
}

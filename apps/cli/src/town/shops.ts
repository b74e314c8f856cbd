import type { Host } from '@fiftyfive/host'

type Merchant = Parameters<Host['issueActivation']>[0]

/** One till of the demo's town, and what stands at it. */
export interface TillOrder {
  /** Names its folder; stays over restarts. */
  readonly id: string
  readonly merchant: Merchant
  readonly model: 'FF-E1' | 'FF-S2'
}

const shop = (number: number, en: string, zh: string): Merchant => ({
  id: `89831015411${String(number).padStart(4, '0')}`,
  name: { en, 'zh-CN': zh },
})
const NOODLES = shop(21, 'Old Street Noodles', '老街面馆')
const PHARMACY = shop(22, 'Riverside Pharmacy', '河畔药房')
const BOOKS = shop(23, 'Lantern Books', '灯笼书店')
const MARKET = shop(24, 'East Gate Market', '东门超市')

/** What the owner whom a visitor may play owns. */
export const DEMO_SHOPS: readonly string[] = [NOODLES.id, MARKET.id]

/** FF-E1 has keys and a small screen, FF-S2 is a smart terminal. */
export const TILLS: readonly TillOrder[] = [
  { id: 'noodles-1', merchant: NOODLES, model: 'FF-E1' },
  { id: 'noodles-2', merchant: NOODLES, model: 'FF-S2' },
  { id: 'pharmacy-1', merchant: PHARMACY, model: 'FF-E1' },
  { id: 'pharmacy-2', merchant: PHARMACY, model: 'FF-S2' },
  { id: 'books-1', merchant: BOOKS, model: 'FF-S2' },
  { id: 'market-1', merchant: MARKET, model: 'FF-E1' },
  { id: 'market-2', merchant: MARKET, model: 'FF-S2' },
  { id: 'market-3', merchant: MARKET, model: 'FF-E1' },
]

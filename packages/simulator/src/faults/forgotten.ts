import { lookAlike, rangeIn } from './look-alike.ts'

/** A bank sent new cards with PINs that nobody chose; `strength`: chance that it does not come to mind (default 0.1). */
export const forgotten = lookAlike('forgotten', (site) => {
  const range = rangeIn(site)
  const forgets = site.options.strength ?? 0.1
  site.fleet.habits.push((card) => (site.present && card.range === range ? { forgets } : undefined))
})

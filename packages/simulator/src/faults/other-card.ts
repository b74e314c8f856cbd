import { lookAlike, rangeIn } from './look-alike.ts'

/** A campaign gave many people a second card of the same look. */
export const otherCard = lookAlike('other-card', (site) => {
  const range = rangeIn(site)
  const otherCard = site.options.strength ?? 0.1
  site.fleet.habits.push((card) => (site.present && card.range === range ? { otherCard } : undefined))
})

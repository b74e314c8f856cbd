import { lookAlike, rangeIn } from './look-alike.ts'

/** An employer printed a wrong PIN on the letter with its staff's cards; they believe the letter more than the terminal. */
export const sameWrongAgain = lookAlike('same-wrong-again', (site) => {
  const range = rangeIn(site)
  const wrongPin = site.chance.digits(range.pinDigits)
  const staff = new Set<string>()
  for (const { cards } of site.fleet.people) {
    for (const card of cards)
      if (card.range === range && site.chance.happens(site.options.strength ?? 0.1)) staff.add(card.number)
  }
  site.fleet.habits.push((card) => (site.present && staff.has(card.number) ? { wrongPin, sameAgain: 0.85 } : undefined))
})

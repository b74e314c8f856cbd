import { lookAlike, shopIn } from './look-alike.ts'

/** A privacy shield hides the dots: digits are left out or doubled, and nobody notices. */
export const wrongLength = lookAlike('wrong-length', (site) => {
  const merchant = shopIn(site)
  const lengths = site.options.strength ?? 8
  site.fleet.habits.push((_card, till) => (site.present && till.shop.merchant === merchant ? { lengths } : undefined))
})

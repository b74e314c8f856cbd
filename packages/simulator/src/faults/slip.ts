import { lookAlike, shopIn } from './look-alike.ts'

/** A narrow counter with a queue: fingers slip `strength` times as often (default 8). */
export const slip = lookAlike('slip', (site) => {
  const merchant = shopIn(site)
  const slips = site.options.strength ?? 8
  site.fleet.habits.push((_card, till) => (site.present && till.shop.merchant === merchant ? { slips } : undefined))
})

import { lookAlike, shopIn } from './look-alike.ts'

/** Three times the customers at one shop for a few days. */
export const promotion = lookAlike('promotion', (site) => {
  const merchant = shopIn(site)
  const factor = site.options.strength ?? 3
  site.fleet.business.traffic.push((till) => (site.present && till.shop.merchant === merchant ? factor : 1))
})

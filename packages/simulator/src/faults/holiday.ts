import { lookAlike } from './look-alike.ts'

/** A holiday: the whole town out shopping, or away. */
export const holiday = lookAlike('holiday', (site) => {
  const factor = site.options.strength ?? 1.8
  site.fleet.business.traffic.push(() => (site.present ? factor : 1))
})

import type { CardRange } from '../fleet/population/network.ts'
import type { FaultModule, FaultSite } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/**
 * What people do, more than usual and in one place. Nothing is broken: these are look-alikes, and each refusal among them
 * has its ordinary cause.
 */
export const lookAlike = (name: string, install: FaultModule['install']): FaultModule => ({
  name,
  owner: 'cardholder',
  harmless: true,
  install,
})

/** One of the busier shops, or the one the options name; the truth says which. */
export function shopIn(site: FaultSite): string {
  const { merchant } = site.shop()
  site.scope(`merchant=${merchant}`)
  return merchant
}

/** One of the larger ranges, or the one the options name; the truth says which. */
export function rangeIn(site: FaultSite): CardRange {
  const range = rangeFor(site)
  site.scope(`range=${range.prefix}`)
  return range
}

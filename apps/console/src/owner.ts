import { CAUSES, type Owner, type Verdict } from '@fiftyfive/diagnosis'

/** Who a refusal belongs to, as the console colours it. `ours` joins terminal, network and host. */
export type Side = 'cardholder' | 'ours' | 'issuer' | 'attacker' | 'unknown'

export const ownerOf = (cause: Verdict['cause'] | 'other'): Owner | 'unknown' =>
  cause === 'unknown' || cause === 'other' ? 'unknown' : CAUSES[cause].owner

export function sideOf(cause: Verdict['cause'] | 'other'): Side {
  const owner = ownerOf(cause)
  return owner === 'terminal' || owner === 'link' || owner === 'acquirer' ? 'ours' : owner
}

/** For the `style` attribute of a swatch or bar. */
export const sideColor = (cause: Verdict['cause'] | 'other'): string => `var(--owner-${sideOf(cause)})`

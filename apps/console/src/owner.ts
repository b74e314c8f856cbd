import { CAUSES, type Owner, type Verdict } from '@fiftyfive/diagnosis'

/** Who a refusal belongs to, as the console colours it. `ours` joins terminal, network and host. */
export type Side = 'cardholder' | 'ours' | 'issuer' | 'attacker' | 'unknown'

export const ownerOf = (cause: Verdict['cause'] | 'other'): Owner | 'unknown' =>
  cause === 'unknown' || cause === 'other' ? 'unknown' : CAUSES[cause].owner

const sideOf = (owner: Owner | 'unknown'): Side =>
  owner === 'terminal' || owner === 'link' || owner === 'acquirer' ? 'ours' : owner

/** For the `style` attribute of a swatch or bar. */
export const ownerColor = (owner: Owner | 'unknown'): string => `var(--owner-${sideOf(owner)})`
export const sideColor = (cause: Verdict['cause'] | 'other'): string => ownerColor(ownerOf(cause))

import type { ZoneKeyState } from '@fiftyfive/acquiring'
import type { ZoneKeyState as IssuerZoneKeys } from '@fiftyfive/issuing'
import type { Truth } from './auditor.ts'

/** Beyond the 30 of the list: whatever keys the acquirer works with, its issuer still takes. */
const TAKEN_BY_ISSUER = 34

/** Of the first keys, which people brought, neither side has written a check value. */
const FIRST = ''

/** To be called with what either side is about to write; what the other wrote is in the truth. */
export function checkZoneKeys({ world, acquirer, issuer }: Truth, changed: Partial<ZoneKeys>): void {
  const ours = changed.ours ?? (acquirer.rows.row('zone', 'bank')?.body as ZoneKeyState | undefined)
  const theirs = changed.theirs ?? issuer.zone
  const used = ours?.current.pinCheckValue ?? FIRST
  const taken = theirs ? [theirs.current, theirs.pending, theirs.previous].map((each) => each?.pinCheckValue) : [FIRST]
  world.check(taken.includes(used), TAKEN_BY_ISSUER, () => `the zone key ${used} is used, and the issuer gave it up`)
}

interface ZoneKeys {
  readonly ours: ZoneKeyState
  readonly theirs: IssuerZoneKeys
}

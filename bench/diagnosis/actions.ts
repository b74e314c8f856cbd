import { type Cause, CAUSES, type Owner } from '@fiftyfive/diagnosis'

const catalogue: Readonly<Record<string, Cause>> = CAUSES

export const ownerOf = (cause: string): Owner | undefined => catalogue[cause]?.owner

/** Whether both causes lead to the same steps for cashier, cardholder and merchant. */
export function sameAction(answered: string, truth: string): boolean {
  const [first, second] = [catalogue[answered], catalogue[truth]]
  if (!first || !second) return false
  return (
    first.cashier === second.cashier && first.cardholder === second.cardholder && first.merchant === second.merchant
  )
}

/**
 * Whether acting on the answer does damage: a technician is sent to a terminal that is sound, a cardholder to the bank for
 * a fault of ours, the next try is spent although the PIN was not the reason, or an honest payer is treated as a thief.
 * `unknown` asks for nothing and does no damage.
 */
export function isHarmful(answered: string, truthOwner: Owner): boolean {
  const steps = catalogue[answered]
  if (!steps) return false
  const ours = truthOwner === 'terminal' || truthOwner === 'link' || truthOwner === 'acquirer'
  return (
    (steps.merchant === 'ticket' && truthOwner !== 'terminal') ||
    (steps.cardholder === 'unlock-at-bank' && ours) ||
    (steps.cashier === 're-enter' && steps.owner === 'cardholder' && truthOwner !== 'cardholder') ||
    (steps.merchant === 'protect-evidence' && truthOwner !== 'attacker' && truthOwner !== 'terminal')
  )
}

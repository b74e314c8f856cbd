import type { PinKey } from '../ports.ts'

/** In the order in which the cashier is asked to press them. */
export const KEYS_TO_CHECK: readonly PinKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'clear', 'confirm']

export type KeyFault = 'dead' | 'bouncing' | 'other-key'

/** A keypad being checked, one key after the other. Plain data. */
export interface KeypadCheck {
  readonly position: number
  readonly faults: ReadonlyMap<PinKey, KeyFault>
}
export const NEW_KEYPAD_CHECK: KeypadCheck = { position: 0, faults: new Map() }

/** The key to press now; undefined when all were checked. */
export const askedKey = ({ position }: KeypadCheck): PinKey | undefined => KEYS_TO_CHECK[position]

/** A key reached the PIN pad. The key before once more, though it was pressed once, is a key that bounces. */
export function hearKey(check: KeypadCheck, heard: PinKey): KeypadCheck {
  const asked = askedKey(check)
  const before = KEYS_TO_CHECK[check.position - 1]
  if (heard === asked) return { ...check, position: check.position + 1 }
  if (heard === before) return withFault(check, before, 'bouncing')
  return asked ? withFault(check, asked, 'other-key') : check
}

/** The cashier pressed the key and nothing happened. */
export function skipKey(check: KeypadCheck): KeypadCheck {
  const asked = askedKey(check)
  if (!asked) return check
  const fault = check.faults.has(asked) ? check : withFault(check, asked, 'dead')
  return { ...fault, position: check.position + 1 }
}

const withFault = (check: KeypadCheck, key: PinKey, fault: KeyFault): KeypadCheck => ({
  ...check,
  faults: new Map([...check.faults, [key, fault]]),
})

import type { PadKey } from '../ui/keypad.tsx'

/** Highest amount a person can type, in minor units: 999,999.99 of a currency with two decimals. */
export const TYPED_AMOUNT_MAX = 99_999_999

/** The amount (minor units) after one more key: a digit shifts in from the right, clear takes the last one back. */
export function typeAmount(minor: number, key: Exclude<PadKey, 'confirm'>): number {
  if (key === 'cancel') return 0
  if (key === 'clear') return Math.floor(minor / 10)
  const next = minor * 10 + Number(key)
  return next > TYPED_AMOUNT_MAX ? minor : next
}

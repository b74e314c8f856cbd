import type { VariableLength } from './specification.ts'

/** Length indicators, written the way the standard writes them: `ll.bcd(19)` is LLVAR up to 19, packed. */
const indicator = (digits: VariableLength['digits']) => ({
  ascii: (max: number): VariableLength => ({ digits, indicator: 'ascii', max }),
  bcd: (max: number): VariableLength => ({ digits, indicator: 'bcd', max }),
})
export const ll = indicator(2)
export const lll = indicator(3)

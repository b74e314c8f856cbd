import type { PinFieldFormat } from '../pin/index.ts'

const BOUND_TO_PAN: readonly PinFieldFormat[] = ['iso-0', 'iso-3', 'iso-4', 'unionpay-sm4']

/**
 * Which translations PCI PIN 3-3 and ISO 9564-1 allow: among formats that hold the PAN, and from format 1 into one of
 * them. Format 1 as a target would shed the PAN and open the way to reformatting attacks (Berkman and Ostrovsky 2007);
 * format 2 is only for the way into a chip.
 */
export const translationPermitted = (from: PinFieldFormat, to: PinFieldFormat): boolean =>
  BOUND_TO_PAN.includes(to) && (from === 'iso-1' || BOUND_TO_PAN.includes(from))

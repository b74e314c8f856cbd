import type { Sensitivity } from '../specification.ts'

/** Chip data that names the card or its holder (EMV Book 3, annex A; PCI DSS 4, requirement 3). */
export const SENSITIVE_TAGS = {
  '56': 'withheld',
  '57': 'track',
  '5A': 'pan',
  '5F20': 'withheld',
  '99': 'withheld',
  '9F0B': 'withheld',
  '9F1F': 'withheld',
  '9F20': 'withheld',
  '9F6B': 'track',
} as const satisfies { readonly [tag: string]: Sensitivity }

import type { DialectSpec, Name, VariableLength } from '../specification.ts'
import type { Issue } from '../json/issues.ts'

/** A dialect made from somebody else's specification. `notes` tell what is coarser here than it was there. */
export interface Imported {
  readonly spec: DialectSpec
  readonly notes: readonly Issue[]
}

/** Foreign specifications have names in one language only. */
export const sameName = (text: string): Name => ({ en: text, 'zh-CN': text })

/** Elements that hold card data whatever a specification calls them, so that an import never prints them. */
export const sensitivityOf = (number: number): { readonly sensitive?: 'pan' | 'track' | 'withheld' } => {
  if (number === 2 || number === 34 || number === 102 || number === 103) return { sensitive: 'pan' }
  if (number === 35 || number === 36) return { sensitive: 'track' }
  return number === 45 || number === 52 || number === 96 ? { sensitive: 'withheld' } : {}
}

export const variable = (
  digits: VariableLength['digits'],
  indicator: VariableLength['indicator'],
  max: number,
): VariableLength => ({ digits, indicator, max })

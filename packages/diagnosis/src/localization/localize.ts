import { localizeCounts } from './counts.ts'
import { localizeSums } from './sums.ts'
import type { Table } from './table.ts'

/** Names of the causes, the strongest first: `issuer=i07&plen=16`. Empty when nothing deviates. */
export interface Localization {
  readonly causes: readonly string[]
}

/**
 * The smallest set of elements (values of some dimensions) that explains how a case deviates from its forecast, without
 * being told how many there are. Pure; the kind of measure decides the method.
 */
export function localize(table: Table): Localization {
  const { measure } = table
  return { causes: measure.kind === 'counts' ? localizeCounts(table, measure) : localizeSums(table, measure) }
}

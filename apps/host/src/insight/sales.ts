import type { SaleSums } from '@fiftyfive/contract'
import type { RefusedSale } from '@fiftyfive/store/sqlite'

/** Refused sales, split into those that were paid after all and those that were not. */
export function saleSums(sales: readonly RefusedSale[]): SaleSums {
  const sums = { lost: 0, lost_minor: 0, rescued: 0, rescued_minor: 0 }
  for (const { rescued, sales: count, amount_minor } of sales) {
    if (rescued) {
      sums.rescued += count
      sums.rescued_minor += amount_minor
    } else {
      sums.lost += count
      sums.lost_minor += amount_minor
    }
  }
  return sums
}

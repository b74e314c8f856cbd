import type { Change } from '@fiftyfive/kernel'

export type RowName = readonly [table: string, key: string]

/** Which row a change writes. */
export const written = (change: Change): RowName => [change.table, 'row' in change ? change.row.key : change.key]

/** Which rows a change reads or writes. */
export function touched(change: Change): readonly RowName[] {
  return change.do === 'move' && change.when
    ? [written(change), [change.when.table, change.when.key]]
    : [written(change)]
}

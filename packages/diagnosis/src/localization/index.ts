export { localize } from './localize.ts'
export { parseTable, type Dimension, type Measure, type Table, type TableFault } from './table.ts'

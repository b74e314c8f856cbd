import { csvOf } from '@fiftyfive/kernel'
import { saveFile } from './save-file.ts'

export const saveCsv = (
  name: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void => saveFile(`${name}.csv`, 'text/csv', csvOf(headings, rows))

import { csvOf } from '@fiftyfive/kernel'

export function saveCsv(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const address = URL.createObjectURL(new Blob([csvOf(headings, rows)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(address)
}

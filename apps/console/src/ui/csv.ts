type Cell = string | number

/** What a spreadsheet would take for a formula; such a cell is marked as text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

const cell = (value: Cell): string => {
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180, with the mark that tells spreadsheets that it is UTF-8. */
export const csvOf = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${[headings, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

export function saveCsv(name: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const address = URL.createObjectURL(new Blob([csvOf(headings, rows)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(address)
}

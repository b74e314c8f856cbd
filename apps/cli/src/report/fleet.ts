import type { Fleet, FleetFiles, Rate } from '@fiftyfive/simulator'

/** What `fiftyfive simulate` says at its end: speed, hashes, what each fault did, and causes beside their base rates. */
export function textOf(summary: ReturnType<FleetFiles['end']>, fleet: Fleet, seconds: number): string {
  const { attempts, sha256 } = summary
  const perMinute = Math.round((60 * attempts) / seconds).toLocaleString('en')
  const memory_mb = Math.round(process.resourceUsage().maxRSS / 1024)
  return [
    `${attempts} attempts, ${seconds.toFixed(1)} s of processor time (${perMinute} a minute), ${memory_mb} MB at most`,
    ...Object.entries(sha256).map(([file, hash]) => `  ${hash}  ${file}`),
    ...fleet.faults.map((fault) => `  ${fault}: the reason of ${fleet.causes.touched(fault)} refusals`),
    '',
    'refusals by true cause, % of attempts   here   base rate',
    ...fleet.causes.shares(attempts).map(({ cause, share, expected }) => {
      const usual = expected === undefined ? '-' : (100 * expected).toFixed(2)
      return `  ${cause.padEnd(34)} ${(100 * share).toFixed(2).padStart(6)} ${usual.padStart(11)}`
    }),
  ].join('\n')
}

/** A table in Markdown, which reads well on a terminal too. */
export function ratesTable(rates: readonly Rate[]): string {
  const rows = rates.map(({ name, unit, here, expected, published }) => [
    name,
    `${here.toFixed(2)} ${unit}`,
    expected === undefined ? '-' : `${expected.toFixed(2)} ${unit}`,
    published ?? '-',
  ])
  const table = [['what', 'here', 'from the base rates', 'published'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const [head = '', ...body] = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return ['', head, rule, ...body].join('\n')
}

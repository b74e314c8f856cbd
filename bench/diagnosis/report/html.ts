import { escapeMarkup } from '@fiftyfive/kernel'
import type { Tally } from '../tally.ts'
import { delays, reliabilityDiagram } from './plots.ts'
import { type About, aboutLine, ROWS } from './table.ts'

const row = (cells: readonly string[], tag = 'td'): string =>
  `<tr>${cells.map((cell, index) => `<${index === 0 ? 'th' : tag}>${escapeMarkup(cell)}</${index === 0 ? 'th' : tag}>`).join('')}</tr>`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table>`

/** One page that needs nothing else. */
export function htmlReport(about: About, tallies: readonly Tally[]): string {
  const figures = tallies.map((tally) => tally.figures())
  const names = tallies.map(({ name }) => name)
  const main = table(
    ['', ...names],
    ROWS.map(([label, value]) => [label, ...figures.map(value)]),
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Diagnosis benchmark, version ${about.version}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24 }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0 }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #d8dee4; text-align: right; vertical-align: bottom }
th:first-child { text-align: left; font-weight: 500; min-width: 14rem } svg { max-width: 100%; height: auto } figure { margin: 1rem 0 }
@media (prefers-color-scheme: dark) { body { background: #14171a; color: #e3e6e8 } th, td { border-color: #343a40 } }
</style></head><body>
<h1>Why was the PIN refused? Diagnosis benchmark, version ${about.version}</h1>
<p>${escapeMarkup(aboutLine(about))}. What is measured, and how to enter: docs/reference/benchmark.md.</p>
${main}
<h2>Are the probabilities true?</h2>
<p>Stated probability of the first cause against how often it was right. On the diagonal both agree.</p>
<figure>${reliabilityDiagram(tallies)}</figure>
<h2>How soon were faults found?</h2>
<p>Share of all faults found within so many minutes (logarithmic).</p>
<figure>${delays(tallies)}</figure>
<h2>By true cause</h2>
<p>Refusals of each cause, and the share whose first cause was right.</p>
${byCause(tallies)}
<h2>By fault</h2>
<p>Minutes until each fault was found, <b>*</b> with the right cause; - means missed.</p>
${byFault(tallies)}
<h2>What the money depends on</h2>
<p>Sum of lost sales, false incidents and harmful actions (CNY) when a false incident costs so much.</p>
${sensitivity(tallies)}
</body></html>
`
}

function byCause(tallies: readonly Tally[]): string {
  const verdicts = tallies.filter((tally) => tally.reliability().length > 0)
  const counts = verdicts.map((tally) => tally.byCause())
  const causes = [...(counts[0]?.keys() ?? [])].toSorted()
  const rows = causes.map((cause) => {
    const shares = counts.map((each) => {
      const { refusals, right } = each.get(cause) ?? { refusals: 1, right: 0 }
      return `${Math.round((100 * right) / refusals)} %`
    })
    return [cause, String(counts[0]?.get(cause)?.refusals ?? 0), ...shares]
  })
  return table(['', 'refusals', ...verdicts.map(({ name }) => name)], rows)
}

function byFault(tallies: readonly Tally[]): string {
  const all = tallies.map((tally) => tally.faults())
  const rows = (all[0] ?? []).map(({ scenario, fault }, index) => [
    `${scenario}: ${fault.id}`,
    ...all.map((faults) => {
      const found = faults[index]?.found
      return found ? `${Math.round(found.delay_min)}${found.rightCause ? ' *' : ''}` : '-'
    }),
  ])
  return table(['', ...tallies.map(({ name }) => name)], rows)
}

function sensitivity(tallies: readonly Tally[]): string {
  const prices = [100, 300, 1_000, 3_000]
  const rows = tallies.map((tally) => {
    const each = tally.figures()
    const count = each.falseIncidents_minor / 30_000
    return [
      tally.name,
      ...prices.map((price) =>
        Math.round((each.lostSales_minor + each.harmfulActions_minor) / 100 + count * price).toLocaleString('en'),
      ),
    ]
  })
  return table(['', ...prices.map((price) => `${price} CNY`)], rows)
}

import { escapeMarkup } from '@fiftyfive/kernel'
import { fill, type Language, type Messages, messagesIn } from '@fiftyfive/messages'
import type { Tally } from '../tally.ts'
import { delays, type Drawn, reliabilityDiagram } from './plots.ts'
import { type About, aboutLine, entrantName, rowsOf, type Words } from './table.ts'

const row = (cells: readonly string[], tag = 'td'): string =>
  `<tr>${cells.map((cell, index) => `<${index === 0 ? 'th' : tag}>${escapeMarkup(cell)}</${index === 0 ? 'th' : tag}>`).join('')}</tr>`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table>`

/** One page that needs nothing else. */
export function htmlReport(about: About, tallies: readonly Tally[], language: Language): string {
  const { benchmark: words, causes } = messagesIn(language)
  const drawn = tallies.map((tally): Drawn => ({ tally, name: entrantName(tally.name, words) }))
  const names = drawn.map(({ name }) => name)
  const figures = tallies.map((tally) => tally.figures())
  const title = escapeMarkup(fill(words.title, { version: about.version }))
  const chapter = (heading: string, hint: string, content: string): string =>
    `<h2>${escapeMarkup(heading)}</h2>\n<p>${escapeMarkup(hint)}</p>\n${content}`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24 }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0 }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #d8dee4; text-align: right; vertical-align: bottom }
td { white-space: nowrap }
th:first-child { text-align: left; font-weight: 500; min-width: 14rem } svg { max-width: 100%; height: auto } figure { margin: 1rem 0 }
@media (prefers-color-scheme: dark) { body { background: #14171a; color: #e3e6e8 } th, td { border-color: #343a40 } }
</style></head><body>
<h1>${title}</h1>
<p>${escapeMarkup(aboutLine(about, words))}</p>
<p>${escapeMarkup(words.defined)}</p>
${table(['', ...names], rowsOf(figures, words))}
${chapter(words.reliability, words.reliabilityHint, `<figure>${reliabilityDiagram(drawn)}</figure>`)}
${chapter(words.delays, words.delaysHint, `<figure>${delays(drawn, words.minutes)}</figure>`)}
${chapter(words.byCause, words.byCauseHint, byCause(drawn, words, causes))}
${chapter(words.byFault, words.byFaultHint, byFault(drawn, causes))}
${chapter(words.money, words.moneyHint, sensitivity(drawn))}
</body></html>
`
}

type CauseWords = Messages['causes']
const causeName = (cause: string, causes: CauseWords): string =>
  (causes as Readonly<Record<string, { readonly name: string }>>)[cause]?.name ?? cause

function byCause(drawn: readonly Drawn[], { refusals }: Words, words: CauseWords): string {
  const verdicts = drawn.filter(({ tally }) => tally.reliability().length > 0)
  const counts = verdicts.map(({ tally }) => tally.byCause())
  const causes = [...(counts[0]?.keys() ?? [])].toSorted()
  const rows = causes.map((cause) => {
    const shares = counts.map((each) => {
      const { refusals, right } = each.get(cause) ?? { refusals: 1, right: 0 }
      return `${Math.round((100 * right) / refusals)} %`
    })
    return [causeName(cause, words), String(counts[0]?.get(cause)?.refusals ?? 0), ...shares]
  })
  return table(['', refusals, ...verdicts.map(({ name }) => name)], rows)
}

function byFault(drawn: readonly Drawn[], words: CauseWords): string {
  const all = drawn.map(({ tally }) => tally.faults())
  const rows = (all[0] ?? []).map(({ scenario, fault }, index) => [
    `${scenario}: ${fault.cause === undefined ? fault.id : causeName(fault.cause, words)}`,
    ...all.map((faults) => {
      const found = faults[index]?.found
      return found ? `${Math.round(found.delay_min)}${found.rightCause ? ' *' : ''}` : '-'
    }),
  ])
  return table(['', ...drawn.map(({ name }) => name)], rows)
}

function sensitivity(drawn: readonly Drawn[]): string {
  const prices = [100, 300, 1_000, 3_000]
  const rows = drawn.map(({ tally, name }) => {
    const each = tally.figures()
    const count = each.falseIncidents_minor / 30_000
    return [
      name,
      ...prices.map((price) =>
        Math.round((each.lostSales_minor + each.harmfulActions_minor) / 100 + count * price).toLocaleString('en'),
      ),
    ]
  })
  return table(['', ...prices.map((price) => `${price} CNY`)], rows)
}

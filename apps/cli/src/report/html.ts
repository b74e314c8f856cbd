import type { EvidenceLine, Incident } from '@fiftyfive/diagnosis'
import { fill, type Language, messagesIn } from '@fiftyfive/messages'
import { escapeMarkup as h } from '@fiftyfive/kernel'
import { columnPlot, shareBar } from './plots.ts'
import { causeText } from './text.ts'
import { byCount, type CauseCount, type Summary } from './summary.ts'

type Words = ReturnType<typeof messagesIn>
/** `text` is a sentence, which needs some width to be read. */
type Cell = { readonly html: string } | { readonly text: string } | string | number

/** The report as one HTML file without scripts, fonts or images from elsewhere. */
export function htmlReport(summary: Summary, input: string, language: Language): string {
  const words = messagesIn(language)
  const { report } = words
  const title = h(report.title)
  const { incidents } = summary
  const from = summary.attempts > 0 ? minute(summary.from) : ''
  const until = summary.attempts > 0 ? minute(summary.until) : ''
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${STYLE}</style>
<main><h1>${title}</h1><p>${h(fill(report.about, { input, from, until, model: summary.model }))}</p>
${totals(summary, words)}
<h2>${h(report.causes)}</h2>${causeTable(summary, words)}
<h2>${h(report.timeline)}</h2>${timeline(summary, report.timeline)}
<h2>${h(report.confidence)}</h2><p>${h(report.confidenceHint)}</p>${confidencePlot(summary, report.confidence)}
<h2>${h(report.incidents)}</h2>${incidents.length > 0 ? incidentTable(incidents, words) : `<p>${h(report.noIncidents)}</p>`}
<h2>${h(report.examples)}</h2>${byCount(summary)
    .map((each) => example(each, words))
    .join('')}
${faults(summary, words)}</main></html>
`
}

function totals({ attempts, refusals, causes, faultCount }: Summary, { report }: Words): string {
  const explained = refusals - (causes.get('unknown')?.count ?? 0)
  const figures = [
    [report.attempts, attempts],
    [report.refused, refusals],
    [report.explained, percent(refusals === 0 ? 1 : explained / refusals)],
    [report.unreadable, faultCount],
  ] as const
  return `<dl>${figures.map(([name, value]) => `<div><dt>${h(name)}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

function causeTable(summary: Summary, { causes, report: { columns } }: Words): string {
  const rows = byCount(summary).map(({ cause, count }): Cell[] => {
    const { name, engineer, refutedBy } = causes[cause]
    const share = count / summary.refusals
    return [
      name,
      count,
      { html: `<span class="share">${shareBar(share)} ${percent(share)}</span>` },
      { text: engineer },
      { text: refutedBy },
    ]
  })
  return table([columns.cause, columns.count, columns.share, columns.next, columns.refutedBy], rows)
}

function timeline({ refusalsAt, bucket_ms }: Summary, title: string): string {
  const starts = [...refusalsAt.keys()].toSorted((a, b) => a - b)
  const bars = []
  // Buckets without a refusal are part of the picture.
  for (let at = starts[0] ?? 0; at <= (starts.at(-1) ?? -1); at += bucket_ms)
    bars.push({ label: minute(at), value: refusalsAt.get(at) ?? 0 })
  return columnPlot(bars, title)
}

const confidencePlot = ({ confidence }: Summary, title: string): string =>
  columnPlot(
    confidence.map((value, index) => ({ label: `${index * 10}-${index * 10 + 10} %`, value })),
    title,
  )

function incidentTable(incidents: readonly Incident[], words: Words): string {
  const { columns, states } = words.report
  const rows = incidents.map((incident): Cell[] => [
    causeText(incident, words),
    { html: h(incident.scope.join(', ')).replaceAll('&amp;', '&amp;<wbr>') },
    minute(incident.since),
    `${incident.figures.failed} / ${incident.figures.sessions}`,
    percent(incident.figures.controlRate),
    (incident.figures.amountAtRisk_minor / 100).toFixed(2),
    incident.figures.cards,
    incident.figures.nearLockout,
    states[incident.state],
    { text: words.causes[incident.cause].engineer },
  ])
  const { cause, scope, since, failed, control, money, cards, nearLockout, state, next } = columns
  return table([cause, scope, since, failed, control, money, cards, nearLockout, state, next], rows)
}

const LINES_MAX = 8

function example({ cause, example: { attempt, verdict } }: CauseCount, { causes, evidence }: Words): string {
  const sentences = evidence as Readonly<Record<string, string>>
  const sentence = ({ id, values }: EvidenceLine): string => fill(sentences[id] ?? id, values)
  const lines = verdict.evidence
    .slice(0, LINES_MAX)
    .map((line): Cell[] => [`${line.weight > 0 ? '+' : ''}${line.weight.toFixed(1)}`, sentence(line)])
  const summary = `${causes[cause].name}, ${percent(verdict.confidence)}: ${attempt.id}, ${minute(attempt.at)}, ${attempt.code}`
  return `<details><summary>${h(summary)}</summary><p>${h(causes[cause].explanation)}</p>${table([], lines)}</details>`
}

function faults({ faults: listed, faultCount }: Summary, { report }: Words): string {
  if (faultCount === 0) return ''
  const rows = listed.map(({ line, column, reason }): Cell[] => [
    column === undefined || line === undefined ? (line ?? '') : fill(report.place, { line, column }),
    reason,
  ])
  const more =
    faultCount > listed.length ? `<p>${h(fill(report.moreFaults, { count: faultCount - listed.length }))}</p>` : ''
  return `<h2>${h(report.faults)}</h2>${table([report.columns.where, report.columns.reason], rows)}${more}`
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell): string => {
    if (typeof value !== 'object') return `<td>${h(String(value))}</td>`
    return 'html' in value ? `<td>${value.html}</td>` : `<td class="text">${h(value.text)}</td>`
  }
  const header = head.length > 0 ? `<thead><tr>${head.map((name) => `<th>${h(name)}</th>`).join('')}</tr></thead>` : ''
  return `<div class="wide"><table>${header}<tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</tbody></table></div>`
}

/** Whole percents, but neither none of what there is nor all of what has exceptions. */
function percent(share: number): string {
  const whole = Math.round(100 * share)
  const sign = whole === 0 && share > 0 ? '<' : whole === 100 && share < 1 ? '>' : ''
  return `${sign}${sign === '<' ? 1 : sign === '>' ? 99 : whole}\u00A0%`
}
const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1c2430;background:#fff}main{max-width:72rem;margin:auto;padding:1.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid #d9dee5;vertical-align:top}td.text{min-width:11rem}td:first-child{min-width:7rem;overflow-wrap:anywhere}.wide{overflow-x:auto}
dl{display:flex;gap:2rem;flex-wrap:wrap}dt{color:#56606d}dd{margin:0;font-size:1.6rem}svg{width:100%;max-width:52rem;fill:#2563a8}svg text{font-size:11px;fill:#56606d}
span.share{white-space:nowrap}svg.share{width:5rem;height:.5rem;vertical-align:middle}details{margin:.5rem 0}summary{cursor:pointer}
@media(prefers-color-scheme:dark){body{background:#14181f;color:#e3e8ef}th,td{border-color:#333c49}svg{fill:#6aa5e8}dt,svg text{color:#9aa6b5;fill:#9aa6b5}}`

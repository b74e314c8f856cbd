import type { Figures } from '../tally.ts'

export interface About {
  readonly version: number
  readonly part: string
  readonly scenarios: number
  readonly attempts: number
  readonly terminalDays: number
  readonly node: string
  readonly machine: string
}

const percent = (value: number): string => (Number.isNaN(value) ? '-' : `${(100 * value).toFixed(1)} %`)
const fixed = (digits: number) => (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(digits))
const yuan = (minor: number): string => Math.round(minor / 100).toLocaleString('en')

const delaysOfKeys = (each: Figures): string =>
  `${fixed(0)(each.delayWrongKey_attempts)}; ${fixed(0)(each.delayDeadKey_attempts)}`

/** The rows of the table to quote: what, and how it is written. */
export const ROWS: readonly (readonly [label: string, value: (figures: Figures) => string])[] = [
  ['verdict per refusal: true cause first', ({ top1 }) => percent(top1)],
  ['... among the first three', ({ top3 }) => percent(top3)],
  ['... log loss', ({ logLoss }) => fixed(2)(logLoss)],
  ['... calibration error', ({ calibrationError }) => fixed(3)(calibrationError)],
  ['... "unknown"', ({ unknown }) => percent(unknown)],
  ['... right action', ({ rightAction }) => percent(rightAction)],
  ['... harmful action', ({ harmful }) => percent(harmful)],
  ['kinds in no catalogue: right owner or "unknown"', (each) => percent(each.strangeOwnerOrUnknown)],
  ['... confident and wrong', (each) => percent(each.strangeConfidentWrong)],
  ['incidents: faults found', ({ found }) => percent(found)],
  ['... of those that touched five cards', ({ foundOfKnowable }) => percent(foundOfKnowable)],
  ['... median delay, affected attempts', (each) => fixed(0)(each.delayMedian_attempts)],
  ['... of a wrong key; of a dead key', delaysOfKeys],
  ['... median delay, minutes', (each) => fixed(0)(each.delayMedian_min)],
  ['... 95 %, minutes', (each) => fixed(0)(each.delay95_min)],
  ['... median delay, cards touched', (each) => fixed(0)(each.delayMedian_cards)],
  ['... false, in 10,000 terminal-days', (each) => fixed(1)(each.falsePer10000)],
  ['... false, a week in a fleet of 2,000', (each) => fixed(1)(each.falsePerWeek)],
  ['... scope F1 of those found', ({ scopeF1 }) => fixed(2)(scopeF1)],
  ['... right cause of those found', ({ rightCause }) => percent(rightCause)],
  ['sales lost until repaired, CNY', (each) => yuan(each.lostSales_minor)],
  ['false and harmful, CNY', (each) => yuan(each.falseIncidents_minor + each.harmfulActions_minor)],
  ['PIN tries burnt by technical faults', (each) => `${each.triesBurnt} of ${each.triesBurntMax}`],
  [
    'attempts per second of processor time',
    (each) => (each.attemptsPerSecond > 5e6 ? '-' : each.attemptsPerSecond.toLocaleString('en')),
  ],
]

export const aboutLine = (about: About): string =>
  `Diagnosis benchmark version ${about.version} (${about.part}): ${about.scenarios} scenarios, ` +
  `${about.attempts.toLocaleString('en')} attempts, ${about.terminalDays.toLocaleString('en')} terminal-days; ` +
  `Node ${about.node}, ${about.machine}`

/** For people: one column an entrant. */
export function textTable(about: About, figures: readonly (Figures & { readonly name: string })[]): string {
  const columns = figures.map((each) => [each.name.slice(0, 18), ...ROWS.map(([, value]) => value(each))])
  const labels = ['', ...ROWS.map(([label]) => label)]
  const width = Math.max(...labels.map((label) => label.length))
  const lines = labels.map((label, row) =>
    [label.padEnd(width), ...columns.map((column) => (column[row] ?? '').padStart(20))].join(''),
  )
  return [
    aboutLine(about),
    `${figures[0]?.refusals ?? 0} refusals, ${figures[0]?.faults ?? 0} faults`,
    '',
    ...lines,
  ].join('\n')
}

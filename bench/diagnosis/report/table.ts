import { fill, type Language, type Messages, messagesIn } from '@fiftyfive/messages'
import type { Figures } from '../tally.ts'

export type Words = Messages['benchmark']

export interface About {
  readonly version: number
  /** `suite`, `training`, `quick`, or a folder. */
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

type Row = keyof Words['rows']

/** The rows of the table to quote, and how each is written. */
const ROWS: Readonly<Record<Row, (figures: Figures, words: Words) => string>> = {
  top1: ({ top1 }) => percent(top1),
  top3: ({ top3 }) => percent(top3),
  logLoss: ({ logLoss }) => fixed(2)(logLoss),
  calibration: ({ calibrationError }) => fixed(3)(calibrationError),
  unknown: ({ unknown }) => percent(unknown),
  rightAction: ({ rightAction }) => percent(rightAction),
  harmful: ({ harmful }) => percent(harmful),
  strange: (each) => percent(each.strangeOwnerOrUnknown),
  strangeWrong: (each) => percent(each.strangeConfidentWrong),
  found: ({ found }) => percent(found),
  foundOfKnowable: ({ foundOfKnowable }) => percent(foundOfKnowable),
  delayAttempts: (each) => fixed(0)(each.delayMedian_attempts),
  delayOfKeys: (each) => `${fixed(0)(each.delayWrongKey_attempts)}; ${fixed(0)(each.delayDeadKey_attempts)}`,
  delayMinutes: (each) => fixed(0)(each.delayMedian_min),
  delay95: (each) => fixed(0)(each.delay95_min),
  delayCards: (each) => fixed(0)(each.delayMedian_cards),
  falsePer10000: (each) => fixed(1)(each.falsePer10000),
  falsePerWeek: (each) => fixed(1)(each.falsePerWeek),
  scopeF1: ({ scopeF1 }) => fixed(2)(scopeF1),
  rightCause: ({ rightCause }) => percent(rightCause),
  lostSales: (each) => yuan(each.lostSales_minor),
  falseAndHarmful: (each) => yuan(each.falseIncidents_minor + each.harmfulActions_minor),
  triesBurnt: ({ triesBurnt, triesBurntMax }, { burntOf }) => fill(burntOf, { burnt: triesBurnt, most: triesBurntMax }),
  speed: ({ attemptsPerSecond }) => (attemptsPerSecond > 5e6 ? '-' : attemptsPerSecond.toLocaleString('en')),
}

/** Each row's label, then the value of each entrant. */
export const rowsOf = (figures: readonly Figures[], words: Words): string[][] =>
  (Object.keys(ROWS) as Row[]).map((row) => [words.rows[row], ...figures.map((each) => ROWS[row](each, words))])

/** Entrants of the benchmark's own are named in the reader's language, others as they call themselves. */
export const entrantName = (name: string, { entrants }: Words): string =>
  (entrants as Readonly<Record<string, string>>)[name] ?? name

export function aboutLine(about: About, words: Words): string {
  const part = (words.parts as Readonly<Record<string, string>>)[about.part] ?? about.part
  const [attempts, terminalDays] = [about.attempts, about.terminalDays].map((value) => value.toLocaleString('en'))
  return fill(words.about, { ...about, part, attempts: attempts ?? '', terminalDays: terminalDays ?? '' })
}

const COLUMN = 20

/** For people: one column an entrant. */
export function textTable(
  about: About,
  figures: readonly (Figures & { readonly name: string })[],
  language: Language,
): string {
  const words = messagesIn(language).benchmark
  const rows = [['', ...figures.map(({ name }) => entrantName(name, words))], ...rowsOf(figures, words)]
  const width = Math.max(...rows.map(([label = '']) => widthOf(label)))
  const lines = rows.map(([label = '', ...values]) => {
    const cells = values.map((value) => shortened(value, COLUMN - 2))
    return `${label}${' '.repeat(width - widthOf(label))}${cells.map((cell) => ' '.repeat(COLUMN - widthOf(cell)) + cell).join('')}`
  })
  const { refusals = 0, faults = 0 } = figures[0] ?? {}
  return [aboutLine(about, words), fill(words.counts, { refusals, faults }), '', ...lines].join('\n')
}

/** Columns on a terminal, where a Chinese character takes two. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)

function shortened(text: string, width: number): string {
  let cut = text
  while (widthOf(cut) > width) cut = cut.slice(0, -1)
  return cut
}

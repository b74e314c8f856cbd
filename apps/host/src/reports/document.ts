import type { MerchantReport } from '@fiftyfive/contract'
import { TILL_HOUR_MINOR } from '@fiftyfive/contract'
import { fill, type Language, messagesIn } from '@fiftyfive/messages'
import { writerFor, type Writer } from './writer.ts'

export interface Figure {
  readonly name: string
  readonly value: string
  readonly note?: string
}
/** A bar over time: `part` of `whole` is dark. */
export interface DayBar {
  readonly label: string
  readonly whole: number
  readonly part: number
  readonly text: string
}
/** A bar from left to right with its words beside it. */
export interface CauseBar {
  readonly label: string
  readonly text: string
  readonly dark: number
  readonly light: number
}
export interface TableBlock {
  readonly type: 'table'
  /** Columns from this one on are figures. */
  readonly figuresFrom: number
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly text: string; readonly strong?: string }
  | { readonly type: 'figures'; readonly figures: readonly Figure[] }
  | { readonly type: 'days'; readonly label: string; readonly bars: readonly DayBar[] }
  | { readonly type: 'causes'; readonly label: string; readonly bars: readonly CauseBar[] }
  | TableBlock

/** What a reader sees, the same on a screen and on paper. */
export interface Document {
  readonly language: Language
  readonly title: string
  readonly about: string
  readonly madeAt: number
  readonly blocks: readonly Block[]
}

/** A report in words: what happened, the figures, two pictures, what to do, and what was settled. */
export function documentOf(report: MerchantReport, language: Language): Document {
  const { portal } = messagesIn(language)
  const words = portal.report
  const write = writerFor(language)
  const name = report.name[language]
  return {
    language,
    title: fill(words.title, { kind: words.kinds[report.kind], merchant: name }),
    about: fill(words.about, {
      from: write.day(report.from),
      until: write.day(report.until - 1),
      merchant: report.merchant,
      made: write.moment(report.madeAt),
    }),
    madeAt: report.madeAt,
    blocks: [
      ...summary(report, language, write),
      ...(report.payments.attempts > 0 ? [figures(report, language, write)] : []),
      ...pictures(report, language, write),
      ...whatToDo(report, language, write),
      ...settlement(report, language, write),
      { type: 'heading', text: words.fees },
      { type: 'text', text: words.feesText },
    ],
  }
}

function summary(report: MerchantReport, language: Language, write: Writer): Block[] {
  const words = messagesIn(language).portal.report
  const { payments, sales, triesBurnt, customers } = report
  const heading: Block = { type: 'heading', text: words.summary }
  if (payments.attempts === 0) return [heading, { type: 'text', text: words.nothing }]
  const sentences = [
    fill(words.went, {
      attempts: write.count(payments.attempts),
      approved: write.count(payments.approved),
      amount: write.amount(payments.approved_minor),
    }),
    payments.refused === 0
      ? words.none
      : fill(words.refused, {
          refused: write.count(payments.refused),
          rescued: write.count(sales.rescued),
          lost: write.count(sales.lost),
          amount: write.amount(sales.lost_minor),
        }),
    ...(customers.lost > 0 ? [fill(words.left, { count: write.count(customers.lost) })] : []),
    ...(payments.refused === 0
      ? []
      : [triesBurnt > 0 ? fill(words.burnt, { count: write.count(triesBurnt) }) : words.notBurnt]),
  ]
  return [heading, { type: 'text', text: sentences.join(language === 'en' ? ' ' : '') }]
}

function figures(report: MerchantReport, language: Language, write: Writer): Block {
  const { report: words } = messagesIn(language).portal
  const { payments, before, sales, customers, till, answer, triesBurnt } = report
  const then = (value: string) => fill(words.before, { value })
  return {
    type: 'figures',
    figures: [
      {
        name: words.figures.amount,
        value: write.amount(payments.approved_minor),
        note: then(write.amount(before.approved_minor)),
      },
      { name: words.figures.approved, value: write.count(payments.approved), note: then(write.count(before.approved)) },
      { name: words.figures.refused, value: write.count(payments.refused), note: then(write.count(before.refused)) },
      { name: words.figures.lost, value: write.amount(sales.lost_minor) },
      { name: words.figures.rescued, value: write.amount(sales.rescued_minor) },
      { name: words.figures.burnt, value: write.count(triesBurnt), note: words.promise },
      { name: words.figures.left, value: write.count(customers.lost) },
      { name: words.figures.repeatedly, value: write.count(customers.repeatedly) },
      { name: words.figures.answer, value: write.duration(answer.median_ms) },
      { name: words.figures.receipt, value: till.receipt_ms === 0 ? words.never : write.duration(till.receipt_ms) },
      { name: words.figures.spent, value: write.duration(till.spent_ms) },
      {
        name: words.figures.cost,
        value: write.amount(till.cost_minor),
        note: fill(words.costNote, { hour: write.amount(TILL_HOUR_MINOR) }),
      },
    ],
  }
}

function pictures(report: MerchantReport, language: Language, write: Writer): Block[] {
  const { portal, causes } = messagesIn(language)
  const words = portal.report
  const days: Block[] =
    report.payments.attempts === 0
      ? []
      : [
          { type: 'heading', text: words.days },
          { type: 'text', text: words.daysHint },
          {
            type: 'days',
            label: words.days,
            bars: report.days.map(({ at, attempts, refused }) => ({
              label: write.shortDay(at),
              whole: attempts,
              part: refused,
              text: fill(words.day, {
                day: write.day(at),
                attempts: write.count(attempts),
                refused: write.count(refused),
              }),
            })),
          },
        ]
  if (report.causes.length === 0) return days
  return [
    ...days,
    { type: 'heading', text: words.causes },
    { type: 'text', text: words.causesHint },
    {
      type: 'causes',
      label: words.causes,
      bars: report.causes.map(({ cause, lost_minor, rescued_minor }) => ({
        label: causes[cause].name,
        text: fill(words.causeText, { lost: write.amount(lost_minor), rescued: write.amount(rescued_minor) }),
        dark: lost_minor,
        light: rescued_minor,
      })),
    },
  ]
}

function whatToDo(report: MerchantReport, language: Language, write: Writer): Block[] {
  const { portal, causes } = messagesIn(language)
  if (report.causes.length === 0) return []
  return [
    { type: 'heading', text: portal.report.todo },
    ...report.causes.map(({ cause, lost, rescued }): Block => ({
      type: 'text',
      strong: fill(portal.report.todoLine, { cause: causes[cause].name, count: write.count(lost + rescued) }),
      text: `${causes[cause].merchant} ${fill(portal.report.atTill, { advice: causes[cause].cashier })}`,
    })),
  ]
}

function settlement(report: MerchantReport, language: Language, write: Writer): Block[] {
  const words = messagesIn(language).portal.report
  const heading: Block = { type: 'heading', text: words.settlement }
  if (report.settled.length === 0) return [heading, { type: 'text', text: words.settlementNone }]
  const { columns } = words
  const sum = (part: 'sales_minor' | 'refunds_minor' | 'net_minor') =>
    write.amount(report.settled.reduce((total, batch) => total + batch[part], 0))
  const rows = report.settled.map((batch) => [
    write.moment(batch.closedAt),
    batch.terminal,
    batch.state === 'settled' ? batch.batch : `${batch.batch} (${words.differs})`,
    write.amount(batch.sales_minor),
    write.amount(batch.refunds_minor),
    write.amount(batch.net_minor),
  ])
  return [
    heading,
    {
      type: 'table',
      figuresFrom: 3,
      head: [columns.settled, columns.terminal, columns.batch, columns.sales, columns.refunds, columns.net],
      rows: [...rows, [words.total, '', '', sum('sales_minor'), sum('refunds_minor'), sum('net_minor')]],
    },
  ]
}

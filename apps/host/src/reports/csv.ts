import type { MerchantReport } from '@fiftyfive/contract'
import { csvOf } from '@fiftyfive/kernel'
import { type Language, messagesIn } from '@fiftyfive/messages'
import { dayName } from './period.ts'

type Row = readonly [part: string, item: string, count: number | '', minor: number | undefined, note: string]

const MINOR_IN_MAJOR = 100

/** The same figures for a spreadsheet: one thing a line, amounts as plain numbers. */
export function csvOfReport(report: MerchantReport, language: Language): string {
  const { portal, causes } = messagesIn(language)
  const { figures, columns, ...words } = portal.report
  const { payments, before, sales, customers, till } = report
  const part = words.summary
  const rows: readonly Row[] = [
    [part, figures.approved, payments.approved, payments.approved_minor, ''],
    [part, figures.refused, payments.refused, undefined, ''],
    [part, figures.lost, sales.lost, sales.lost_minor, ''],
    [part, figures.rescued, sales.rescued, sales.rescued_minor, ''],
    [part, figures.burnt, report.triesBurnt, undefined, words.promise],
    [part, figures.left, customers.lost, undefined, ''],
    [part, figures.repeatedly, customers.repeatedly, undefined, ''],
    [part, `${figures.answer} (ms)`, report.answer.median_ms, undefined, ''],
    [part, `${figures.receipt} (ms)`, till.receipt_ms, undefined, ''],
    [part, `${figures.spent} (ms)`, till.spent_ms, till.cost_minor, figures.cost],
    [words.before.replace('{value}', '').trim(), figures.approved, before.approved, before.approved_minor, ''],
    [words.before.replace('{value}', '').trim(), figures.refused, before.refused, undefined, ''],
    ...report.days.flatMap(({ at, attempts, refused }): Row[] => [
      [words.days, dayName(at), attempts, undefined, ''],
      [figures.refused, dayName(at), refused, undefined, ''],
    ]),
    ...report.causes.flatMap(({ cause, lost, lost_minor, rescued, rescued_minor }): Row[] => [
      [words.causes, causes[cause].name, lost, lost_minor, `${figures.lost}. ${causes[cause].merchant}`],
      [words.causes, causes[cause].name, rescued, rescued_minor, figures.rescued],
    ]),
    ...report.settled.flatMap((batch): Row[] => {
      const item = `${batch.terminal} ${batch.batch}`
      return [
        [words.settlement, item, batch.sales, batch.sales_minor, columns.sales],
        [words.settlement, item, batch.refunds, batch.refunds_minor, columns.refunds],
        [words.settlement, item, '', batch.net_minor, columns.net],
      ]
    }),
  ]
  return csvOf(
    [columns.part, columns.item, columns.count, columns.amount, columns.currency, columns.note],
    rows.map(([of, item, count, minor, note]) => [
      of,
      item,
      count,
      minor === undefined ? '' : minor / MINOR_IN_MAJOR,
      minor === undefined ? '' : 'CNY',
      note,
    ]),
  )
}

import { type EffectsReport, type SaleSums, TILL_HOUR_MINOR } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { VolumeBars } from '../charts/volume-bars.tsx'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { placeHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { saveCsv } from '../ui/csv.ts'
import { HeadlineSentence } from '../ui/headline.tsx'
import { Figure, Figures } from '../ui/figures.tsx'
import { FigureCell, Table } from '../ui/table.tsx'
import { causeName } from '../words.ts'
import styles from './effects.module.css'
import { Columns, Panel, Stack, Swatch } from '../ui/layout.tsx'

const WEEK_MS = 7 * 86_400_000

interface ReportProps {
  readonly report: EffectsReport
  /** Names the file it is exported to. */
  readonly name: string
  /** False where there is one merchant only. */
  readonly merchantsShown: boolean
}

/** The report in plain words, with pictures, as it is read on a screen, on paper and in a spreadsheet. */
export function Report({ report, name, merchantsShown }: ReportProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.effects
  const people = messages.portal.effects
  const { sales, answer, triesBurnt, triesSpent, customers, till } = report
  const amount = (minor: number) => formats.amount(minor, 'CNY')
  const salesOf = (count: number) => fill(messages.pages.figures.salesOf, { count: formats.count(count) })
  const [dearest] = report.causes
  if (report.attempts === 0)
    return (
      <p className="panel" data-testid={TEST_IDS.effects}>
        {words.none}
      </p>
    )
  return (
    <Stack testId={TEST_IDS.effects}>
      <HeadlineSentence>
        {fill(words.sentence, {
          attempts: formats.count(report.attempts),
          refused: formats.count(report.refused),
          lost: amount(sales.lost_minor),
          rescued: amount(sales.rescued_minor),
        })}
      </HeadlineSentence>
      <Figures label={words.title}>
        <Figure
          name={words.lost}
          term="lost"
          value={amount(sales.lost_minor)}
          note={salesOf(sales.lost)}
          tone={sales.lost > 0 ? 'bad' : undefined}
        />
        <Figure
          name={words.rescued}
          term="rescued"
          value={amount(sales.rescued_minor)}
          note={salesOf(sales.rescued)}
          tone="good"
        />
        <Figure
          name={words.burnt}
          term="tries-burnt"
          value={formats.count(triesBurnt)}
          note={fill(words.burntNote, { count: formats.count(triesSpent) })}
          tone={triesBurnt === 0 ? 'good' : 'bad'}
        />
        <Figure
          name={words.answer}
          value={formats.duration(answer.median_ms)}
          note={fill(words.answerNote, { slow: formats.duration(answer.slow_ms) })}
        />
        <Figure
          name={people.left}
          term="not-back"
          value={formats.count(customers.lost)}
          note={fill(people.leftNote, {
            count: formats.count(customers.refused),
            repeatedly: formats.count(customers.repeatedly),
          })}
        />
        <Figure
          name={people.cost}
          value={amount(till.cost_minor)}
          note={fill(people.costNote, {
            time: formats.duration(till.spent_ms),
            hour: amount(TILL_HOUR_MINOR),
          })}
        />
        {till.receipt_ms > 0 && (
          <Figure
            name={people.receipt}
            term="receipt"
            value={formats.duration(till.receipt_ms)}
            note={fill(people.receiptNote, { answer: formats.duration(answer.median_ms) })}
          />
        )}
      </Figures>
      <div className={styles['buttons']}>
        <Button size="xs" variant="default" onClick={() => print()}>
          {words.print}
        </Button>
        <Export report={report} name={name} />
      </div>
      {report.causes.length === 0 ? <p className="panel">{words.none}</p> : <Parts {...{ report, merchantsShown }} />}
      {dearest && (
        <Panel title={words.advice}>
          <p>
            <strong>{causeName(messages, dearest.cause)}</strong>: {messages.causes[dearest.cause].merchant}
          </p>
        </Panel>
      )}
    </Stack>
  )
}

function Parts({ report, merchantsShown }: Omit<ReportProps, 'name'>) {
  const { messages, formats, language } = useSpeech()
  const words = messages.pages.effects
  const amount = (minor: number) => formats.amount(minor, 'CNY')
  return (
    <>
      <Weeks report={report} />
      <Columns>
        <SalesTable
          title={words.byCause}
          first={words.cause}
          rows={report.causes.map((row) => ({
            ...row,
            key: row.cause,
            name: (
              <>
                <Swatch color={sideColor(row.cause)} /> {causeName(messages, row.cause)}
              </>
            ),
          }))}
        />
        <SalesTable
          title={words.byWeek}
          first={words.week}
          rows={report.weeks.map((row) => ({ ...row, key: String(row.at), name: formats.day(row.at) }))}
        />
      </Columns>
      {merchantsShown && (
        <SalesTable
          title={words.byMerchant}
          first={messages.pages.columns.name}
          more={[messages.portal.effects.lostColumn, messages.portal.effects.costColumn]}
          rows={report.merchants.map((row) => ({
            ...row,
            key: row.merchant,
            more: [formats.count(row.customersLost), amount(row.cost_minor)],
            name: <a href={placeHash('merchant', row.merchant)}>{row.name[language]}</a>,
          }))}
        />
      )}
    </>
  )
}

function Weeks({ report: { weeks } }: Pick<ReportProps, 'report'>) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.effects
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last || weeks.length < 2) return null
  const amount = (minor: number) => formats.amount(minor, 'CNY')
  return (
    <Panel title={words.byWeek}>
      <VolumeBars
        label={words.byWeek}
        from={first.at}
        until={last.at + WEEK_MS}
        step_ms={WEEK_MS}
        bars={weeks.map(({ at, lost_minor, rescued_minor }) => ({
          at,
          whole: lost_minor + rescued_minor,
          part: lost_minor,
        }))}
        write={(value) => formats.count(value / 100)}
        describe={({ at, whole, part }) =>
          `${formats.label(formats.day(at))}${formats.list([`${words.lost} ${amount(part)}`, `${words.rescued} ${amount(whole - part)}`])}`
        }
      />
    </Panel>
  )
}

interface SalesTableProps {
  readonly title: string
  readonly first: string
  readonly rows: readonly (SaleSums & {
    readonly key: string
    readonly name: React.ReactNode
    readonly tries: number
    readonly more?: readonly string[]
  })[]
  /** Headings of what is known of these rows besides. */
  readonly more?: readonly string[]
}

const NOTHING_MORE: readonly string[] = []

function SalesTable({ title, first, rows, more = NOTHING_MORE }: SalesTableProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.effects
  const figures = [words.lost, words.rescued, words.tries, ...more].map((text) => ({ text, figures: true }))
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <Table headings={[first, ...figures]} label={title}>
        {rows.map(({ key, name, lost, lost_minor, rescued, rescued_minor, tries, more: cells = NOTHING_MORE }) => (
          <tr key={key}>
            <td>{name}</td>
            <FigureCell>
              {formats.amount(lost_minor, 'CNY')} <span className="muted">({formats.count(lost)})</span>
            </FigureCell>
            <FigureCell>
              {formats.amount(rescued_minor, 'CNY')} <span className="muted">({formats.count(rescued)})</span>
            </FigureCell>
            <FigureCell>{formats.count(tries)}</FigureCell>
            {cells.map((cell, index) => (
              <FigureCell key={more[index]}>{cell}</FigureCell>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Export({ report, name }: Pick<ReportProps, 'report' | 'name'>) {
  const { messages, language } = useSpeech()
  const { effects, exportCsv } = messages.pages
  const save = () => {
    const line = (part: string, of: string, row: SaleSums & { readonly tries: number }) => [
      part,
      of,
      row.lost,
      row.lost_minor / 100,
      row.rescued,
      row.rescued_minor / 100,
      row.tries,
    ]
    saveCsv(
      `${name}-effects`,
      ['', '', effects.lost, 'CNY', effects.rescued, 'CNY', effects.tries],
      [
        ...report.causes.map((row) => line(effects.byCause, causeName(messages, row.cause), row)),
        ...report.merchants.map((row) => line(effects.byMerchant, row.name[language], row)),
        ...report.weeks.map((row) => line(effects.byWeek, new Date(row.at).toISOString().slice(0, 10), row)),
      ],
    )
  }
  return (
    <Button size="xs" variant="default" onClick={save} data-testid={TEST_IDS.exportCsv}>
      {exportCsv}
    </Button>
  )
}

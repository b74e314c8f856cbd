import { API, REPORT_FORMATS, type ReportLine } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import styles from './reports.module.css'

/** Reports, each to be opened in the language of the page. */
export function ReportTable({ items }: { readonly items: readonly ReportLine[] }) {
  const { messages, formats, language } = useSpeech()
  const { reports: words, report } = messages.portal
  const { columns } = words
  const figures = [columns.approved, columns.lost].map((text) => ({ text, figures: true }))
  return (
    <Table headings={[columns.shop, columns.period, columns.kind, ...figures, columns.files]} label={words.title}>
      {items.map(({ id, name, from, until, kind, approved_minor, lost_minor }) => {
        const period = fill(words.period, { from: formats.localDay(from), until: formats.localDay(until - 1) })
        return (
          <tr key={id} data-testid={TEST_IDS.reportRow}>
            <td>{name[language]}</td>
            <td>{period}</td>
            <td>{report.kinds[kind]}</td>
            <FigureCell>{formats.amount(approved_minor, 'CNY')}</FigureCell>
            <FigureCell>{formats.amount(lost_minor, 'CNY')}</FigureCell>
            <td className={styles['files']}>
              {REPORT_FORMATS.map((format) => (
                <a
                  key={format}
                  href={`${API.reportFile(id)}?${new URLSearchParams({ format, language })}`}
                  target="_blank"
                  rel="noopener"
                  aria-label={fill(words.fileOf, {
                    format: words.formats[format],
                    kind: `${name[language]}, ${report.kinds[kind]}`,
                    period,
                  })}
                  data-testid={TEST_IDS.reportFile}
                  data-format={format}
                >
                  {words.formats[format]}
                </a>
              ))}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

import { API, type BatchStatement } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { saveCsv } from '../ui/csv.ts'
import { FigureCell, Table } from '../ui/table.tsx'

interface BatchLinesProps {
  readonly merchant: string
  readonly batch: string
}

/** The payments of a batch as they were posted, and what the terminal said otherwise. */
export function BatchLines({ merchant, batch }: BatchLinesProps) {
  const { messages, formats } = useSpeech()
  const words = messages.portal.statements
  const { time, kind, card, amount, payment } = words.columns
  const { data, error, refetch } = useQuery({
    queryKey: ['statement', merchant, batch],
    queryFn: ({ signal }) => getJson<BatchStatement>(API.ownShopBatch(merchant, batch), signal),
  })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  const save = (): void =>
    saveCsv(
      batch,
      [time, kind, card, amount, messages.portal.report.columns.currency, payment],
      data.entries.map((entry) => [
        new Date(entry.at).toISOString(),
        words.kinds[entry.kind],
        entry.maskedPan || words.qr,
        entry.amount_minor / 100,
        'CNY',
        entry.payment,
      ]),
    )
  return (
    <div data-testid={TEST_IDS.batchLines}>
      <Table headings={[time, kind, card, { text: amount, figures: true }]} label={batch}>
        {data.entries.map((entry) => (
          <tr key={entry.payment}>
            <td>{formats.time(entry.at, data.batch.closedAt)}</td>
            <td>{words.kinds[entry.kind]}</td>
            <td className="mono">{entry.maskedPan || words.qr}</td>
            <FigureCell>{formats.amount(entry.amount_minor, 'CNY')}</FigureCell>
          </tr>
        ))}
      </Table>
      {data.differences.length > 0 && (
        <>
          <h3>{words.differences}</h3>
          <ul>
            {data.differences.map(({ subject, detail, amount_minor }) => (
              <li key={subject + detail}>
                {fill(words.difference, {
                  subject,
                  detail: words.details[detail],
                  amount: formats.amount(amount_minor, 'CNY'),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button size="compact-xs" variant="default" onClick={save} data-testid={TEST_IDS.exportCsv}>
        {words.exportCsv}
      </Button>
    </div>
  )
}

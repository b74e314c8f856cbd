import type { AttemptSummary } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { attemptPage } from '../api.ts'
import { useSpeech } from '../language.tsx'
import type { Filters } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { saveCsv } from '../ui/csv.ts'
import { causeName } from '../words.ts'

/** A spreadsheet with more is read by nobody; whoever needs all has the API. */
const ROWS_MAX = 10_000
const ROWS_PER_PAGE = 200

/** Saves what the filters let through, not only what is on the screen; cells that look like formulas are marked as text. */
export function ExportAttempts({ filters }: { readonly filters: Filters }) {
  const { messages, words, language } = useSpeech()
  const texts = messages.operations.exported
  const [fetched, setFetched] = useState<number>()
  const [failed, setFailed] = useState(false)
  const { columns } = words.live
  const save = async (): Promise<void> => {
    setFailed(false)
    setFetched(0)
    try {
      const rows: AttemptSummary[] = []
      let before: string | undefined = ''
      while (before !== undefined && rows.length < ROWS_MAX) {
        const page = await attemptPage(filters, before, ROWS_PER_PAGE)
        rows.push(...page.items)
        before = page.next
        setFetched(rows.length)
      }
      saveCsv(
        'fiftyfive-attempts',
        [texts.number, columns.time, columns.outcome, texts.code, columns.cause, texts.confidence].concat([
          columns.amount,
          texts.currency,
          columns.card,
          texts.entry,
          columns.terminal,
          columns.merchant,
        ]),
        rows.map((row) => [
          row.id,
          new Date(row.at).toISOString(),
          words.statuses[row.status],
          row.code,
          row.cause === undefined ? '' : causeName(messages, row.cause),
          row.confidence ?? '',
          row.amount_minor / 100,
          row.currency,
          row.maskedPan,
          words.entryModes[row.entryMode],
          row.terminal,
          row.merchantName[language],
        ]),
      )
    } catch {
      setFailed(true)
    }
    setFetched(undefined)
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        disabled={fetched !== undefined}
        data-testid={TEST_IDS.exportAttempts}
        onClick={() => void save()}
      >
        {fetched === undefined ? messages.pages.exportCsv : fill(texts.fetching, { count: fetched })}
      </Button>
      {failed && (
        <span role="alert" className="small">
          {words.error.title}
        </span>
      )}
    </>
  )
}

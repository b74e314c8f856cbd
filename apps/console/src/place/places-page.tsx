import { API, type PlaceKind, type PlaceLine } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { placeHash, placesHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { saveCsv } from '../ui/csv.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import { replaceHash } from '../use-route.ts'
import styles from './place.module.css'
import { Stack, TitleBar } from '../ui/layout.tsx'

const SHOWN_FIRST = 100

interface PlacesPageProps {
  readonly kind: Exclude<PlaceKind, 'card'>
  /** Search, from the address. */
  readonly q: string
}

/** All terminals, merchants or issuers of the last seven days, those with most refusals first. */
export function PlacesPage({ kind, q }: PlacesPageProps) {
  const { messages } = useSpeech()
  const words = messages.pages
  const { title } = words.kinds[kind]
  useDocumentTitle(title)
  const { data, error, refetch } = useQuery({
    queryKey: ['places', kind],
    queryFn: ({ signal }) => getJson<{ readonly items: readonly PlaceLine[] }>(API.places(kind), signal),
    refetchInterval: 15_000,
  })
  return (
    <Stack>
      <TitleBar title={title} aside={<span className="muted">{words.window}</span>} />
      <section className="panel" aria-label={title}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={6} />}
        {data && <Lines kind={kind} q={q} lines={data.items} />}
      </section>
    </Stack>
  )
}

interface LinesProps extends PlacesPageProps {
  readonly lines: readonly PlaceLine[]
}

function Lines({ kind, q, lines }: LinesProps) {
  const { messages, language, formats } = useSpeech()
  const words = messages.pages
  const [all, setAll] = useState(false)
  const wanted = q.toLowerCase()
  const found = lines.filter(({ value, name }) =>
    [value, name?.en ?? '', name?.['zh-CN'] ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  )
  const shown = all ? found : found.slice(0, SHOWN_FIRST)
  const { value, name, ...columns } = words.columns
  const headings = [value, ...(kind === 'merchant' ? [name] : []), ...Object.values(columns)]
  const save = () =>
    saveCsv(
      `fiftyfive-${kind}s`,
      [value, name, ...Object.values(columns)],
      found.map((line) => [
        line.value,
        line.name?.[language] ?? '',
        line.attempts,
        line.approved,
        line.refused,
        line.refused / Math.max(1, line.attempts),
        line.rescued,
        line.triesSpent,
        line.approved_minor / 100,
        new Date(line.lastAt).toISOString(),
      ]),
    )
  return (
    <>
      <search className={styles['bar']}>
        <TextInput
          size="xs"
          label={words.search}
          placeholder={words.searchHint}
          maxLength={40}
          value={q}
          onChange={(event) => replaceHash(placesHash(kind, event.currentTarget.value))}
          data-testid={TEST_IDS.placeSearch}
        />
        <Button size="xs" variant="default" onClick={save} data-testid={TEST_IDS.exportCsv}>
          {words.exportCsv}
        </Button>
      </search>
      {found.length === 0 ? (
        <Notice
          title={lines.length === 0 ? words.none : words.noMatch}
          hint={words.noneHint}
          testId={TEST_IDS.emptyState}
        />
      ) : (
        <Table headings={headings.map((text, index) => (index > headings.length - 9 ? { text, figures: true } : text))}>
          {shown.map((line) => (
            <tr key={line.value} data-testid={TEST_IDS.placeRow}>
              <td>
                <a href={placeHash(kind, line.value)} className="mono">
                  {line.value}
                </a>
              </td>
              {kind === 'merchant' && <td>{line.name?.[language]}</td>}
              <FigureCell>{formats.count(line.attempts)}</FigureCell>
              <FigureCell>{formats.count(line.approved)}</FigureCell>
              <FigureCell>{formats.count(line.refused)}</FigureCell>
              <FigureCell>{formats.percent(line.refused / Math.max(1, line.attempts))}</FigureCell>
              <FigureCell>{formats.count(line.rescued)}</FigureCell>
              <FigureCell>{formats.count(line.triesSpent)}</FigureCell>
              <FigureCell>{formats.amount(line.approved_minor, 'CNY')}</FigureCell>
              <FigureCell>{formats.time(line.lastAt, line.lastAt)}</FigureCell>
            </tr>
          ))}
        </Table>
      )}
      {shown.length < found.length && (
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          {fill(words.more, { count: formats.count(found.length) })}
        </Button>
      )}
    </>
  )
}

import { API, type Statement } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import styles from '../place/place.module.css'
import { ApiError, getJson } from '../request.ts'
import { shopHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Agreements } from './agreements.tsx'
import { StatementDay } from './statement-day.tsx'
import { Panel, Stack, TitleBar } from '../ui/layout.tsx'

const INTERVAL_MS = 15_000

/** What a merchant is owed: batches by the day they were settled, and what waits to be settled. */
export function StatementPage({ merchant }: { readonly merchant: string }) {
  const { messages, language, formats } = useSpeech()
  const words = messages.portal.statements
  const { data, error, refetch } = useQuery({
    queryKey: ['statement', merchant],
    queryFn: ({ signal }) => getJson<Statement>(API.ownShopStatement(merchant), signal),
    refetchInterval: INTERVAL_MS,
  })
  const name = data?.name[language] ?? merchant
  useDocumentTitle(`${formats.label(words.title)}${name}`)
  if (error instanceof ApiError && error.status === 404)
    return (
      <Notice
        title={messages.pages.notFound}
        hint={messages.pages.notFoundHint}
        testId={TEST_IDS.errorState}
        wholePage
      />
    )
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={6} />
  return (
    <Stack>
      <TitleBar above={<a href={shopHash(merchant)}>{name}</a>} title={words.title} />
      <p className="muted">
        {words.hint} {data.agreements.length === 0 && words.fees}
      </p>
      {data.agreements.length > 0 && <Agreements agreements={data.agreements} />}
      {data.open.length > 0 && <Unsettled open={data.open} />}
      {data.days.length === 0 && (
        <p className="panel" data-testid={TEST_IDS.emptyState}>
          {words.none}
        </p>
      )}
      {data.days.map((day) => (
        <StatementDay key={day.at} merchant={merchant} day={day} />
      ))}
    </Stack>
  )
}

function Unsettled({ open }: Pick<Statement, 'open'>) {
  const { messages, formats } = useSpeech()
  const words = messages.portal.statements
  const [openedAt] = useState(() => Date.now())
  return (
    <Panel title={words.open} testId={TEST_IDS.unsettled}>
      <ul className={styles['list']}>
        {open.map(({ terminal, batch, payments, net_minor, since }) => (
          <li key={`${terminal}-${batch}`}>
            {fill(words.openLine, {
              payments: formats.count(payments),
              since: formats.time(since, openedAt),
              amount: formats.amount(net_minor, 'CNY'),
              terminal,
            })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

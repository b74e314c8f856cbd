import { API, type AttemptSummary, type EffectsReport, type PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { StatusWord } from '../attempt-list/status-word.tsx'
import { PeriodChoice } from '../effects/period.tsx'
import { Report } from '../effects/report.tsx'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { PlaceFigures } from '../place/place-figures.tsx'
import { Volume } from '../place/volume.tsx'
import { ApiError, getJson } from '../request.ts'
import { reportsHash, shopsHash, statementHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import { causeName } from '../words.ts'
import { Panel, Row, Stack, TitleBar } from '../ui/layout.tsx'

/** One of a merchant's own shops: payments with the reason of each refusal and what to do, and the report. */
export function ShopPage({ merchant }: { readonly merchant: string }) {
  const { messages, language } = useSpeech()
  const words = messages.pages
  const { may } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['own-shop', merchant],
    queryFn: ({ signal }) => getJson<PlaceDetail>(API.ownShop(merchant), signal),
    refetchInterval: 15_000,
  })
  const name = data?.name?.[language] ?? merchant
  useDocumentTitle(name)
  if (error instanceof ApiError && error.status === 404)
    return <Notice title={words.notFound} hint={words.notFoundHint} testId={TEST_IDS.errorState} wholePage />
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={8} />
  return (
    <Stack>
      <TitleBar
        above={<a href={shopsHash()}>{words.shops.title}</a>}
        title={name}
        aside={<span className="muted">{words.window}</span>}
      >
        <a href={statementHash(merchant)}>{messages.portal.statements.title}</a>
        {may('reports.read') && <a href={reportsHash()}>{messages.portal.reports.title}</a>}
      </TitleBar>
      <PlaceFigures detail={data} />
      <Volume detail={data} />
      <Panel title={words.shops.payments}>
        <Payments attempts={data.attempts} />
      </Panel>
      {may('reports.read') && <ShopReport merchant={merchant} name={name} />}
    </Stack>
  )
}

function Payments({ attempts }: { readonly attempts: readonly AttemptSummary[] }) {
  const { messages, formats } = useSpeech()
  const [openedAt] = useState(() => Date.now())
  const { time, outcome, amount, card, why, next } = messages.pages.shops.columns
  return (
    <Table headings={[time, outcome, { text: amount, figures: true }, card, why, next]}>
      {attempts.map((attempt) => (
        <tr key={attempt.id} data-testid={TEST_IDS.paymentRow}>
          <td>{formats.time(attempt.at, openedAt)}</td>
          <td>
            <StatusWord status={attempt.status} code={attempt.code} />
          </td>
          <FigureCell>{formats.amount(attempt.amount_minor, attempt.currency)}</FigureCell>
          <td className="mono">{attempt.maskedPan}</td>
          <td>{attempt.cause && causeName(messages, attempt.cause)}</td>
          <td>{attempt.cause && <WhatToDo cause={attempt.cause} />}</td>
        </tr>
      ))}
    </Table>
  )
}

/** For the owner, and for whoever stands at the till. */
function WhatToDo({ cause }: { readonly cause: NonNullable<AttemptSummary['cause']> }) {
  const { messages } = useSpeech()
  const { merchant, cashier } = messages.causes[cause]
  return (
    <>
      <div>{merchant}</div>
      <div className="muted">{fill(messages.portal.report.atTill, { advice: cashier })}</div>
    </>
  )
}

function ShopReport({ merchant, name }: { readonly merchant: string; readonly name: string }) {
  const { messages } = useSpeech()
  const [days, setDays] = useState(28)
  const { data, error, refetch } = useQuery({
    queryKey: ['own-shop-report', merchant, days],
    queryFn: ({ signal }) => getJson<EffectsReport>(`${API.ownShopReport(merchant)}?days=${days}`, signal),
  })
  return (
    <section aria-labelledby="report">
      <Stack>
        <Row>
          <h2 id="report">{messages.pages.shops.report}</h2>
          <PeriodChoice days={days} onChange={setDays} />
        </Row>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={4} />}
        {data && <Report report={data} name={name} merchantsShown={false} />}
      </Stack>
    </section>
  )
}

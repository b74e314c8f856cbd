import { API, type PlaceLine, type ReportLine } from '@fiftyfive/contract'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { useSession } from '../session/session.tsx'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { ReportTable } from './report-table.tsx'
import { ShopReports } from './shop-reports.tsx'
import { Stack } from '../ui/layout.tsx'

interface ReportsOnPage {
  readonly items: readonly ReportLine[]
  readonly next?: string
}
const PAGE_SIZE = 20
const INTERVAL_MS = 30_000

/** Reports of one's own shops, or of all merchants for staff: made by themselves, read on a screen, on paper, in a spreadsheet. */
export function ReportsPage() {
  const { messages } = useSpeech()
  const words = messages.portal.reports
  const { may, merchants } = useSession()
  useDocumentTitle(words.title)
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['reports'],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(PAGE_SIZE), ...(pageParam && { before: pageParam }) })
      return getJson<ReportsOnPage>(`${API.reports}?${parameters}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: INTERVAL_MS,
  })
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <Stack>
      <h1>{words.title}</h1>
      <p className="muted">{words.hint}</p>
      {may('reports.schedule') && merchants.length > 0 && (
        <section className="panel" aria-label={words.schedule}>
          <OwnShops />
        </section>
      )}
      <section className="panel" aria-label={words.columns.period}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!items && !error && <Loading rows={3} />}
        {items?.length === 0 && (
          <p data-testid={TEST_IDS.emptyState}>{may('own-shops.read') ? words.none : words.noneOfAny}</p>
        )}
        {items && items.length > 0 && <ReportTable items={items} />}
        {hasNextPage && (
          <Button size="xs" variant="default" mt="sm" onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </section>
    </Stack>
  )
}

/** Staff find the same on the page of a merchant. */
function OwnShops() {
  const { language } = useSpeech()
  const { merchants } = useSession()
  const shops = useQuery({
    queryKey: ['own-shops'],
    queryFn: ({ signal }) => getJson<{ readonly items: readonly PlaceLine[] }>(API.ownShops, signal),
    enabled: merchants.length > 0,
  })
  const nameOf = (merchant: string) =>
    shops.data?.items.find(({ value }) => value === merchant)?.name?.[language] ?? merchant
  return merchants.map((merchant) => <ShopReports key={merchant} merchant={merchant} name={nameOf(merchant)} />)
}

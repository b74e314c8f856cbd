import { API, type PlaceLine } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { shopHash } from '../route.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Stack } from '../ui/layout.tsx'
import { FigureCell, Table } from '../ui/table.tsx'

/** A merchant's own shops, and nobody else's. */
export function ShopsPage() {
  const { messages, language, formats } = useSpeech()
  const { shops: words, columns } = messages.pages
  useDocumentTitle(words.title)
  const { data, error, refetch } = useQuery({
    queryKey: ['own-shops'],
    queryFn: ({ signal }) => getJson<{ readonly items: readonly PlaceLine[] }>(API.ownShops, signal),
    refetchInterval: 15_000,
  })
  const figures = [columns.attempts, columns.approved, columns.refused, columns.turnover]
  return (
    <Stack>
      <h1>{words.title}</h1>
      <p className="muted">{words.hint}</p>
      <section className="panel" aria-label={words.title}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={3} />}
        {data?.items.length === 0 && <p data-testid={TEST_IDS.emptyState}>{words.none}</p>}
        {data && data.items.length > 0 && (
          <Table headings={[columns.name, ...figures.map((text) => ({ text, figures: true }))]} label={words.title}>
            {data.items.map((shop) => (
              <tr key={shop.value} data-testid={TEST_IDS.shopRow}>
                <td>
                  <a href={shopHash(shop.value)}>{shop.name?.[language] ?? shop.value}</a>
                </td>
                <FigureCell>{formats.count(shop.attempts)}</FigureCell>
                <FigureCell>{formats.count(shop.approved)}</FigureCell>
                <FigureCell>{formats.count(shop.refused)}</FigureCell>
                <FigureCell>{formats.amount(shop.approved_minor, 'CNY')}</FigureCell>
              </tr>
            ))}
          </Table>
        )}
      </section>
    </Stack>
  )
}

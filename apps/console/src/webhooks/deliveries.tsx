import { API, type DeliveryView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { incidentHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'

interface DeliveryPage {
  readonly items: readonly DeliveryView[]
  readonly next?: string
}

/** What was sent to one webhook, newest first; asked for when somebody looks. */
export function Deliveries({ webhook }: { readonly webhook: string }) {
  const { messages } = useSpeech()
  const words = messages.operations.webhooks
  const [open, setOpen] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['webhook', webhook, 'deliveries'],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: '20', ...(pageParam && { before: pageParam }) })
      return getJson<DeliveryPage>(`${API.webhookDeliveries(webhook)}?${parameters}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: 5_000,
    enabled: open,
  })
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid={TEST_IDS.deliveries}>
      <summary className="small">{words.deliveries}</summary>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!items && !error && <Loading rows={2} />}
      {items?.length === 0 && <p className="muted small">{words.noDeliveries}</p>}
      {items && items.length > 0 && <DeliveryTable items={items} />}
      {hasNextPage && (
        <Button size="compact-xs" variant="default" onClick={() => void fetchNextPage()}>
          {words.older}
        </Button>
      )}
    </details>
  )
}

function DeliveryTable({ items }: { readonly items: readonly DeliveryView[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.webhooks
  const { may } = useSession()
  const { time, event, subject, state, attempts, answer } = words.columns
  return (
    <Table headings={[time, event, subject, state, { text: attempts, figures: true }, answer]} label={words.deliveries}>
      {items.map((delivery) => (
        <tr key={delivery.id} data-testid={TEST_IDS.deliveryRow} data-state={delivery.state}>
          <td>{formats.moment(delivery.at)}</td>
          <td>{words.eventNames[delivery.event]}</td>
          <td className="mono">
            {may('incidents.read') && delivery.event.startsWith('incident.') ? (
              <a href={incidentHash(delivery.subject)}>{delivery.subject}</a>
            ) : (
              delivery.subject
            )}
          </td>
          <td>
            {words.deliveryStates[delivery.state]}
            {delivery.nextAt !== undefined && (
              <span className="muted small">
                {' '}
                {fill(words.next, { time: formats.time(delivery.nextAt, delivery.nextAt) })}
              </span>
            )}
          </td>
          <FigureCell>{formats.count(delivery.attempts)}</FigureCell>
          <td className="mono">{delivery.lastAnswer}</td>
        </tr>
      ))}
    </Table>
  )
}

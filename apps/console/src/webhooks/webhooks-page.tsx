import { API, type WebhookView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { ErrorNotice, Loading, Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { useChanges } from '../use-changes.ts'
import { NewWebhook } from './new-webhook.tsx'
import { Webhook } from './webhook.tsx'
import styles from './webhooks.module.css'
import { Stack } from '../ui/layout.tsx'

const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => getJson<{ readonly items: readonly WebhookView[] }>(API.webhooks, signal),
})

/** Where events are sent, what became of them, and a new one with its secret, which is shown this once. */
export function WebhooksPage() {
  const { messages } = useSpeech()
  const words = messages.operations.webhooks
  useDocumentTitle(words.title)
  const { data, error, refetch } = useQuery(webhooksQuery)
  const { change, problem } = useChanges(webhooksQuery.queryKey)
  const [made, setMade] = useState<{ readonly webhook: WebhookView; readonly secret: string }>()
  return (
    <Stack>
      <h1>{words.title}</h1>
      <p className="muted">{words.hint}</p>
      <Problem>{problem}</Problem>
      {made && (
        <output className={styles['secret']}>
          <span>{fill(words.secret, { url: made.webhook.url })}</span>
          <code data-testid={TEST_IDS.webhookSecret}>{made.secret}</code>
          <span className="small">{words.secretHint}</span>
        </output>
      )}
      <section className="panel" aria-label={words.title}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={3} />}
        {data?.items.length === 0 && (
          <p className="muted" data-testid={TEST_IDS.emptyState}>
            {words.none}
          </p>
        )}
        <ul className={styles['list']}>
          {data?.items.map((webhook) => (
            <Webhook key={webhook.id} webhook={webhook} change={change} />
          ))}
        </ul>
      </section>
      <NewWebhook change={change} onMade={setMade} />
    </Stack>
  )
}

import { API, type DeliveryView, type WebhookView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from '../use-changes.ts'
import { Deliveries } from './deliveries.tsx'
import styles from './webhooks.module.css'

interface WebhookProps {
  readonly webhook: WebhookView
  readonly change: Change
}

export function Webhook({ webhook: { id, url, events, state, createdBy, createdAt }, change }: WebhookProps) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.webhooks
  const queries = useQueryClient()
  const [tested, setTested] = useState<DeliveryView>()
  const [leaving, setLeaving] = useState(false)
  const test = async (): Promise<void> => {
    setTested(undefined)
    setTested(await change(() => sendJson<DeliveryView>('POST', API.webhookTest(id))))
    await queries.invalidateQueries({ queryKey: ['webhook', id, 'deliveries'] })
  }
  const paused = state === 'paused'
  return (
    <li className={styles['webhook']} data-testid={TEST_IDS.webhook} data-state={state}>
      <div className={styles['head']}>
        <div>
          <h2 className="mono">{url}</h2>
          <p className="small">
            <strong className={paused ? 'muted' : styles['active']}>{words.states[state]}</strong> ·{' '}
            {formats.list(events.map((event) => words.eventNames[event]))}
          </p>
          <p className="muted small">{fill(words.createdBy, { who: createdBy, time: formats.moment(createdAt) })}</p>
        </div>
        <div className={styles['buttons']}>
          <Button size="xs" variant="default" data-testid={TEST_IDS.testWebhook} onClick={() => void test()}>
            {words.test}
          </Button>
          <Button
            size="xs"
            variant="default"
            data-testid={TEST_IDS.pauseWebhook}
            onClick={() =>
              void change(() => sendJson('PATCH', API.webhook(id), { state: paused ? 'active' : 'paused' }))
            }
          >
            {paused ? words.resume : words.pause}
          </Button>
          <Button
            size="xs"
            variant="default"
            data-testid={TEST_IDS.removeWebhook}
            onBlur={() => setLeaving(false)}
            onClick={() => (leaving ? void change(() => sendJson('DELETE', API.webhook(id))) : setLeaving(true))}
          >
            {leaving ? words.sureRemove : words.remove}
          </Button>
        </div>
      </div>
      <output className="small">
        {tested &&
          fill(words.tested[tested.state === 'delivered' ? 'delivered' : 'refused'], {
            answer: tested.lastAnswer ?? '',
          })}
      </output>
      <Deliveries webhook={id} />
    </li>
  )
}

import { API, WEBHOOK_EVENTS, type WebhookView } from '@fiftyfive/contract'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from '../use-changes.ts'
import styles from './webhooks.module.css'
import { Panel } from '../ui/layout.tsx'

interface NewWebhookProps {
  readonly change: Change
  readonly onMade: (made: { readonly webhook: WebhookView; readonly secret: string }) => void
}

export function NewWebhook({ change, onMade }: NewWebhookProps) {
  const { messages } = useSpeech()
  const words = messages.operations.webhooks
  const [events, setEvents] = useState<readonly string[]>(['incident.opened', 'incident.resolved'])
  const create = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const wanted = { url: formText(form)('url'), events }
    const made = await change(() =>
      sendJson<{ readonly webhook: WebhookView; readonly secret: string }>('POST', API.webhooks, wanted),
    )
    if (!made) return
    onMade(made)
    form.reset()
  }
  return (
    <Panel title={words.create}>
      <form className={styles['form']} onSubmit={(event) => void create(event)}>
        <TextInput
          size="xs"
          label={words.url}
          placeholder={words.urlHint}
          name="url"
          type="url"
          required
          maxLength={500}
          data-testid={TEST_IDS.webhookUrl}
        />
        <Checkbox.Group label={words.events} size="xs" value={[...events]} onChange={setEvents}>
          <div className={styles['events']}>
            {WEBHOOK_EVENTS.map((each) => (
              <Checkbox
                key={each}
                size="xs"
                value={each}
                label={words.eventNames[each]}
                data-testid={`${TEST_IDS.webhookEvent}-${each}`}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Button size="xs" type="submit" disabled={events.length === 0} data-testid={TEST_IDS.createWebhook}>
          {words.create}
        </Button>
      </form>
    </Panel>
  )
}

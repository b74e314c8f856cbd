import type { WebhookEvent } from '@fiftyfive/contract'
import type { Incident } from '@fiftyfive/diagnosis'
import type { IncidentLog } from '@fiftyfive/store/sqlite'
import type { Logger } from 'pino'
import type { Watch } from '../observations/watch.ts'
import type { Webhooks } from './webhooks.ts'

export { Webhooks } from './webhooks.ts'

const PUMP_MS = 1_000
const REMEMBERED = 500

/** Sends what is due, and tells of incidents: when one opens, when it comes to mean something else, when it is over. */
export function startWebhooks(
  webhooks: Webhooks,
  {
    watch,
    incidents,
    logger,
    due,
  }: {
    readonly watch: Watch
    readonly incidents: IncidentLog
    readonly logger: Logger
    /** Of hosts that share a store, whether this one is to send what is due. */
    readonly due: () => Promise<boolean>
  },
): {
  readonly tell: (event: WebhookEvent, subject: string, data: unknown) => void
  readonly stop: () => Promise<void>
} {
  const failed = (failure: unknown) =>
    logger.error({ reason: failure instanceof Error ? failure.message : 'unknown' }, 'a webhook went wrong')
  const tell = (event: WebhookEvent, subject: string, data: unknown) =>
    void webhooks.tell(event, subject, data).catch(failed)
  const told = new Map(
    incidents.list({ limit: REMEMBERED }).map((row) => [row.id, meaningOf(JSON.parse(row.body) as Incident)]),
  )
  const unsubscribe = watch.subscribeIncidents((incident) => {
    const before = told.get(incident.id)
    const meaning = meaningOf(incident)
    if (before === meaning) return
    told.set(incident.id, meaning)
    if (told.size > 2 * REMEMBERED) told.delete(told.keys().next().value as string)
    const event = incident.state === 'open' ? (before === undefined ? 'opened' : 'changed') : 'resolved'
    tell(`incident.${event}`, incident.id, incident)
  })
  const pump = async (): Promise<void> => {
    if (await due()) await webhooks.pump()
  }
  let running: Promise<unknown> = Promise.resolve()
  const pumping = setInterval(() => {
    running = pump().catch(failed)
  }, PUMP_MS).unref()
  return {
    tell,
    async stop() {
      clearInterval(pumping)
      unsubscribe()
      await running
    },
  }
}

const meaningOf = ({ state, cause, scope }: Incident): string => [state, cause, ...scope].join(' ')

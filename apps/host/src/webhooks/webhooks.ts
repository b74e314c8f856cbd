import { randomBytes } from 'node:crypto'
import type { DeliveryView, WebhookEvent, WebhookView } from '@fiftyfive/contract'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import { type AccountPorts, audited, type Caller, refuse } from '../accounts/ports.ts'
import { newToken } from '../accounts/sealing.ts'
import { post } from './post.ts'
import { SIGNATURE_HEADER, signatureOf } from './signature.ts'
import { problemOf } from './target.ts'

interface StoredWebhook extends WebhookView {
  /** Under the key of the account file. */
  readonly sealedSecret: string
}
interface StoredDelivery extends DeliveryView {
  readonly body: string
}

const SECOND_MS = 1_000
/** Pauses after each failed attempt; after the last one it is given up, a good day later. */
const PAUSES_MS = [10, 30, 120, 600, 3_600, 21_600, 57_600].map((seconds) => seconds * SECOND_MS)
const KEPT_MS = 14 * 86_400 * SECOND_MS
const PRUNED_EVERY_MS = 3_600 * SECOND_MS
const AT_ONCE = 8
const WEBHOOKS_MAX = 20

/**
 * Tells other systems of incidents and actions. What is to be told is durable before it is sent, goes out signed, again
 * after growing pauses until it is taken (2xx), and may therefore come twice: receivers know it by its id.
 */
export class Webhooks {
  readonly #ports: AccountPorts
  readonly #allowPrivate: boolean
  /** Deliveries that are not over, so that there need be no search when there is nothing to do. */
  readonly #waiting: Set<string>
  readonly #sending = new Set<string>()
  #prunedAt = 0

  constructor(ports: AccountPorts, { allowPrivate = false }: { readonly allowPrivate?: boolean } = {}) {
    this.#ports = ports
    this.#allowPrivate = allowPrivate
    const waiting = this.#deliveries().filter(({ state }) => state === 'waiting')
    this.#waiting = new Set(waiting.map(({ id }) => id))
    ports.store.onForeignChange(({ kind, id, body }) => {
      if (kind !== 'delivery') return
      if ((body as StoredDelivery | undefined)?.state === 'waiting') this.#waiting.add(id)
      else this.#waiting.delete(id)
    })
  }

  list(): WebhookView[] {
    return this.#ports.store.all<StoredWebhook>('webhook').map(viewOf)
  }

  async create(
    caller: Caller,
    { url, events }: Pick<WebhookView, 'url' | 'events'>,
  ): Promise<Result<{ readonly webhook: WebhookView; readonly secret: string }, Fault>> {
    const { store, clock, sealing } = this.#ports
    const problem = problemOf(new URL(url), this.#allowPrivate)
    if (problem !== undefined) return refuse('FF_INPUT', problem)
    if (store.all('webhook').length >= WEBHOOKS_MAX) return refuse('FF_CONFLICT', `at most ${WEBHOOKS_MAX}`)
    const now = clock.now()
    const secret = `whsec_${newToken()}`
    const webhook: StoredWebhook = {
      id: newId('w', now),
      url,
      events,
      state: 'active',
      createdBy: caller.actor,
      createdAt: now,
      sealedSecret: sealing.seal(secret),
    }
    await store.commit(now, [audited(caller, 'webhook-created', webhook.id, url)], [kept('webhook', webhook)])
    return ok({ webhook: viewOf(webhook), secret })
  }

  async change(
    caller: Caller,
    id: string,
    {
      state,
      events,
    }: { readonly state?: WebhookView['state'] | undefined; readonly events?: readonly WebhookEvent[] | undefined },
  ): Promise<Result<WebhookView, Fault>> {
    const { store, clock } = this.#ports
    const known = store.find<StoredWebhook>('webhook', id)
    if (!known) return refuse('FF_NOT_FOUND')
    const changed = { ...known, ...(state ? { state } : {}), ...(events ? { events } : {}) }
    const detail = `${changed.state} ${changed.events.join(' ')}`
    await store.commit(clock.now(), [audited(caller, 'webhook-changed', id, detail)], [kept('webhook', changed)])
    return ok(viewOf(changed))
  }

  async remove(caller: Caller, id: string): Promise<Result<void, Fault>> {
    const { store, clock } = this.#ports
    if (!store.find('webhook', id)) return refuse('FF_NOT_FOUND')
    const gone = this.#deliveries().filter(({ webhook }) => webhook === id)
    for (const each of gone) this.#waiting.delete(each.id)
    await store.commit(
      clock.now(),
      [audited(caller, 'webhook-removed', id)],
      [
        { kind: 'webhook', id, body: undefined },
        ...gone.map((each) => ({ kind: 'delivery' as const, id: each.id, body: undefined })),
      ],
    )
    return ok(undefined)
  }

  /** A test event, sent at once. */
  async test(id: string): Promise<Result<DeliveryView, Fault>> {
    const webhook = this.#ports.store.find<StoredWebhook>('webhook', id)
    if (!webhook) return refuse('FF_NOT_FOUND')
    const delivery = this.#delivery(webhook, 'test', webhook.id, {})
    await this.#keep([delivery])
    await this.#send(delivery)
    return ok(deliveryView(this.#ports.store.find<StoredDelivery>('delivery', delivery.id) ?? delivery))
  }

  /** Newest first. */
  deliveries(id: string): DeliveryView[] {
    return this.#deliveries()
      .filter(({ webhook }) => webhook === id)
      .toReversed()
      .map(deliveryView)
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Resolves when it is certain to go out, to whoever wants to hear of such events. */
  tell(event: WebhookEvent, subject: string, data: unknown): Promise<void> {
    const wanting = this.#ports.store
      .all<StoredWebhook>('webhook')
      .filter(({ state, events }) => state === 'active' && events.includes(event))
    if (wanting.length === 0) return Promise.resolve()
    return this.#keep(wanting.map((webhook) => this.#delivery(webhook, event, subject, data)))
  }

  /** To be called every second or so: sends what is due, and now and then forgets what is long over. */
  async pump(): Promise<void> {
    const now = this.#ports.clock.now()
    const waiting = [...this.#waiting].flatMap((id) => this.#ports.store.find<StoredDelivery>('delivery', id) ?? [])
    const due = waiting.filter(({ id, nextAt = 0 }) => nextAt <= now && !this.#sending.has(id))
    await Promise.all(due.slice(0, AT_ONCE).map((delivery) => this.#send(delivery)))
    if (now - this.#prunedAt < PRUNED_EVERY_MS) return
    this.#prunedAt = now
    const outdated = this.#deliveries().filter(({ state, at }) => state !== 'waiting' && at < now - KEPT_MS)
    const changes = outdated.map(({ id }) => ({ kind: 'delivery' as const, id, body: undefined }))
    await this.#ports.store.commit(now, [], changes)
  }

  async #send(delivery: StoredDelivery): Promise<void> {
    const { store, clock, sealing } = this.#ports
    const webhook = store.find<StoredWebhook>('webhook', delivery.webhook)
    if (!webhook || (webhook.state === 'paused' && delivery.event !== 'test')) return
    this.#sending.add(delivery.id)
    const signature = signatureOf(sealing.open(webhook.sealedSecret), clock.now(), delivery.body)
    const headers = {
      [SIGNATURE_HEADER]: signature,
      'fiftyfive-event': delivery.event,
      'fiftyfive-delivery': delivery.id,
    }
    const { status = 0, answer } = await post(new URL(webhook.url), delivery.body, headers, this.#allowPrivate)
    const attempts = delivery.attempts + 1
    const pause = PAUSES_MS[attempts - 1]
    const isTaken = status >= 200 && status < 300
    const { nextAt: _due, ...rest } = delivery
    const sent = { ...rest, attempts, lastAnswer: answer }
    this.#sending.delete(delivery.id)
    // Removed meanwhile, with its webhook.
    if (!store.find('delivery', delivery.id)) return
    if (isTaken) await this.#keep([{ ...sent, state: 'delivered' }])
    else if (pause === undefined || delivery.event === 'test') await this.#keep([{ ...sent, state: 'given-up' }])
    else await this.#keep([{ ...sent, state: 'waiting', nextAt: clock.now() + pause }])
  }

  #delivery(webhook: WebhookView, event: StoredDelivery['event'], subject: string, data: unknown): StoredDelivery {
    const at = this.#ports.clock.now()
    const id = newId('d', at)
    const body = JSON.stringify({ id, event, at, subject, data })
    return { id, webhook: webhook.id, event, subject, at, state: 'waiting', attempts: 0, nextAt: at, body }
  }

  #keep(deliveries: readonly StoredDelivery[]): Promise<void> {
    for (const { id, state } of deliveries) {
      if (state === 'waiting') this.#waiting.add(id)
      else this.#waiting.delete(id)
    }
    const changes = deliveries.map((delivery) => kept('delivery', delivery))
    return this.#ports.store.commit(this.#ports.clock.now(), [], changes)
  }

  #deliveries(): readonly StoredDelivery[] {
    return this.#ports.store.all<StoredDelivery>('delivery')
  }
}

/** In the order of time. */
const newId = (prefix: string, now: number): string => `${prefix}-${now}-${randomBytes(4).toString('hex')}`
const kept = <Body extends { readonly id: string }>(kind: 'webhook' | 'delivery', body: Body) => ({
  kind,
  id: body.id,
  body,
})
const viewOf = ({ sealedSecret: _secret, ...view }: StoredWebhook): WebhookView => view
const deliveryView = ({ body: _body, ...view }: StoredDelivery): DeliveryView => view

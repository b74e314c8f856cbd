import { ok } from '@fiftyfive/kernel'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { Webhooks } from '../webhooks/index.ts'
import { serve } from './serve.ts'

/** Where events are sent, and what became of them. */
export function webhooksApi(server: FastifyInstance, webhooks: Webhooks): void {
  serve(server, 'listWebhooks', () => ok({ items: webhooks.list() }))
  serve(server, 'createWebhook', ({ caller, body }) => webhooks.create(caller, body))
  serve(server, 'changeWebhook', ({ caller, params, body }) => webhooks.change(caller, params.id, body))
  serve(server, 'removeWebhook', ({ caller, params }) => webhooks.remove(caller, params.id))
  serve(server, 'testWebhook', ({ params }) => webhooks.test(params.id))
  serve(server, 'listDeliveries', ({ params, query: { before, limit } }) => {
    if (!webhooks.list().some(({ id }) => id === params.id)) return refuse('FF_NOT_FOUND')
    const found = webhooks.deliveries(params.id).filter(({ id }) => before === undefined || id < before)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return ok({ items, ...(found.length > limit && last ? { next: last.id } : {}) })
  })
}

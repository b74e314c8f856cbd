import { z } from 'zod'
import { type DeliveryView, WEBHOOK_EVENTS, type WebhookView } from '../webhooks.ts'
import { all, done, id, instant, may, page, paging } from './common.ts'

const event = z.enum(WEBHOOK_EVENTS)
const url = z.url({ protocol: /^https?$/ }).max(500)

const webhook: z.ZodType<WebhookView> = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(event),
  state: z.enum(['active', 'paused']),
  createdBy: z.string(),
  createdAt: instant,
})
const delivery: z.ZodType<DeliveryView> = z.object({
  id: z.string(),
  webhook: z.string(),
  event: z.union([event, z.literal('test')]),
  subject: z.string(),
  at: instant,
  state: z.enum(['waiting', 'delivered', 'given-up']),
  attempts: z.number().int(),
  nextAt: may(instant),
  lastAnswer: may(z.string()),
})

export const WEBHOOK_SCHEMAS = {
  listWebhooks: { answer: all(webhook) },
  createWebhook: {
    body: z.object({ url, events: z.array(event).min(1) }),
    answer: z.object({ webhook, secret: z.string() }),
  },
  changeWebhook: {
    params: id,
    body: z.object({ state: z.enum(['active', 'paused']).optional(), events: z.array(event).min(1).optional() }),
    answer: webhook,
  },
  removeWebhook: { params: id, answer: done },
  testWebhook: { params: id, answer: delivery },
  listDeliveries: { params: id, query: z.object(paging), answer: page(delivery) },
}

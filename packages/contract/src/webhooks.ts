/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  'incident.opened',
  'incident.changed',
  'incident.resolved',
  'action.asked',
  'action.started',
  'action.ended',
  'report.ready',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

export interface WebhookView {
  readonly id: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly state: 'active' | 'paused'
  readonly createdBy: string
  readonly createdAt: number
}

/** One message to one webhook, with what became of it. */
export interface DeliveryView {
  readonly id: string
  readonly webhook: string
  readonly event: WebhookEvent | 'test'
  /** The id of the incident, action or report. */
  readonly subject: string
  readonly at: number
  readonly state: 'waiting' | 'delivered' | 'given-up'
  readonly attempts: number
  readonly nextAt?: number
  /** Of the last attempt: HTTP status, or why there was none. */
  readonly lastAnswer?: string
}

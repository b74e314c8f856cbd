/** Paths of the API, in one place for server and pages. */
export const API = {
  overview: '/api/overview',
  attempts: '/api/attempts',
  attempt: (id: string) => `/api/attempts/${encodeURIComponent(id)}`,
  /** Server-sent events: `attempt` with an AttemptSummary whenever one appears or changes. */
  live: '/api/live',
  activationKey: '/api/terminals/activation-key',
  activate: '/api/terminals/activate',
  terminalSocket: '/terminal',
  demo: {
    /** POST: a fresh activation code for a new demo terminal, `{ activationCode }`. */
    terminal: '/api/demo/terminals',
    /** GET: DemoCard[]. */
    cards: '/api/demo/cards',
    /** GET: DemoCardState[]. */
    cardStates: '/api/demo/card-states',
    /** POST: DemoAction. */
    action: '/api/demo/actions',
    /** GET: `{ issuerLink: 'up' | 'cut' | 'silent' }`. */
    state: '/api/demo/state',
    /** POST: QrPayment; answers when the payment is durable, 404 when there is no such order (any more). */
    payQr: '/api/demo/qr-payments',
  },
} as const

import type {
  ActivationRequest,
  ActivationResponse,
  DemoAction,
  DemoCard,
  DemoCardState,
  DemoChipMemory,
  ErrorEnvelope,
  QrOrder,
  QrPayment,
} from '@fiftyfive/contract'
import { API } from '@fiftyfive/contract/api'

/** An answer of the API that is no success; `message` is the host's own sentence and holds no secret. */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function call<T>(path: string, body?: unknown, method = 'POST'): Promise<T> {
  const response = await fetch(
    path,
    body === undefined
      ? { headers: { accept: 'application/json' } }
      : {
          method,
          // What is on its way when the page is left arrives all the same.
          keepalive: true,
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  )
  const text = await response.text()
  const answer = parseJson(text)
  if (!response.ok) {
    throw new ApiError(
      response.status,
      (answer as ErrorEnvelope | undefined)?.error?.message ?? `HTTP ${response.status}`,
    )
  }
  return answer as T
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What this application asks of the host, besides the messages that go over the terminal's own link. */
export const api = {
  activationKey: () => call<{ readonly spki: string }>(API.activationKey),
  activate: (request: ActivationRequest) => call<ActivationResponse>(API.activate, request),
  demo: {
    state: () => call<{ readonly issuerLink: IssuerLink }>(API.demo.state),
    terminal: () => call<{ readonly activationCode: string }>(API.demo.terminal, {}),
    cards: () => call<readonly DemoCard[]>(API.demo.cards),
    cardStates: () => call<readonly DemoCardState[]>(API.demo.cardStates),
    act: (action: DemoAction) => call<unknown>(API.demo.action, action),
    takeChip: (card: string) => call<DemoChipMemory>(API.demo.chip(card), {}),
    keepChip: (card: string, memory: DemoChipMemory) => call<unknown>(API.demo.chip(card), memory, 'PUT'),
    qrOrder: (id: string) => call<QrOrder>(API.demo.qrOrder(id)),
    payQr: (payment: QrPayment) => call<unknown>(API.demo.payQr, payment),
  },
}
export type IssuerLink = 'up' | 'cut' | 'silent'

/** Whether the host runs in demo mode: it answers for the demo's paths only then. */
export async function isDemo(): Promise<boolean> {
  try {
    await api.demo.state()
    return true
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false
    throw error
  }
}

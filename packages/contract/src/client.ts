import type { ErrorEnvelope } from './index.ts'
import { type Route, type RouteName, ROUTES } from './routes.ts'
import type { AnswerOf, InputOf } from './schemas/index.ts'

/** What the host said, or status 0 when it said nothing. `code` names the fault, so that words come from the catalogue. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Sends a request and reads the JSON of its answer; a refusal is an `ApiError`. */
export async function askJson<T>(path: string, request: RequestInit, ask: typeof fetch = fetch): Promise<T> {
  const response = await ask(path, request).catch((error: unknown) => {
    throw request.signal?.aborted ? error : new ApiError(0, '', '')
  })
  if (response.ok) return (await response.json()) as T
  const envelope = (await response.json().catch(() => undefined)) as ErrorEnvelope | undefined
  throw new ApiError(response.status, envelope?.error?.code ?? '', envelope?.error?.message ?? '')
}

/** Of a request with a body; a key makes the host answer a repetition of it with the first answer. */
export const jsonRequest = (method: Route['method'], body: unknown, key?: string): RequestInit => ({
  method,
  headers: {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

export interface ClientOptions {
  /** `https://acquirer.example:5555`; the page's own host when it is left out. */
  readonly origin?: string
  /** `ff_...`, made in the console under Tokens; a page sends its session cookie instead. */
  readonly token?: string
  readonly fetch?: typeof fetch
  /** A new key for each request that changes something; random ones unless given. */
  readonly newKey?: () => string
}

/** `GET` routes by a schedule of their own may be given up. */
export interface CallOptions {
  readonly signal?: AbortSignal
  /** For repeating a request whose answer was lost: the key that it went out with. */
  readonly idempotencyKey?: string
}

export interface Client {
  /** Calls a route by its name. Rejects with an `ApiError` for anything but a success. */
  call<Name extends RouteName>(name: Name, input: InputOf<Name>, options?: CallOptions): Promise<AnswerOf<Name>>
}

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

/** The API with the types of its schemas. Needs nothing but `fetch`; runs in browsers and in Node. */
export function apiClient(options: ClientOptions = {}): Client {
  const { origin = '', token, fetch: ask = fetch, newKey = () => crypto.randomUUID() } = options
  return {
    call(name, input, { signal, idempotencyKey } = {}) {
      const route: Route = ROUTES[name]
      const { params, query, body } = input as AnyInput
      const key = route.repeat === 'by-key' ? (idempotencyKey ?? newKey()) : undefined
      const request = jsonRequest(route.method, body, key)
      const headers = { ...request.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
      return askJson(
        origin + pathOf(route, params) + queryOf(query),
        { ...request, headers, ...(signal ? { signal } : {}) },
        ask,
      )
    },
  }
}

const pathOf = ({ path }: Route, params: AnyInput['params'] = {}): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

function queryOf(query: AnyInput['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

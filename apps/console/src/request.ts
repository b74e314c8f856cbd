import type { ErrorEnvelope } from '@fiftyfive/contract'

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

export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  answerTo<T>(path, { ...(signal ? { signal } : {}), headers: { accept: 'application/json' } })

/** Asks for a change. The browser itself says that the request comes from this page. */
export const sendJson = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  answerTo<T>(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

async function answerTo<T>(path: string, request: RequestInit): Promise<T> {
  const response = await fetch(path, request).catch((error: unknown) => {
    throw request.signal?.aborted ? error : new ApiError(0, '', '')
  })
  if (response.ok) return (await response.json()) as T
  const envelope = (await response.json().catch(() => undefined)) as ErrorEnvelope | undefined
  throw new ApiError(response.status, envelope?.error?.code ?? '', envelope?.error?.message ?? '')
}

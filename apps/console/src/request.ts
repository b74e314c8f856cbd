import { ApiError, askJson, jsonRequest } from '@fiftyfive/contract'

export { ApiError }

export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  askJson<T>(path, { ...(signal ? { signal } : {}), headers: { accept: 'application/json' } })

/** Asks for a change, once: whatever sends the request again meets its key. The browser itself says where it comes from. */
export const sendJson = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  askJson<T>(path, jsonRequest(method, body, method === 'POST' ? crypto.randomUUID() : undefined))

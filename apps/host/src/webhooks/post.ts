import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { isPublic, publicLookup } from './target.ts'

const TIMEOUT_MS = 10_000

/** Posts once, follows no redirect, reads none of the answer; gives the status, or why there was none. */
export function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  allowPrivate: boolean,
): Promise<{ readonly status?: number; readonly answer: string }> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // A numeric host is connected to without being looked up.
    if (!allowPrivate && isIP(host) && !isPublic(host)) return resolve({ answer: 'no public address' })
    const send = url.protocol === 'https:' ? secure : plain
    const request = send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      timeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      agent: false,
      ...(allowPrivate ? {} : { lookup: publicLookup }),
    })
    request.on('response', ({ statusCode = 0 }) => {
      resolve({ status: statusCode, answer: String(statusCode) })
      request.destroy()
    })
    request.on('error', ({ message }) => resolve({ answer: message.slice(0, 200) }))
    request.end(body)
  })
}

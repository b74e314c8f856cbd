import { CommandFailure } from './exit.ts'

export const getJson = (web: string, path: string): Promise<unknown> => call(web, path, {})
export const sendJson = (web: string, path: string, body: unknown, method = 'POST'): Promise<unknown> =>
  call(web, path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function call(web: string, path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(new URL(path, web), init).catch(() => {
    throw new CommandFailure(`no host answers at ${web}. Start one with 'fiftyfive up'.`)
  })
  const body = (await response.json()) as { error?: { message: string } }
  if (!response.ok) throw new CommandFailure(`the host refused ${path}: ${body.error?.message ?? response.status}`)
  return body
}

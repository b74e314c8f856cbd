import { err, ok } from '@fiftyfive/kernel'
import type { ActivationService, Registration } from '@fiftyfive/terminal'
import { CommandFailure } from '../exit.ts'

/** The host's service for new terminals. */
export const activationService = (web: string): ActivationService => ({
  async publicKey() {
    const { spki } = (await getJson(web, '/api/terminals/activation-key')) as { spki: string }
    return new Uint8Array(Buffer.from(spki, 'base64'))
  },
  async register(request) {
    try {
      return ok((await sendJson(web, '/api/terminals/activate', request)) as Registration)
    } catch (failure) {
      return err(failure instanceof Error ? failure.message : 'unreachable')
    }
  },
})

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

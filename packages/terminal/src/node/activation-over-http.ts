import { err, ok } from '@fiftyfive/kernel'
import type { ActivationService } from '../activation/activate.ts'
import type { Registration } from '../activation/registration.ts'

/** The host's service for new terminals. `web`: where its API is, e.g. `https://pay.example`. */
export const activationOverHttp = (web: string): ActivationService => ({
  async publicKey() {
    const { spki } = (await call(web, 'activation-key')) as { spki: string }
    return Uint8Array.from(atob(spki), (character) => character.charCodeAt(0))
  },
  async register(request) {
    try {
      return ok((await call(web, 'activate', request)) as Registration)
    } catch (failure) {
      return err(failure instanceof Error ? failure.message : 'unreachable')
    }
  },
})

async function call(web: string, name: string, body?: unknown): Promise<unknown> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(new URL(`/api/terminals/${name}`, web), body === undefined ? {} : sent)
  const answer = (await response.json()) as { error?: { message: string } }
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`)
  return answer
}

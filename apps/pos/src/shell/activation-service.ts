import { err, ok } from '@fiftyfive/kernel'
import type { ActivationService } from '@fiftyfive/terminal'
import { api, ApiError } from './api.ts'

/** The acquirer's activation service over its HTTP API. */
export const activationService: ActivationService = {
  async publicKey() {
    const { spki } = await api.activationKey()
    return Uint8Array.from(atob(spki), (character) => character.charCodeAt(0))
  },
  async register(request) {
    try {
      return ok(await api.activate(request))
    } catch (error) {
      if (error instanceof ApiError) return err(error.message)
      throw error
    }
  },
}

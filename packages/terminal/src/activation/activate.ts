import { err, type Random, type Result } from '@fiftyfive/kernel'
import { adjustParity, hasWeakPart, isDegenerateTdes, keyCheckValue, sealTerminalMaster } from '@fiftyfive/security'
import { openKeySlots } from '../pin-pad/key-slots.ts'
import type { Storage } from '../ports.ts'
import { saveRegistration, type Registration } from './registration.ts'

/** The acquirer's activation service, carried out over HTTP by the shell. */
export interface ActivationService {
  /** SPKI (DER) of the security module's public key. */
  publicKey(): Promise<Uint8Array>
  register(request: {
    readonly activationCode: string
    /** Base64 of the RSA-OAEP envelope with the terminal master key. */
    readonly envelope: string
    readonly checkValue: string
    readonly model: string
    readonly softwareVersion: string
  }): Promise<Result<Registration, string>>
}

/**
 * Makes this terminal one of the acquirer's: a new master key (double-length TDES) goes to its security module, sealed,
 * and into the PIN pad once the acquirer has accepted it. Errors: the service's own, `unreachable`, `storage`.
 */
export async function activate(parts: {
  readonly service: ActivationService
  readonly activationCode: string
  readonly model: string
  readonly softwareVersion: string
  readonly random: Random
  readonly storage: Storage
}): Promise<Result<Registration, string>> {
  const { service, activationCode, model, softwareVersion, random, storage } = parts
  const key = newMasterKey(random)
  try {
    const registered = await register(service, key, { activationCode, model, softwareVersion })
    if (!registered.ok) return registered
    const slots = await openKeySlots(storage)
    await slots.write('master', key)
    await saveRegistration(storage, registered.value)
    return registered
  } catch {
    return err('storage')
  } finally {
    key.fill(0)
  }
}

async function register(
  service: ActivationService,
  key: Uint8Array,
  who: { readonly activationCode: string; readonly model: string; readonly softwareVersion: string },
): Promise<Result<Registration, string>> {
  try {
    const envelope = toBase64(await sealTerminalMaster(await service.publicKey(), key))
    return await service.register({ ...who, envelope, checkValue: keyCheckValue('tdes-2', key) })
  } catch {
    return err('unreachable')
  }
}

function newMasterKey(random: Random): Uint8Array {
  for (;;) {
    const key = adjustParity(random.bytes(16))
    if (!isDegenerateTdes(key) && !hasWeakPart(key)) return key
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

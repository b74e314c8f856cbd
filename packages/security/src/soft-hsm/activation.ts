import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { ActivationKey } from '../module/index.ts'

/** The module's RSA-2048 key, made when it is first asked for and kept sealed (AES-256-GCM) in a file. */
export function openActivationKey(path: string, sealingKey: Uint8Array): ActivationKey {
  let made: Promise<KeyObject> | undefined
  const privateKey = (): Promise<KeyObject> => (made ??= loadOrMake(path, sealingKey))
  return {
    async publicKey() {
      const spki = createPublicKey(await privateKey()).export({ type: 'spki', format: 'der' })
      return new Uint8Array(spki)
    },
    async open(envelope) {
      try {
        const padding = constants.RSA_PKCS1_OAEP_PADDING
        return new Uint8Array(privateDecrypt({ key: await privateKey(), padding, oaepHash: 'sha256' }, envelope))
      } catch {
        return undefined
      }
    },
  }
}

async function loadOrMake(path: string, sealingKey: Uint8Array): Promise<KeyObject> {
  if (existsSync(path))
    return createPrivateKey({ key: unseal(readFileSync(path), sealingKey), format: 'der', type: 'pkcs8' })
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  writeFileSync(path, seal(privateKey.export({ type: 'pkcs8', format: 'der' }), sealingKey), {
    mode: 0o600,
    flag: 'wx',
  })
  return privateKey
}

function seal(clear: Uint8Array, key: Uint8Array): Buffer {
  const initialVector = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, initialVector)
  return Buffer.concat([initialVector, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
}

function unseal(sealed: Buffer, key: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { assert, type Clock } from '@fiftyfive/kernel'
import type { AccountStore } from '@fiftyfive/store/sqlite'

/** Keeps small secrets unreadable for whoever has only the database: AES-256-GCM under a key file beside it. */
export interface Sealing {
  seal(text: string): string
  open(sealed: string): string
}

export function openSealing(keyFile: string): Sealing {
  if (!existsSync(keyFile)) {
    mkdirSync(dirname(keyFile), { recursive: true })
    writeFileSync(keyFile, randomBytes(32), { mode: 0o600, flush: true })
  }
  const key = readFileSync(keyFile)
  assert(key.length === 32, `key file of the accounts: 32 bytes expected in ${keyFile}`)
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
  }
}

const SAMPLE = { kind: 'sealing', id: 'sample' } as const

/** Refuses to start with a key that does not open what the store holds: the hosts of one store need one key. */
export async function requireSealing(store: AccountStore, sealing: Sealing, clock: Clock): Promise<void> {
  const sample = store.find<string>(SAMPLE.kind, SAMPLE.id)
  if (sample === undefined) return store.commit(clock.now(), [], [{ ...SAMPLE, body: sealing.seal(SAMPLE.id) }])
  try {
    sealing.open(sample)
  } catch {
    throw new Error('accounts.key is not the key of these accounts: copy the file from a host that works')
  }
}

/** A bearer secret of 192 bits, base64url. */
export const newToken = (): string => randomBytes(24).toString('base64url')

/** Under which a bearer secret is kept. It has 192 bits, so a plain hash cannot be searched. */
export const tokenId = (token: string): string => createHash('sha256').update(token).digest('hex')

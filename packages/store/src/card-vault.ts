import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { assert, Pan } from '@fiftyfive/kernel'

const NONCE_LENGTH = 12
const TAG_LENGTH = 16

export interface SealedCard {
  readonly token: string
  readonly masked: string
  readonly sealed: string
  readonly expiry?: string
}

/**
 * Card numbers at rest (PCI DSS 3.5): AES-256-GCM ciphertext for the few steps that need the number again, a keyed
 * hash as the token by which everybody else knows the card. The key file lies apart from the database, mode 0600.
 */
export function openCardVault(keyFile: string): {
  store(pan: Pan, expiry?: string): SealedCard
  reveal(card: SealedCard): Pan
} {
  const secret = readOrMakeKey(keyFile)
  const derived = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))
  const encryptionKey = derived('card number encryption')
  const tokenKey = derived('card token')
  const nextNonce = nonces()
  return {
    store(pan, expiry) {
      const digits = pan.reveal()
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce)
      const sealed = Buffer.concat([nonce, cipher.update(digits, 'ascii'), cipher.final(), cipher.getAuthTag()])
      return {
        token: createHmac('sha256', tokenKey).update(digits).digest('hex').slice(0, 32),
        masked: pan.masked,
        sealed: sealed.toString('base64'),
        ...(expiry ? { expiry } : {}),
      }
    },
    reveal(card) {
      const bytes = Buffer.from(card.sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, NONCE_LENGTH))
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH))
      const digits = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_LENGTH, bytes.length - TAG_LENGTH)),
        decipher.final(),
      ])
      return Pan.of(digits.toString('ascii'))
    },
  }
}

/** Fresh random nonces, fetched many at once: a call of the system for each would cost more than the encryption. */
function nonces(): () => Buffer {
  const pool = Buffer.alloc(NONCE_LENGTH * 256)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += NONCE_LENGTH
    return pool.subarray(used - NONCE_LENGTH, used)
  }
}

function readOrMakeKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32), { mode: 0o600, flush: true })
  }
  const key = readFileSync(file)
  assert(key.length === 32, `card vault key file: 32 bytes expected in ${file}`)
  return key
}

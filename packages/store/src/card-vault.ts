import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
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
  const encryptionKey = Buffer.from(hkdfSync('sha256', secret, '', 'card number encryption', 32))
  const tokenKey = Buffer.from(hkdfSync('sha256', secret, '', 'card token', 32))
  return {
    store(pan, expiry) {
      const digits = pan.reveal()
      const nonce = randomBytes(NONCE_LENGTH)
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

function readOrMakeKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32), { mode: 0o600, flush: true })
  }
  const key = readFileSync(file)
  assert(key.length === 32, `card vault key file: 32 bytes expected in ${file}`)
  return key
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { assert, type Clock, Pan } from '@fiftyfive/kernel'
import { dayOf } from './chain.ts'

const NONCE_LENGTH = 12
const TAG_LENGTH = 16
const TOKEN_LENGTH = 16

export interface SealedCard {
  readonly token: string
  readonly masked: string
  readonly sealed: string
  readonly expiry?: string
}

/** The key of one day, in the clear: 32 bytes. */
export interface DayKey {
  readonly id: string
  /** UTC, YYYY-MM-DD. */
  readonly day: string
  readonly key: Uint8Array
}

interface Known {
  readonly id: string
  readonly day: string
  readonly key: KeyObject
  /** The id, which every ciphertext is bound to. */
  readonly bound: Buffer
}

/** The key that sealed a card number was destroyed: nobody can read that number again. */
export class CardKeyDestroyed extends Error {
  override readonly name = 'CardKeyDestroyed'
}

/**
 * Card numbers at rest (PCI DSS 3.5): AES-256-GCM ciphertext for the few steps that need the number again, a keyed
 * hash as the token by which everybody else knows the card. The key file lies apart from the database, mode 0600.
 *
 * Numbers are sealed with the key of their day once there is one: whoever destroys that key has destroyed them all,
 * wherever copies of the ciphertext are (PCI DSS 3.2.1). A vault without such keys seals with one for good.
 */
export class CardVault {
  readonly #clock: Clock
  readonly #tokenKey: KeyObject
  readonly #lastingKey: KeyObject
  readonly #dayKeys = new Map<string, Known>()
  #today: { readonly day: string; readonly known: Known | undefined } | undefined
  readonly #nextNonce = nonces()

  constructor(secret: Buffer, clock: Clock) {
    const derived = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))
    this.#clock = clock
    this.#lastingKey = derived('card number encryption')
    this.#tokenKey = derived('card token')
  }

  /** From now on numbers of that day are sealed with it. The bytes are copied. */
  learn({ id, day, key }: DayKey): void {
    this.#dayKeys.set(id, { id, day, key: createSecretKey(Buffer.from(key)), bound: Buffer.from(id) })
    this.#today = undefined
  }

  forget(id: string): void {
    this.#dayKeys.delete(id)
    this.#today = undefined
  }

  store(pan: Pan, expiry?: string): SealedCard {
    const digits = pan.reveal()
    const known = this.#keyOfToday()
    const nonce = this.#nextNonce()
    const cipher = createCipheriv('aes-256-gcm', known?.key ?? this.#lastingKey, nonce)
    if (known) cipher.setAAD(known.bound)
    const sealed = Buffer.concat([nonce, cipher.update(digits, 'ascii'), cipher.final(), cipher.getAuthTag()])
    return {
      // As text at once: bytes out of OpenSSL cost as much as the hash.
      token: createHmac('sha256', this.#tokenKey)
        .update(digits)
        .digest('hex')
        .slice(0, 2 * TOKEN_LENGTH),
      masked: pan.masked,
      sealed: `${known ? `${known.id}.` : ''}${sealed.toString('base64')}`,
      ...(expiry ? { expiry } : {}),
    }
  }

  /** Throws `CardKeyDestroyed` for what was sealed with a key that is gone. */
  reveal(card: { readonly sealed: string }): Pan {
    const id = cardKeyOf(card)
    const known = id === undefined ? undefined : this.#dayKeys.get(id)
    if (id !== undefined && !known) throw new CardKeyDestroyed(`the key ${id} is gone`)
    const bytes = Buffer.from(card.sealed.slice(id === undefined ? 0 : id.length + 1), 'base64')
    const nonce = bytes.subarray(0, NONCE_LENGTH)
    const decipher = createDecipheriv('aes-256-gcm', known?.key ?? this.#lastingKey, nonce)
    if (known) decipher.setAAD(known.bound)
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH))
    const digits = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_LENGTH, bytes.length - TAG_LENGTH)),
      decipher.final(),
    ])
    return Pan.of(digits.toString('ascii'))
  }

  /** A clock that is wrong by days must not stop payments: then it is the newest key. */
  #keyOfToday(): Known | undefined {
    const today = dayOf(this.#clock.now())
    if (this.#today?.day !== today) {
      const newestFirst = [...this.#dayKeys.values()].toSorted((left, right) => (left.day < right.day ? 1 : -1))
      this.#today = { day: today, known: newestFirst.find(({ day }) => day === today) ?? newestFirst[0] }
    }
    return this.#today.known
  }
}

/** The id of the key that sealed a number; undefined for the lasting one. */
export const cardKeyOf = ({ sealed }: { readonly sealed: string }): string | undefined => {
  const end = sealed.indexOf('.')
  return end < 0 ? undefined : sealed.slice(0, end)
}

export const openCardVault = (keyFile: string, clock: Clock): CardVault => new CardVault(readOrMakeKey(keyFile), clock)

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

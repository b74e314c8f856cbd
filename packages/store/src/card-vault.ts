import {
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { assert, type Clock, Pan } from '@fiftyfive/kernel'
import { Aes, GCM_NONCE_BYTES, GCM_TAG_BYTES, GcmSealer } from '@fiftyfive/security'
import { dayOf } from './chain.ts'

const PAN_DIGITS_MAX = 19

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

interface SealingKey {
  readonly sealer: GcmSealer
  /** The same key, for opening. */
  readonly key: KeyObject
}

interface Known extends SealingKey {
  readonly id: string
  readonly day: string
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
  readonly #tokens: TokenMaker
  readonly #lastingKey: SealingKey
  readonly #dayKeys = new Map<string, Known>()
  #today: { readonly day: string; readonly known: Known | undefined } | undefined
  readonly #nonces = new Nonces()
  /** Where numbers are sealed: nonce, digits, tag. */
  readonly #bytes = Buffer.alloc(GCM_NONCE_BYTES + PAN_DIGITS_MAX + GCM_TAG_BYTES)

  constructor(secret: Buffer, clock: Clock) {
    const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
    this.#clock = clock
    this.#lastingKey = sealingKey(derived('card number encryption'))
    this.#tokens = new TokenMaker(derived('card token'))
  }

  /** From now on numbers of that day are sealed with it. The bytes are copied. */
  learn({ id, day, key }: DayKey): void {
    this.forget(id)
    this.#dayKeys.set(id, { id, day, ...sealingKey(Buffer.from(key), Buffer.from(id)) })
  }

  forget(id: string): void {
    this.#dayKeys.get(id)?.sealer.wipe()
    this.#dayKeys.delete(id)
    this.#today = undefined
  }

  store(pan: Pan, expiry?: string): SealedCard {
    const digits = pan.reveal()
    const known = this.#keyOfToday()
    const bytes = this.#bytes
    this.#nonces.next(bytes)
    const { length } = digits
    bytes.write(digits, GCM_NONCE_BYTES, 'latin1')
    ;(known ?? this.#lastingKey).sealer.seal(bytes, length)
    const sealed = bytes.toString('base64', 0, GCM_NONCE_BYTES + length + GCM_TAG_BYTES)
    return {
      token: this.#tokens.token(digits),
      masked: pan.masked,
      sealed: known ? `${known.id}.${sealed}` : sealed,
      ...(expiry ? { expiry } : {}),
    }
  }

  /** Throws `CardKeyDestroyed` for what was sealed with a key that is gone. */
  reveal(card: { readonly sealed: string }): Pan {
    const id = cardKeyOf(card)
    const known = id === undefined ? undefined : this.#dayKeys.get(id)
    if (id !== undefined && !known) throw new CardKeyDestroyed(`the key ${id} is gone`)
    const bytes = Buffer.from(card.sealed.slice(id === undefined ? 0 : id.length + 1), 'base64')
    const nonce = bytes.subarray(0, GCM_NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', (known ?? this.#lastingKey).key, nonce)
    if (known) decipher.setAAD(Buffer.from(known.id))
    decipher.setAuthTag(bytes.subarray(bytes.length - GCM_TAG_BYTES))
    const digits = Buffer.concat([
      decipher.update(bytes.subarray(GCM_NONCE_BYTES, bytes.length - GCM_TAG_BYTES)),
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

function sealingKey(bytes: Buffer, associated: Uint8Array = Buffer.alloc(0)): SealingKey {
  const made = { sealer: new GcmSealer(new Aes(bytes), associated), key: createSecretKey(bytes) }
  bytes.fill(0)
  return made
}

const HASH_BLOCK_BYTES = 64

/**
 * HMAC-SHA-256 of card numbers, its first 16 bytes as hex. By two plain hashes (FIPS 198-1), whose first blocks lie ready: an
 * object for each number would cost three times as much.
 */
class TokenMaker {
  /** By the number of digits. */
  readonly #inner: readonly Buffer[]
  readonly #outer: Buffer

  constructor(key: Buffer) {
    const padded = (pad: number, more: number): Buffer => {
      const bytes = Buffer.alloc(HASH_BLOCK_BYTES + more)
      bytes.set(key)
      for (let at = 0; at < HASH_BLOCK_BYTES; at++) bytes[at] = (bytes[at] as number) ^ pad
      return bytes
    }
    this.#inner = Array.from({ length: PAN_DIGITS_MAX + 1 }, (_, digits) => padded(0x36, digits))
    this.#outer = padded(0x5c, 32)
    key.fill(0)
  }

  token(digits: string): string {
    const inner = this.#inner[digits.length] as Buffer
    inner.write(digits, HASH_BLOCK_BYTES, 'latin1')
    this.#outer.write(hash('sha256', inner), HASH_BLOCK_BYTES, 'hex')
    inner.fill(0, HASH_BLOCK_BYTES)
    return hash('sha256', this.#outer).slice(0, 32)
  }
}

/** Fresh random nonces, fetched many at once: a call of the system for each would cost more than the encryption. */
class Nonces {
  readonly #pool = Buffer.alloc(GCM_NONCE_BYTES * 256)
  #used = this.#pool.length

  /** Writes the next one at the beginning of these bytes. */
  next(into: Uint8Array): void {
    if (this.#used === this.#pool.length) {
      randomFillSync(this.#pool)
      this.#used = 0
    }
    for (let at = 0; at < GCM_NONCE_BYTES; at++) into[at] = this.#pool[this.#used++] as number
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

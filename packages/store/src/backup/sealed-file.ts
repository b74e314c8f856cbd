import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/**
 * A file that is worth nothing to whoever steals it: AES-256-GCM under a key that scrypt makes of a passphrase. It is
 * sealed in pieces, each bound to its place and the last marked, so that none can be exchanged, left out or cut off.
 *
 * magic (8), salt (16), then pieces: length (4, highest bit: the last), ciphertext, tag (16).
 */
const MAGIC = Buffer.from('FFBACK01')
const SALT_BYTES = 16
const TAG_BYTES = 16
const PIECE_BYTES = 1_048_576
const LAST = 0x8000_0000
const SCRYPT = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1_048_576 }

const keyOf = (passphrase: string, salt: Buffer): Buffer => scryptSync(passphrase.normalize('NFC'), salt, 32, SCRYPT)

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 8)
  return nonce
}

/** The passphrase is wrong, or the file is not what was sealed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** Takes pieces of any size and writes them sealed; durable when `close` resolves. */
export class SealedWriter {
  readonly #out
  readonly #salt = randomBytes(SALT_BYTES)
  readonly #key: Buffer
  #pending: Buffer[] = []
  #size = 0
  #index = 0

  constructor(path: string, passphrase: string) {
    this.#out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
    this.#key = keyOf(passphrase, this.#salt)
    this.#out.write(Buffer.concat([MAGIC, this.#salt]))
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#pending.push(Buffer.from(bytes))
    this.#size += bytes.length
    while (this.#size > PIECE_BYTES) {
      const all = Buffer.concat(this.#pending)
      await this.#seal(all.subarray(0, PIECE_BYTES), false)
      this.#pending = [all.subarray(PIECE_BYTES)]
      this.#size -= PIECE_BYTES
    }
  }

  async close(): Promise<void> {
    await this.#seal(Buffer.concat(this.#pending), true)
    this.#out.end()
    await finished(this.#out)
  }

  async #seal(piece: Buffer, last: boolean): Promise<void> {
    const head = Buffer.alloc(4)
    head.writeUInt32BE((piece.length | (last ? LAST : 0)) >>> 0)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#index++)).setAAD(head)
    const sealed = Buffer.concat([head, cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    if (!this.#out.write(sealed)) await once(this.#out, 'drain')
  }
}

/** The content, piece by piece; throws SealBroken instead of giving a byte that was not sealed so. */
export async function* unsealed(path: string, passphrase: string): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0)
  let key: Buffer | undefined
  let index = 0
  let complete = false
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    pending = Buffer.concat([pending, chunk])
    if (!key) {
      if (pending.length < MAGIC.length + SALT_BYTES) continue
      if (!pending.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken('not a backup of fiftyfive')
      key = keyOf(passphrase, pending.subarray(MAGIC.length, MAGIC.length + SALT_BYTES))
      pending = pending.subarray(MAGIC.length + SALT_BYTES)
    }
    for (let piece = cut(pending); piece; piece = cut(pending)) {
      if (complete) throw new SealBroken('something follows the end')
      yield open(key, index++, piece)
      complete = piece.last
      pending = pending.subarray(piece.size)
    }
  }
  if (!complete || pending.length > 0) throw new SealBroken('the end is missing')
}

interface Piece {
  readonly head: Buffer
  readonly sealed: Buffer
  readonly tag: Buffer
  readonly last: boolean
  readonly size: number
}

function cut(bytes: Buffer): Piece | undefined {
  if (bytes.length < 4) return undefined
  const word = bytes.readUInt32BE(0)
  const last = word >= LAST
  const length = last ? word - LAST : word
  if (length > PIECE_BYTES) throw new SealBroken('a piece that is too long')
  const size = 4 + length + TAG_BYTES
  if (bytes.length < size) return undefined
  return {
    head: bytes.subarray(0, 4),
    sealed: bytes.subarray(4, 4 + length),
    tag: bytes.subarray(4 + length, size),
    last,
    size,
  }
}

function open(key: Buffer, index: number, { head, sealed, tag }: Piece): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: TAG_BYTES })
    .setAAD(head)
    .setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    throw new SealBroken('wrong passphrase, or the file was changed')
  }
}

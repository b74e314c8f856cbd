import { asciiBytes, assert, concatBytes, equalBytes, err, ok, toHex } from '@fiftyfive/kernel'
import type { Random, Result } from '@fiftyfive/kernel'
import { cbcEncrypt } from '../ciphers/index.ts'
import { cbcDecryptInPlace } from '../ciphers/modes.ts'
import { Cmac } from '../mac/cmac.ts'
import { macAlgorithm1 } from '../mac/iso9797.ts'
import { derivedKeys, variantKeys, type BindingKeys } from './binding.ts'
import { encodeHeader, parseHeader, type KeyBlockHeader, type KeyBlockProblem } from './header.ts'

const AUTHENTICATOR_BYTES = { A: 4, B: 8, C: 4, D: 16 } as const

/**
 * A protection key made ready to open and make key blocks: 16 or 24 bytes of TDES for versions A, B and C, 16, 24 or
 * 32 bytes of AES for version D.
 */
export class KeyBlockProtector {
  readonly #version: KeyBlockHeader['version']
  readonly #keys: BindingKeys
  readonly #cmac: Cmac
  readonly #blockSize: number

  constructor(version: KeyBlockHeader['version'], protectionKey: Uint8Array) {
    this.#version = version
    this.#keys = version === 'B' || version === 'D' ? derivedKeys(version, protectionKey) : variantKeys(protectionKey)
    this.#cmac = new Cmac(this.#keys.authentication)
    this.#blockSize = version === 'D' ? 16 : 8
  }

  /** The key as a key block. Random padding hides the length of the key up to the longest of its algorithm (X9.143, 8.3). */
  wrap(header: Omit<KeyBlockHeader, 'version'>, key: Uint8Array, random: Random): string {
    assert(key.length > 0 && key.length <= 0x1fff, 'key block: a key of 1 to 8191 bytes')
    const hidden = Math.max(key.length, header.algorithm === 'T' ? 24 : header.algorithm === 'A' ? 32 : 0)
    const clear = random.bytes(Math.ceil((2 + hidden) / this.#blockSize) * this.#blockSize)
    clear.set([(key.length * 8) >> 8, (key.length * 8) & 255])
    clear.set(key, 2)
    const characters = 2 * (clear.length + AUTHENTICATOR_BYTES[this.#version])
    const text = encodeHeader({ ...header, version: this.#version }, this.#blockSize, characters)
    const sealed = this.#seal(asciiBytes(text), clear)
    clear.fill(0)
    return text + toHex(sealed)
  }

  unwrap(block: string): Result<{ readonly header: KeyBlockHeader; readonly key: Uint8Array }, KeyBlockProblem> {
    const parsed = parseHeader(block)
    if (!parsed.ok) return parsed
    const { header, characters } = parsed.value
    if (header.version !== this.#version) return err('version')
    const bytes = bytesOf(block, characters)
    if (!bytes) return err('form')
    const end = bytes.length - AUTHENTICATOR_BYTES[this.#version]
    const clearLength = end - characters
    if (clearLength < this.#blockSize || clearLength % this.#blockSize !== 0) return err('length')
    const message = bytes.subarray(0, end)
    if (!this.#open(message, characters, bytes.subarray(end))) {
      message.fill(0)
      return err('authentication')
    }
    const bits = ((message[characters] as number) << 8) | (message[characters + 1] as number)
    const sound = bits > 0 && bits % 8 === 0 && bits / 8 <= clearLength - 2
    const key = sound ? message.slice(characters + 2, characters + 2 + bits / 8) : undefined
    message.fill(0)
    return key ? ok({ header, key }) : err('key-length')
  }

  /** Versions B and D authenticate the clear key and use that value as initial vector; A and C authenticate the cipher text. */
  #seal(header: Uint8Array, clear: Uint8Array): Uint8Array {
    const { encryption, authentication } = this.#keys
    if (this.#version === 'B' || this.#version === 'D') {
      const authenticator = this.#cmac.compute(concatBytes(header, clear))
      return concatBytes(cbcEncrypt(encryption, authenticator, clear), authenticator)
    }
    const cipherText = cbcEncrypt(encryption, header.subarray(0, 8), clear)
    return concatBytes(cipherText, macAlgorithm1(authentication, concatBytes(header, cipherText), 1).subarray(0, 4))
  }

  /** Deciphers the key behind the header in place; false when header and key are not what was authenticated. */
  #open(message: Uint8Array, characters: number, authenticator: Uint8Array): boolean {
    const { encryption, authentication } = this.#keys
    if (this.#version === 'B' || this.#version === 'D') {
      cbcDecryptInPlace(encryption, authenticator, message, characters)
      return equalBytes(this.#cmac.compute(message), authenticator)
    }
    if (!equalBytes(macAlgorithm1(authentication, message, 1).subarray(0, 4), authenticator)) return false
    cbcDecryptInPlace(encryption, message.subarray(0, 8), message, characters)
    return true
  }

  wipe(): void {
    this.#keys.encryption.wipe()
    this.#keys.authentication.wipe()
    this.#cmac.wipe()
  }
}

/**
 * A key block's header as ASCII and, behind it, the bytes of its hex; undefined when it is none. A view of memory that
 * the next key block takes: new arrays and the characters of a string put together of others would cost as much as AES.
 */
function bytesOf(block: string, characters: number): Uint8Array | undefined {
  const digits = block.length - characters
  if (digits % 2 !== 0 || ENCODER.encodeInto(block, SCRATCH).written !== block.length) return undefined
  const length = characters + digits / 2
  for (let to = characters, at = characters; to < length; to++, at += 2) {
    const high = NIBBLES[SCRATCH[at] as number] as number
    const low = NIBBLES[SCRATCH[at + 1] as number] as number
    if ((high | low) > 15) return undefined
    SCRATCH[to] = (high << 4) | low
  }
  return SCRATCH.subarray(0, length)
}

const ENCODER = new TextEncoder()
/** As long as the four digits of a key block's length can say. */
const SCRATCH = new Uint8Array(9_999)

/** Value of a hex digit by its character code, 16 for all others. */
const NIBBLES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 16 : value
})

/** Opens one key block; keep a `KeyBlockProtector` where a protection key is used often. */
export function unwrapKeyBlock(
  protectionKey: Uint8Array,
  block: string,
): Result<{ readonly header: KeyBlockHeader; readonly key: Uint8Array }, KeyBlockProblem> {
  const version = block.charAt(0)
  if (version !== 'A' && version !== 'B' && version !== 'C' && version !== 'D') return err('version')
  const lengths = version === 'D' ? [16, 24, 32] : [16, 24]
  if (!lengths.includes(protectionKey.length)) return err('wrapping-key')
  const protector = new KeyBlockProtector(version, protectionKey)
  const outcome = protector.unwrap(block)
  protector.wipe()
  return outcome
}

export function wrapKeyBlock(
  protectionKey: Uint8Array,
  header: KeyBlockHeader,
  key: Uint8Array,
  random: Random,
): string {
  const protector = new KeyBlockProtector(header.version, protectionKey)
  const block = protector.wrap(header, key, random)
  protector.wipe()
  return block
}

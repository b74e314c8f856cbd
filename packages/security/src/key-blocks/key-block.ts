import { asciiBytes, assert, concatBytes, equalBytes, err, ok, toHex } from '@fiftyfive/kernel'
import type { Random, Result } from '@fiftyfive/kernel'
import { cbcDecrypt, cbcEncrypt } from '../ciphers/index.ts'
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
    const bytes = hexFrom(block, characters)
    if (!bytes) return err('form')
    const clearLength = bytes.length - AUTHENTICATOR_BYTES[this.#version]
    if (clearLength < this.#blockSize || clearLength % this.#blockSize !== 0) return err('length')
    const clear = this.#open(asciiBytes(block.slice(0, characters)), bytes, clearLength)
    if (!clear) return err('authentication')
    const bits = ((clear[0] as number) << 8) | (clear[1] as number)
    if (bits === 0 || bits % 8 !== 0 || bits / 8 > clear.length - 2) return err('key-length')
    const key = clear.slice(2, 2 + bits / 8)
    clear.fill(0)
    return ok({ header, key })
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

  #open(header: Uint8Array, sealed: Uint8Array, clearLength: number): Uint8Array | undefined {
    const { encryption, authentication } = this.#keys
    const cipherText = sealed.subarray(0, clearLength)
    const authenticator = sealed.subarray(clearLength)
    if (this.#version === 'B' || this.#version === 'D') {
      const clear = cbcDecrypt(encryption, authenticator, cipherText)
      return equalBytes(this.#cmac.compute(concatBytes(header, clear)), authenticator) ? clear : undefined
    }
    const expected = macAlgorithm1(authentication, concatBytes(header, cipherText), 1).subarray(0, 4)
    return equalBytes(expected, authenticator) ? cbcDecrypt(encryption, header.subarray(0, 8), cipherText) : undefined
  }

  wipe(): void {
    this.#keys.encryption.wipe()
    this.#keys.authentication.wipe()
    this.#cmac.wipe()
  }
}

/** The hex from a place to the end; undefined when it is none. Quicker than the kernel's, for this is the hot path. */
function hexFrom(text: string, from: number): Uint8Array | undefined {
  if ((text.length - from) % 2 !== 0) return undefined
  const bytes = new Uint8Array((text.length - from) / 2)
  for (let i = 0, at = from; i < bytes.length; i++, at += 2) {
    const high = NIBBLES[text.charCodeAt(at)] ?? 16
    const low = NIBBLES[text.charCodeAt(at + 1)] ?? 16
    if ((high | low) > 15) return undefined
    bytes[i] = (high << 4) | low
  }
  return bytes
}

/** Value of a hex digit by its character code, 16 for all others. */
const NIBBLES = Uint8Array.from({ length: 128 }, (_, code) => {
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

import { concatBytes } from '@fiftyfive/kernel'
import { Aes, Des, type BlockCipher } from '../ciphers/index.ts'
import { cmac } from '../mac/cmac.ts'

/** The two keys a key block protection key gives: one enciphers, the other authenticates. */
export interface BindingKeys {
  readonly encryption: BlockCipher
  readonly authentication: BlockCipher
}

/** Variant method of versions A and C: the protection key XOR 'E' for encryption and 'M' for authentication. */
export function variantKeys(protectionKey: Uint8Array): BindingKeys {
  return {
    encryption: new Des(protectionKey.map((byte) => byte ^ 0x45)),
    authentication: new Des(protectionKey.map((byte) => byte ^ 0x4d)),
  }
}

/** Derivation method of version B (TDES) and D (AES): CMAC over counter, usage, algorithm and length in bits. */
export function derivedKeys(version: 'B' | 'D', protectionKey: Uint8Array): BindingKeys {
  const derive = (usage: 0 | 1): BlockCipher => {
    const cipher = version === 'B' ? new Des(protectionKey) : new Aes(protectionKey)
    const bits = protectionKey.length * 8
    const algorithm = version === 'B' ? protectionKey.length / 8 - 2 : protectionKey.length / 8
    const blocks: Uint8Array[] = []
    for (let counter = 1; (counter - 1) * cipher.blockSize < protectionKey.length; counter++) {
      blocks.push(cmac(cipher, Uint8Array.of(counter, 0, usage, 0, 0, algorithm, bits >> 8, bits & 255)))
    }
    const key = concatBytes(...blocks).subarray(0, protectionKey.length)
    cipher.wipe()
    const derived = version === 'B' ? new Des(key) : new Aes(key)
    key.fill(0)
    return derived
  }
  return { encryption: derive(0), authentication: derive(1) }
}

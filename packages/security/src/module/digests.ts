import { toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { Cmac } from '../mac/index.ts'

const TEXT = new TextEncoder()

/** Keyed digest (CMAC, 16 bytes as hex) of a PAN, a key or a terminal's name. */
export class Digests {
  readonly #cipher: BlockCipher
  readonly #cmac: Cmac

  constructor(cipher: BlockCipher) {
    this.#cipher = cipher
    this.#cmac = new Cmac(cipher)
  }
  ofText(text: string): string {
    return toHex(this.#cmac.compute(TEXT.encode(text)))
  }
  ofKey(key: Uint8Array): string {
    return toHex(this.#cmac.compute(key))
  }
  wipe(): void {
    this.#cmac.wipe()
    this.#cipher.wipe()
  }
}

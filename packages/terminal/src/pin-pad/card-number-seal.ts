import { asciiBytes, concatBytes, equalBytes, fromHex, isHex, Pan, toHex, type Random } from '@fiftyfive/kernel'
import { Aes, cbcDecrypt, cbcEncrypt, cmac, sha256, tdesEcbEncrypt } from '@fiftyfive/security'

/**
 * Card numbers for the terminal's record (PCI DSS 3.5.1): AES-128-CBC under a key of this PIN pad, then a CMAC under
 * another. Both are made of the terminal master key, one-way by a label each, and never leave. 16 bytes of IV, 32 of
 * cipher text, 8 of MAC, as hex.
 */
export class CardNumberSeal {
  readonly #master: Uint8Array
  readonly #encipher: Aes
  readonly #authenticate: Aes

  constructor(master: Uint8Array) {
    this.#master = master.slice()
    this.#encipher = cipher(master, 'encipher')
    this.#authenticate = cipher(master, 'authenticate')
  }

  /** Whether its keys are those of this terminal master key. */
  isOf(master: Uint8Array): boolean {
    return equalBytes(this.#master, master)
  }

  seal(pan: Pan, random: Random): string {
    const iv = random.bytes(16)
    const enciphered = cbcEncrypt(this.#encipher, iv, asciiBytes(pan.reveal().padEnd(32, ' ')))
    const body = concatBytes(iv, enciphered)
    return toHex(concatBytes(body, this.#mac(body)))
  }

  /** Undefined when it was sealed elsewhere, or damaged. */
  open(sealed: string): Pan | undefined {
    if (sealed.length !== 112 || !isHex(sealed)) return undefined
    const bytes = fromHex(sealed)
    const body = bytes.subarray(0, 48)
    if (!equalBytes(this.#mac(body), bytes.subarray(48))) return undefined
    const clear = cbcDecrypt(this.#encipher, bytes.subarray(0, 16), bytes.subarray(16, 48))
    const digits = new TextDecoder().decode(clear).trimEnd()
    clear.fill(0)
    return Pan.of(digits)
  }

  #mac(body: Uint8Array): Uint8Array {
    return cmac(this.#authenticate, body).slice(0, 8)
  }
}

function cipher(master: Uint8Array, use: 'encipher' | 'authenticate'): Aes {
  const key = tdesEcbEncrypt(master, sha256(asciiBytes(`fiftyfive card number, ${use}`)).subarray(0, 16))
  const made = new Aes(key)
  key.fill(0)
  return made
}

import { asciiBytes, assert, Pan, toHex } from '@fiftyfive/kernel'
import { computeMac } from '@fiftyfive/security'
import type { Chance } from '../chance.ts'

/** A vault whose tokens depend on the card number and its key alone, not on the order of asking. */
export class Vault {
  readonly #key: Uint8Array
  readonly #tokens = new Map<string, string>()
  readonly #numbers = new Map<string, string>()

  constructor(chance: Chance) {
    this.#key = chance.bytes(16)
  }

  token(digits: string): string {
    let token = this.#tokens.get(digits)
    if (token === undefined) {
      token = toHex(computeMac('cmac', this.#key, asciiBytes(digits), 'aes-128').subarray(0, 8)).toLowerCase()
      this.#tokens.set(digits, token)
      this.#numbers.set(token, digits)
    }
    return token
  }

  store(pan: Pan, expiry?: string): { token: string; masked: string; sealed: string; expiry?: string } {
    const token = this.token(pan.reveal())
    return { token, masked: pan.masked, sealed: token, ...(expiry ? { expiry } : {}) }
  }

  reveal({ sealed }: { readonly sealed: string }): Pan {
    const digits = this.#numbers.get(sealed)
    assert(digits, 'Vault.reveal: a card of this vault')
    return Pan.of(digits)
  }
}

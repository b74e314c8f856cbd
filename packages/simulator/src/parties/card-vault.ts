import type { CardVault } from '@fiftyfive/acquiring'
import { assert, Pan } from '@fiftyfive/kernel'

/** A vault that hands out tokens in the order of asking, the same in every run of a seed; it outlives its party. */
export function cardVault(): CardVault {
  const tokens = new Map<string, string>()
  const numbers = new Map<string, string>()
  return {
    store(pan, expiry) {
      const digits = pan.reveal()
      let token = tokens.get(digits)
      if (token === undefined) {
        token = `card-${tokens.size + 1}`
        tokens.set(digits, token)
        numbers.set(token, digits)
      }
      return { token, masked: pan.masked, sealed: token, ...(expiry ? { expiry } : {}) }
    },
    reveal({ sealed }) {
      const digits = numbers.get(sealed)
      assert(digits, 'cardVault.reveal: a card of this vault')
      return Pan.of(digits)
    },
  }
}

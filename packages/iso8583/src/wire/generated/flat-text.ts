// Written by `npm run generate`: change compiled/generate-text.ts.
/* oxlint-disable */
import * as tables from '../nibbles.ts'

const { HIGH: H, KINDS: K, LOW: L } = tables
const fromCodes = String.fromCharCode

/** One character a byte. */
export function latin1(b: Uint8Array, o: number, n: number): string {
  switch (n) {
    case 0: return ''
    case 1: return fromCodes(b[o]!)
    case 2: return fromCodes(b[o]!, b[o + 1]!)
    case 3: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!)
    case 4: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!)
    case 5: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!)
    case 6: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!)
    case 7: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!)
    case 8: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!)
    case 9: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!)
    case 10: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!)
    case 11: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!)
    case 12: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!)
    case 13: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!)
    case 14: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!)
    case 15: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!)
    case 16: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!)
    case 17: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!)
    case 18: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!)
    case 19: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!)
    case 20: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!)
    case 21: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!)
    case 22: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!)
    case 23: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!)
    case 24: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!)
    case 25: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!)
    case 26: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!)
    case 27: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!)
    case 28: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!)
    case 29: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!)
    case 30: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!)
    case 31: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!)
    case 32: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!)
    case 33: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!)
    case 34: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!)
    case 35: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!)
    case 36: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!, b[o + 35]!)
    case 37: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!, b[o + 35]!, b[o + 36]!)
    case 38: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!, b[o + 35]!, b[o + 36]!, b[o + 37]!)
    case 39: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!, b[o + 35]!, b[o + 36]!, b[o + 37]!, b[o + 38]!)
    case 40: return fromCodes(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!, b[o + 4]!, b[o + 5]!, b[o + 6]!, b[o + 7]!, b[o + 8]!, b[o + 9]!, b[o + 10]!, b[o + 11]!, b[o + 12]!, b[o + 13]!, b[o + 14]!, b[o + 15]!, b[o + 16]!, b[o + 17]!, b[o + 18]!, b[o + 19]!, b[o + 20]!, b[o + 21]!, b[o + 22]!, b[o + 23]!, b[o + 24]!, b[o + 25]!, b[o + 26]!, b[o + 27]!, b[o + 28]!, b[o + 29]!, b[o + 30]!, b[o + 31]!, b[o + 32]!, b[o + 33]!, b[o + 34]!, b[o + 35]!, b[o + 36]!, b[o + 37]!, b[o + 38]!, b[o + 39]!)
    default: return latin1(b, o, 40) + latin1(b, o + 40, n - 40)
  }
}

/**
 * `n` characters packed two a byte, the last one of an odd number beside a filler nibble on its right; undefined when one
 * is not of the `kind`, a mask of `nibbles.ts`.
 */
export function packed(b: Uint8Array, o: number, n: number, kind: number): string | undefined {
  switch (n) {
    case 0: return ''
    case 1: {
      const x0 = b[o]!
      return (K[x0]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!)
    }
    case 2: {
      const x0 = b[o]!
      return (K[x0]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!)
    }
    case 3: {
      const x0 = b[o]!, x1 = b[o + 1]!
      return (K[x0]! & K[x1]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!)
    }
    case 4: {
      const x0 = b[o]!, x1 = b[o + 1]!
      return (K[x0]! & K[x1]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!)
    }
    case 5: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!
      return (K[x0]! & K[x1]! & K[x2]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!)
    }
    case 6: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!
      return (K[x0]! & K[x1]! & K[x2]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!)
    }
    case 7: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!)
    }
    case 8: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!)
    }
    case 9: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!)
    }
    case 10: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!)
    }
    case 11: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!)
    }
    case 12: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!)
    }
    case 13: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!)
    }
    case 14: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!)
    }
    case 15: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!)
    }
    case 16: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!)
    }
    case 17: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!)
    }
    case 18: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!)
    }
    case 19: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!)
    }
    case 20: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!)
    }
    case 21: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!)
    }
    case 22: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!)
    }
    case 23: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!)
    }
    case 24: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!)
    }
    case 25: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!)
    }
    case 26: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!)
    }
    case 27: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!)
    }
    case 28: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!)
    }
    case 29: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!)
    }
    case 30: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!)
    }
    case 31: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!)
    }
    case 32: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!)
    }
    case 33: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!)
    }
    case 34: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!)
    }
    case 35: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!)
    }
    case 36: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!, L[x17]!)
    }
    case 37: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!, x18 = b[o + 18]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! & K[x18]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!, L[x17]!, H[x18]!)
    }
    case 38: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!, x18 = b[o + 18]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! & K[x18]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!, L[x17]!, H[x18]!, L[x18]!)
    }
    case 39: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!, x18 = b[o + 18]!, x19 = b[o + 19]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! & K[x18]! & K[x19]! >> 2 & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!, L[x17]!, H[x18]!, L[x18]!, H[x19]!)
    }
    case 40: {
      const x0 = b[o]!, x1 = b[o + 1]!, x2 = b[o + 2]!, x3 = b[o + 3]!, x4 = b[o + 4]!, x5 = b[o + 5]!, x6 = b[o + 6]!, x7 = b[o + 7]!, x8 = b[o + 8]!, x9 = b[o + 9]!, x10 = b[o + 10]!, x11 = b[o + 11]!, x12 = b[o + 12]!, x13 = b[o + 13]!, x14 = b[o + 14]!, x15 = b[o + 15]!, x16 = b[o + 16]!, x17 = b[o + 17]!, x18 = b[o + 18]!, x19 = b[o + 19]!
      return (K[x0]! & K[x1]! & K[x2]! & K[x3]! & K[x4]! & K[x5]! & K[x6]! & K[x7]! & K[x8]! & K[x9]! & K[x10]! & K[x11]! & K[x12]! & K[x13]! & K[x14]! & K[x15]! & K[x16]! & K[x17]! & K[x18]! & K[x19]! & kind) === 0 ? undefined : fromCodes(H[x0]!, L[x0]!, H[x1]!, L[x1]!, H[x2]!, L[x2]!, H[x3]!, L[x3]!, H[x4]!, L[x4]!, H[x5]!, L[x5]!, H[x6]!, L[x6]!, H[x7]!, L[x7]!, H[x8]!, L[x8]!, H[x9]!, L[x9]!, H[x10]!, L[x10]!, H[x11]!, L[x11]!, H[x12]!, L[x12]!, H[x13]!, L[x13]!, H[x14]!, L[x14]!, H[x15]!, L[x15]!, H[x16]!, L[x16]!, H[x17]!, L[x17]!, H[x18]!, L[x18]!, H[x19]!, L[x19]!)
    }
    default: {
      const start = packed(b, o, 40, kind)
      const rest = packed(b, o + 20, n - 40, kind)
      return start === undefined || rest === undefined ? undefined : start + rest
    }
  }
}

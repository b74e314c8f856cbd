// Written by `npm run generate`: change compiled/generate-text.ts.
/* oxlint-disable */
import { CONTENTS } from '../characters.ts'
import * as tables from '../nibbles.ts'

const { HIGH: H, KINDS: K, LOW: L } = tables
const C = CONTENTS
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

/** The same; undefined when a byte is not of the `kind`, a mask of `characters.ts`. */
export function characters(b: Uint8Array, o: number, n: number, kind: number): string | undefined {
  switch (n) {
    case 0: return ''
    case 1: {
      const c0 = b[o]!
      return (C[c0]! & kind) === 0 ? undefined : fromCodes(c0)
    }
    case 2: {
      const c0 = b[o]!, c1 = b[o + 1]!
      return (C[c0]! & C[c1]! & kind) === 0 ? undefined : fromCodes(c0, c1)
    }
    case 3: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      return (C[c0]! & C[c1]! & C[c2]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2)
    }
    case 4: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3)
    }
    case 5: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4)
    }
    case 6: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5)
    }
    case 7: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6)
    }
    case 8: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7)
    }
    case 9: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8)
    }
    case 10: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
    }
    case 11: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
    }
    case 12: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
    }
    case 13: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)
    }
    case 14: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13)
    }
    case 15: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)
    }
    case 16: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
    }
    case 17: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16)
    }
    case 18: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17)
    }
    case 19: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18)
    }
    case 20: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19)
    }
    case 21: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20)
    }
    case 22: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21)
    }
    case 23: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22)
    }
    case 24: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23)
    }
    case 25: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24)
    }
    case 26: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25)
    }
    case 27: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26)
    }
    case 28: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27)
    }
    case 29: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28)
    }
    case 30: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29)
    }
    case 31: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30)
    }
    case 32: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31)
    }
    case 33: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32)
    }
    case 34: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33)
    }
    case 35: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34)
    }
    case 36: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!, c35 = b[o + 35]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & C[c35]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35)
    }
    case 37: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!, c35 = b[o + 35]!, c36 = b[o + 36]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & C[c35]! & C[c36]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36)
    }
    case 38: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!, c35 = b[o + 35]!, c36 = b[o + 36]!, c37 = b[o + 37]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & C[c35]! & C[c36]! & C[c37]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37)
    }
    case 39: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!, c35 = b[o + 35]!, c36 = b[o + 36]!, c37 = b[o + 37]!, c38 = b[o + 38]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & C[c35]! & C[c36]! & C[c37]! & C[c38]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38)
    }
    case 40: {
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!, c16 = b[o + 16]!, c17 = b[o + 17]!, c18 = b[o + 18]!, c19 = b[o + 19]!, c20 = b[o + 20]!, c21 = b[o + 21]!, c22 = b[o + 22]!, c23 = b[o + 23]!, c24 = b[o + 24]!, c25 = b[o + 25]!, c26 = b[o + 26]!, c27 = b[o + 27]!, c28 = b[o + 28]!, c29 = b[o + 29]!, c30 = b[o + 30]!, c31 = b[o + 31]!, c32 = b[o + 32]!, c33 = b[o + 33]!, c34 = b[o + 34]!, c35 = b[o + 35]!, c36 = b[o + 36]!, c37 = b[o + 37]!, c38 = b[o + 38]!, c39 = b[o + 39]!
      return (C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & C[c16]! & C[c17]! & C[c18]! & C[c19]! & C[c20]! & C[c21]! & C[c22]! & C[c23]! & C[c24]! & C[c25]! & C[c26]! & C[c27]! & C[c28]! & C[c29]! & C[c30]! & C[c31]! & C[c32]! & C[c33]! & C[c34]! & C[c35]! & C[c36]! & C[c37]! & C[c38]! & C[c39]! & kind) === 0 ? undefined : fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39)
    }
    default: {
      const start = characters(b, o, 40, kind)
      const rest = characters(b, o + 40, n - 40, kind)
      return start === undefined || rest === undefined ? undefined : start + rest
    }
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

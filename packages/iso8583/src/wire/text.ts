const fromCodes = String.fromCharCode

/**
 * One character a byte. `String.fromCharCode` with a fixed number of arguments is several times faster than a loop, a
 * spread or a TextDecoder on texts as short as these (12 characters: 14 ns against 60 to 115), hence the unrolling.
 */
export function latin1(b: Uint8Array, o: number, count: number): string {
  switch (count) {
    case 0:
      return ''
    case 1:
      return fromCodes(at(b, o))
    case 2:
      return fromCodes(at(b, o), at(b, o + 1))
    case 3:
      return fromCodes(at(b, o), at(b, o + 1), at(b, o + 2))
    case 4:
      return fromCodes(at(b, o), at(b, o + 1), at(b, o + 2), at(b, o + 3))
    case 5:
      return fromCodes(at(b, o), at(b, o + 1), at(b, o + 2), at(b, o + 3), at(b, o + 4))
    case 6:
      return fromCodes(at(b, o), at(b, o + 1), at(b, o + 2), at(b, o + 3), at(b, o + 4), at(b, o + 5))
    case 7:
      return latin1(b, o, 4) + latin1(b, o + 4, 3)
    case 8:
      return eight(b, o)
    case 12:
      return twelve(b, o)
    default:
      return count < 8 ? '' : eight(b, o) + latin1(b, o + 8, count - 8)
  }
}

const at = (b: Uint8Array, i: number): number => b[i] as number

const eight = (b: Uint8Array, o: number): string =>
  fromCodes(at(b, o), at(b, o + 1), at(b, o + 2), at(b, o + 3), at(b, o + 4), at(b, o + 5), at(b, o + 6), at(b, o + 7))

const twelve = (b: Uint8Array, o: number): string =>
  fromCodes(
    at(b, o),
    at(b, o + 1),
    at(b, o + 2),
    at(b, o + 3),
    at(b, o + 4),
    at(b, o + 5),
    at(b, o + 6),
    at(b, o + 7),
    at(b, o + 8),
    at(b, o + 9),
    at(b, o + 10),
    at(b, o + 11),
  )

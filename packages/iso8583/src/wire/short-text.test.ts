import { seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import * as generated from './generated/flat-text.ts'
import { DIGITS, TRACK } from './nibbles.ts'
import * as short from './short-text.ts'

const random = seededRandom('short text')
/** Most of them digits, so that many texts are sound. */
const bytes = (length: number) =>
  random.bytes(length).map((byte) => (byte < 250 ? ((byte % 10) << 4) | (byte % 9) : byte))

test.each(Array.from({ length: 90 }, (_, length) => length))(
  '%i characters read as the generated reader has them',
  (n) => {
    for (let round = 0; round < 20; round++) {
      const some = bytes(n + 3)
      expect(short.latin1(some, 2, n)).toBe(generated.latin1(some, 2, n))
      for (const kind of [DIGITS, TRACK])
        expect(short.packed(some, 2, n, kind)).toBe(generated.packed(some, 2, n, kind))
      // A filler nibble behind an odd number.
      const filled = some.with(2 + (n >> 1), 0x50 | (round % 2 ? 0xf : 0))
      expect(short.packed(filled, 2, n, DIGITS)).toBe(generated.packed(filled, 2, n, DIGITS))
    }
  },
)

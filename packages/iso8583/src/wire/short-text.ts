import { HIGH, KINDS, LOW } from './nibbles.ts'

/*
 * What `generated/flat-text.ts` does, in a fortieth of its size: for pages, which read a message in a while. Their build
 * puts this in its place (apps/pos/vite.config.ts).
 */

/** One character a byte. */
export const latin1 = (bytes: Uint8Array, offset: number, count: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + count))

/** `count` characters packed two a byte; undefined when one is not of the `kind`, a mask of `nibbles.ts`. */
export function packed(bytes: Uint8Array, offset: number, count: number, kind: number): string | undefined {
  let text = ''
  for (let i = 0; i < count; i += 2) {
    const byte = bytes[offset + (i >> 1)] as number
    const isLast = i === count - 1
    if ((((KINDS[byte] as number) >> (isLast ? 2 : 0)) & kind) === 0) return undefined
    text += String.fromCharCode(HIGH[byte] as number) + (isLast ? '' : String.fromCharCode(LOW[byte] as number))
  }
  return text
}

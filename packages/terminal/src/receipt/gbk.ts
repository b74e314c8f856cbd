import { encodeGbk } from '@fiftyfive/iso8583'

/** Text for a printer that reads GBK: ASCII as it is, two bytes for everything else; what GBK lacks becomes `?`. */
export const printerText = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Array.from(text).flatMap(bytesOf))

/** Line feeds and commands of the printer pass. */
function bytesOf(character: string): readonly number[] {
  const point = character.codePointAt(0) as number
  return point < 0x80 ? [point] : Array.from(encodeGbk(character) ?? [0x3f])
}

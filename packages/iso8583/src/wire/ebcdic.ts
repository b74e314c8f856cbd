/**
 * EBCDIC code page 1047 (Latin 1, open systems) and 037, for the printable characters of ASCII. The two differ in
 * square brackets and the caret only.
 */
const LAYOUT_1047: readonly (readonly [firstByte: number, characters: string])[] = [
  [0x40, ' '],
  [0x4b, '.<(+|&'],
  [0x5a, '!$*);^-/'],
  [0x6b, ',%_>?'],
  [0x79, '`:#@\'="'],
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa1, '~stuvwxyz'],
  [0xad, '['],
  [0xbd, ']'],
  [0xc0, '{ABCDEFGHI'],
  [0xd0, '}JKLMNOPQR'],
  [0xe0, '\\'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
]

export interface CodePage {
  /** ASCII code of a byte; 0 for a byte that is no printable character. */
  readonly toAscii: Uint8Array
  readonly fromAscii: Uint8Array
}

function codePage(pairs: readonly (readonly [byte: number, character: string])[]): CodePage {
  const page = { toAscii: new Uint8Array(256), fromAscii: new Uint8Array(256) }
  for (const [byte, character] of pairs) {
    page.toAscii[byte] = character.charCodeAt(0)
    page.fromAscii[character.charCodeAt(0)] = byte
  }
  return page
}

const PAIRS_1047 = LAYOUT_1047.flatMap(([firstByte, characters]) =>
  Array.from(characters, (character, i) => [firstByte + i, character] as const),
)
const IN_037: Readonly<Record<string, number>> = { '[': 0xba, ']': 0xbb, '^': 0xb0 }

export const EBCDIC_1047 = codePage(PAIRS_1047)
export const EBCDIC_037 = codePage(PAIRS_1047.map(([byte, character]) => [IN_037[character] ?? byte, character]))

import type { Content } from '../specification.ts'

const DIGIT = 1
const LETTER = 2
const SPACE = 4
const SPECIAL = 8
const SEPARATOR = 16

/** Character classes of the codes 0 to 255. */
export const CLASSES = new Uint8Array(256)
for (let code = 0x20; code < 0x7f; code++) CLASSES[code] = SPECIAL
for (let code = 0x41; code <= 0x5a; code++) CLASSES[code] = CLASSES[code + 0x20] = LETTER
for (let code = 0x30; code <= 0x39; code++) CLASSES[code] = DIGIT
CLASSES[0x20] = SPACE
// Track data separates with D when packed and = when written out (ISO/IEC 7813); both are taken.
CLASSES[0x44] = LETTER | SEPARATOR
CLASSES[0x3d] = SPECIAL | SEPARATOR

const ALLOWED: Readonly<Record<Content, number>> = {
  n: DIGIT,
  a: LETTER | SPACE,
  an: DIGIT | LETTER | SPACE,
  ans: DIGIT | LETTER | SPACE | SPECIAL,
  z: DIGIT | SEPARATOR,
  'x+n': DIGIT | LETTER,
  b: 0,
}

/** The set of character classes that content of this attribute may hold. */
export const allowedIn = (content: Content): number => ALLOWED[content]

/** By code, the attributes that allow it, as bits, so that checks of many are one AND. */
export const CONTENT = { n: 1, an: 2, ans: 4, z: 8 } as const
export const CONTENTS = CLASSES.map((kind) =>
  (['n', 'an', 'ans', 'z'] as const).reduce(
    (bits, content) => ((kind & allowedIn(content)) === 0 ? bits : bits | CONTENT[content]),
    0,
  ),
)

/** Index of the first character of the text outside the set, or -1. */
export function badCharacter(text: string, allowed: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 255 || ((CLASSES[code] as number) & allowed) === 0) return i
  }
  return -1
}

export const DESCRIPTION: Readonly<Record<Content, string>> = {
  n: 'digits',
  a: 'letters',
  an: 'letters and digits',
  ans: 'printable characters',
  z: 'track data',
  'x+n': 'C or D, then digits',
  b: 'bytes',
}

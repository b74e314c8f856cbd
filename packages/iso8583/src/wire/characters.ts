import type { Content } from '../specification.ts'

const DIGIT = 1
const LETTER = 2
const SPACE = 4
const SPECIAL = 8
const SEPARATOR = 16

const CLASS_OF = new Uint8Array(256)
for (let code = 0x20; code < 0x7f; code++) CLASS_OF[code] = SPECIAL
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  CLASS_OF[letter.charCodeAt(0)] = LETTER
  CLASS_OF[letter.toLowerCase().charCodeAt(0)] = LETTER
}
for (const digit of '0123456789') CLASS_OF[digit.charCodeAt(0)] = DIGIT
CLASS_OF[0x20] = SPACE
// Track data separates with D when packed and = when written out (ISO/IEC 7813); both are taken.
for (const separator of 'D=')
  CLASS_OF[separator.charCodeAt(0)] = (CLASS_OF[separator.charCodeAt(0)] as number) | SEPARATOR

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

/** Whether the character code belongs to the set. */
export const isAllowed = (code: number, allowed: number): boolean =>
  code < 256 && ((CLASS_OF[code] as number) & allowed) !== 0

export const DESCRIPTION: Readonly<Record<Content, string>> = {
  n: 'digits',
  a: 'letters',
  an: 'letters and digits',
  ans: 'printable characters',
  z: 'track data',
  'x+n': 'C or D, then digits',
  b: 'bytes',
}

import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Issue } from '../json/issues.ts'
import type { DialectSpec, FieldSpec, VariableLength } from '../specification.ts'
import { type Imported, sameName, sensitivityOf, variable } from './imported.ts'

/**
 * Names of jPOS field packagers are put together from parts: A ASCII, B packed, E EBCDIC; LL to LLLL a length; H a
 * binary length; E before the kind EBCDIC content; then the kind. `IFB_LLHECHAR` is EBCDIC text after a binary length.
 */
const CLASS = /^IF([ABE]?)_(L{1,4})?(H?)(E?)(NUM|NUMERIC|CHAR|BINARY|AMOUNT|BITMAP)$/

interface Packager {
  readonly id: number
  readonly length: number
  readonly name: string
  readonly family: string
  readonly digits: number
  readonly binaryLength: boolean
  readonly ebcdic: boolean
  readonly kind: string
  /** jPOS pads odd packed numbers on the left when this is true. */
  readonly padsLeft: boolean
}

/**
 * A dialect from the XML of jPOS's generic packager. Elements of an `isofieldpackager` come whole, with a note; a class
 * that is not one of jPOS's own is an error.
 */
export function importJposPackager(xml: string, id: string): Result<Imported, readonly Issue[]> {
  const issues: Issue[] = []
  const notes: Issue[] = []
  const fields: Record<number, FieldSpec> = {}
  const packagers: Packager[] = []
  let depth = 0
  for (const [, closing, element, text, empty] of withoutComments(xml).matchAll(TAG)) {
    const nests = element === 'isofieldpackager'
    if (closing === '/') depth -= nests ? 1 : 0
    else {
      if (depth === 0) {
        const packager = parsePackager(attributesOf(text as string))
        if ('expected' in packager) issues.push(packager)
        else packagers.push(packager)
        if (nests && !('expected' in packager)) {
          notes.push({
            path: `fields.${packager.id}`,
            expected: 'its parts: they are not imported, the element is whole',
          })
        }
      }
      if (nests && empty !== '/') depth++
    }
  }
  for (const packager of packagers)
    if (packager.id > 1 && packager.kind !== 'BITMAP') fields[packager.id] = fieldOf(packager)
  if (packagers.length === 0 && issues.length === 0)
    issues.push({ path: '', expected: 'an <isopackager> with <isofield> elements' })
  return issues.length > 0 ? err(issues) : ok({ spec: dialectOf(id, packagers, fields), notes })
}

const TAG = /<(\/?)(isofieldpackager|isofield)\b([^>]*?)(\/?)>/g
const withoutComments = (xml: string): string => xml.replaceAll(/<!--[\s\S]*?-->/g, '')
const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from(text.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g), ([, key, value]) => [key, value]))

function parsePackager(attributes: Readonly<Record<string, string>>): Packager | Issue {
  const { id = '', length = '', name = '', pad } = attributes
  const className = (attributes['class'] ?? '').split('.').at(-1) ?? ''
  const match = CLASS.exec(className)
  if (!/^\d+$/.test(id) || !/^\d+$/.test(length) || !match) {
    return {
      path: `isofield ${id}`,
      expected: `a number, a length and a class of jPOS's own; "${className}" is not known`,
    }
  }
  const [, family = '', digits = '', binaryLength, ebcdic, kind = ''] = match
  return {
    id: Number(id),
    length: Number(length),
    name,
    family,
    digits: digits.length,
    binaryLength: binaryLength === 'H',
    ebcdic: ebcdic === 'E' || family === 'E',
    kind,
    padsLeft: pad === 'true',
  }
}

function fieldOf(packager: Packager): FieldSpec {
  const { id, length, name, digits, kind } = packager
  const about = { name: sameName(name), ...sensitivityOf(id) }
  const size = digits > 0 ? lengthOf(packager) : length
  if (kind === 'BINARY') return { ...about, content: 'b', encoding: bytesEncoding(packager), length: size }
  const text = packager.ebcdic ? 'ebcdic' : 'ascii'
  if (kind === 'CHAR') return { ...about, content: 'ans', encoding: text, length: size }
  const encoding = packager.family === 'B' && !packager.ebcdic ? 'bcd' : text
  if (kind === 'AMOUNT') return { ...about, content: 'x+n', encoding, length: size }
  const isTrack = id === 35 || id === 36
  const align = packager.padsLeft ? 'right' : 'left'
  return {
    ...about,
    content: isTrack ? 'z' : 'n',
    encoding,
    length: size,
    ...(encoding === 'bcd' && { align }),
    ...(digits === 0 && { fill: { character: '0', side: 'left' } }),
  }
}

/** Fixed binary of the ASCII family is written in hex; after a length it is raw in all families. */
function bytesEncoding({ family, digits }: Packager): 'hex' | 'hex-ebcdic' | 'binary' {
  if (digits > 0 || family === 'B' || family === '') return 'binary'
  return family === 'A' ? 'hex' : 'hex-ebcdic'
}

function lengthOf({ digits, binaryLength, family, length }: Packager): VariableLength {
  // Two digits fit one byte, and jPOS writes the lengths of its H family so.
  if (binaryLength) return variable(digits > 2 ? 2 : 1, 'binary', length)
  const indicator = family === 'B' ? 'bcd' : family === 'E' ? 'ebcdic' : 'ascii'
  return variable(digits as VariableLength['digits'], indicator, length)
}

function dialectOf(
  id: string,
  packagers: readonly Packager[],
  fields: Readonly<Record<number, FieldSpec>>,
): DialectSpec {
  const messageType = packagers.find((packager) => packager.id === 0)
  const bitmap = packagers.find((packager) => packager.id === 1)
  const code = (packager: Packager | undefined) =>
    packager?.family === 'B' ? 'packed' : packager?.family === 'E' ? 'ebcdic' : 'ascii'
  return {
    id,
    name: sameName(id),
    messageType: ({ packed: 'bcd', ebcdic: 'ebcdic', ascii: 'ascii' } as const)[code(messageType)],
    bitmap: ({ packed: 'binary', ebcdic: 'hex-ebcdic', ascii: 'hex' } as const)[code(bitmap)],
    fieldsMax: Object.keys(fields).some((number) => Number(number) > 128) ? 192 : (bitmap?.length ?? 16) > 8 ? 128 : 64,
    fields,
  }
}

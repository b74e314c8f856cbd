import type { Issue } from '../json/issues.ts'
import { FIELD_NAMES } from '../names.ts'
import type { DialectSpec, FieldSpec } from '../specification.ts'

/** A member of the JSON form in which github.com/moov-io/iso8583 keeps specifications. */
interface MoovField {
  readonly type: 'String' | 'Binary' | 'Bitmap'
  readonly length: number
  readonly description: string
  readonly enc: string
  readonly prefix: string
  readonly padding?: { readonly type: 'Left' | 'Right'; readonly pad: string }
}

/** A specification for moov. `notes` tell what moov cannot say of the dialect, or says more coarsely. */
export interface ExportedSpecification {
  readonly json: { readonly name: string; readonly fields: Readonly<Record<string, MoovField>> }
  readonly notes: readonly Issue[]
}

/** The dialect for moov, every element whole. What moov has no encoding for is left out, with a note. */
export function exportMoovSpecification(spec: DialectSpec): ExportedSpecification {
  const notes: Issue[] = []
  if (spec.bitmap === 'hex-ebcdic') notes.push({ path: 'bitmap', expected: 'hex in ASCII: moov writes no other' })
  const fields: Record<string, MoovField> = {
    0: {
      type: 'String',
      length: 4,
      description: 'Message type',
      enc: MESSAGE_TYPE[spec.messageType],
      prefix: `${MESSAGE_TYPE[spec.messageType]}.Fixed`,
    },
    1: {
      type: 'Bitmap',
      length: 8,
      description: 'Bitmap',
      enc: spec.bitmap === 'binary' ? 'Binary' : 'HexToASCII',
      prefix: 'Hex.Fixed',
    },
  }
  for (const [number, field] of Object.entries(spec.fields)) {
    const path = `fields.${number}`
    const enc = encodingOf(field)
    if (enc === undefined) {
      notes.push({ path, expected: `another form: moov has no encoding for ${field.content} in ${field.encoding}` })
      continue
    }
    if (typeof field.length !== 'number' && field.length.counts === 'encoded') {
      notes.push({ path, expected: 'a length that counts the content: moov knows no other' })
      continue
    }
    if (field.encoding === 'gbk') notes.push({ path, expected: 'ASCII only: moov does not know GBK' })
    if (field.layout) notes.push({ path, expected: 'no parts: the element is whole in moov' })
    fields[number] = moovField(field, enc, (field.name ?? FIELD_NAMES[Number(number)])?.en ?? `Element ${number}`)
  }
  return { json: { name: spec.name.en, fields }, notes }
}

const MESSAGE_TYPE = { ascii: 'ASCII', bcd: 'BCD', ebcdic: 'EBCDIC' } as const
const FAMILY = { ascii: 'ASCII', bcd: 'BCD', ebcdic: 'EBCDIC', binary: 'Binary' } as const

function moovField({ content, length, fill }: FieldSpec, enc: string, description: string): MoovField {
  const type = content === 'b' ? 'Binary' : 'String'
  if (typeof length !== 'number') {
    const prefix = `${FAMILY[length.indicator]}.${'L'.repeat(length.digits)}`
    return { type, length: length.max, description, enc, prefix }
  }
  const prefix = `${enc === 'HexToASCII' ? 'Hex' : enc === 'LBCD' ? 'BCD' : enc}.Fixed`
  const padding = fill && { padding: { type: fill.side === 'left' ? 'Left' : 'Right', pad: fill.character } as const }
  return { type, length, description, enc, prefix, ...padding }
}

/** The name of moov's encoder; none for packed signs and track data, EBCDIC 1047 and hex in EBCDIC. */
function encodingOf({ content, encoding, length, align }: FieldSpec): string | undefined {
  switch (encoding) {
    case 'ascii':
    case 'gbk':
      return 'ASCII'
    case 'binary':
      return 'Binary'
    case 'hex':
      return 'HexToASCII'
    case 'ebcdic037':
      return 'EBCDIC'
    case 'bcd':
      if (content !== 'n') return undefined
      // The same bytes when no nibble is left over, and moov reads beyond the element with the other one.
      if (typeof length === 'number' && length % 2 === 0) return 'BCD'
      return align === 'right' ? 'BCD' : 'LBCD'
    default:
      return undefined
  }
}

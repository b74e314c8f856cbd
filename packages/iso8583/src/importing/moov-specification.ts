import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Issue } from '../json/issues.ts'
import { isMembers, type Members } from '../layouts/layout.ts'
import type { DialectSpec, FieldSpec, LayoutSpec, PartSpec, VariableLength } from '../specification.ts'
import { type Imported, sameName, sensitivityOf, variable } from './imported.ts'

const ENCODINGS: Readonly<Record<string, string>> = {
  asciiEncoder: 'ASCII',
  bcdEncoder: 'BCD',
  lBCDEncoder: 'LBCD',
  ebcdicEncoder: 'EBCDIC',
  binaryEncoder: 'Binary',
  hexEncoder: 'HexToASCII',
  hexToASCIIEncoder: 'HexToASCII',
  asciiToHexEncoder: 'ASCIIToHex',
}
const INDICATORS: Readonly<Record<string, VariableLength['indicator']>> = {
  ascii: 'ascii',
  bcd: 'bcd',
  ebcdic: 'ebcdic',
  binary: 'binary',
}

/** A dialect from the JSON form of a message specification of github.com/moov-io/iso8583. */
export function importMoovSpecification(json: unknown, id: string): Result<Imported, readonly Issue[]> {
  if (!isMembers(json) || !isMembers(json['fields']))
    return err([{ path: '', expected: 'an object with "name" and "fields"' }])
  const reader = new Reader()
  const entries = Object.entries(json['fields']).map(
    ([key, field]) => [Number(/\d+$/.exec(key)?.[0] ?? -1), field] as const,
  )
  const fields: Record<number, FieldSpec> = {}
  for (const [number, field] of entries)
    if (number > 1) fields[number] = reader.field(`fields.${number}`, field, number)
  if (reader.issues.length > 0) return err(reader.issues)
  const head = (number: number): string => encodingName(entries.find(([key]) => key === number)?.[1])
  return ok({ spec: dialectOf(id, json, head(0), head(1), fields), notes: reader.notes })
}

/** A member's text; empty when it is no text. */
function textIn(json: unknown, key: string): string {
  const value = isMembers(json) ? json[key] : undefined
  return typeof value === 'string' ? value : ''
}

const encodingName = (field: unknown): string => {
  const name = textIn(field, 'enc')
  return ENCODINGS[name] ?? name
}

function dialectOf(
  id: string,
  json: Members,
  messageType: string,
  bitmap: string,
  fields: Readonly<Record<number, FieldSpec>>,
): DialectSpec {
  return {
    id,
    name: sameName(typeof json['name'] === 'string' ? json['name'] : id),
    messageType: messageType === 'BCD' ? 'bcd' : messageType === 'EBCDIC' ? 'ebcdic' : 'ascii',
    bitmap: bitmap === 'Binary' ? 'binary' : 'hex',
    fieldsMax: Object.keys(fields).some((number) => Number(number) > 128) ? 192 : 128,
    fields,
  }
}

class Reader {
  readonly issues: Issue[] = []
  readonly notes: Issue[] = []

  field(path: string, json: unknown, number: number): FieldSpec {
    if (!isMembers(json)) return this.#refuse(path, 'an object')
    const about = { name: sameName(textIn(json, 'description')), ...sensitivityOf(number) }
    const length = this.#length(path, json)
    const layout = json['type'] === 'Composite' ? this.#layout(path, json) : undefined
    if (layout)
      return {
        ...about,
        content: layout.kind === 'tagged' ? 'ans' : 'b',
        encoding: layout.kind === 'tagged' ? 'ascii' : 'binary',
        length,
        layout,
      }
    return { ...about, ...this.#content(path, json, number), length, ...this.#fill(json) }
  }

  #refuse(path: string, expected: string): FieldSpec {
    this.issues.push({ path, expected })
    return { content: 'b', encoding: 'binary', length: 1 }
  }

  #content(path: string, json: Members, number: number): Pick<FieldSpec, 'content' | 'encoding' | 'align'> {
    const encoding = encodingName(json)
    const isBinary = json['type'] === 'Binary' || json['type'] === 'Bitmap'
    const content = json['type'] === 'Numeric' ? 'n' : json['type'] === 'Track2' || number === 35 ? 'z' : 'ans'
    switch (encoding) {
      case 'ASCII':
        return isBinary ? { content: 'b', encoding: 'binary' } : { content, encoding: 'ascii' }
      case 'EBCDIC':
        return { content, encoding: 'ebcdic037' }
      case 'BCD':
        return { content: content === 'z' ? 'z' : 'n', encoding: 'bcd', align: 'right' }
      case 'LBCD':
        return { content: content === 'z' ? 'z' : 'n', encoding: 'bcd', align: 'left' }
      case 'HexToASCII':
        return { content: 'b', encoding: 'hex' }
      case 'Binary':
      case 'ASCIIToHex':
        return { content: 'b', encoding: 'binary' }
      default:
        return this.#refuse(`${path}.enc`, `an encoding of moov's own; "${encoding}" is not known`)
    }
  }

  #length(path: string, json: Members): number | VariableLength {
    const max = Number(json['length'])
    const [family = '', form = ''] = textIn(json, 'prefix').toLowerCase().split('.')
    if (form === 'fixed') return max
    const indicator = INDICATORS[family]
    if (indicator && /^l{1,4}$/.test(form)) return variable(form.length as VariableLength['digits'], indicator, max)
    this.#refuse(
      `${path}.prefix`,
      `Fixed or L to LLLL of ASCII, BCD, EBCDIC or Binary; "${String(json['prefix'])}" is not known`,
    )
    return 1
  }

  #fill({ padding, prefix }: Members): Pick<FieldSpec, 'fill'> {
    if (!isMembers(padding) || !/fixed$/i.test(String(prefix))) return {}
    const side = /^left/i.test(String(padding['type']))
      ? 'left'
      : /^right/i.test(String(padding['type']))
        ? 'right'
        : undefined
    const { pad } = padding
    const character = typeof pad === 'number' ? String.fromCharCode(pad) : textIn(padding, 'pad')
    return side && character.length === 1 ? { fill: { character, side } } : {}
  }

  #layout(path: string, json: Members): LayoutSpec | undefined {
    const { tag, bitmap, subfields } = json
    if (isMembers(tag) && tag['enc'] === 'BerTLVTag') return { kind: 'ber-tlv', sensitiveTags: {} }
    if (!isMembers(subfields)) return undefined
    if (isMembers(tag) && Number(tag['length']) > 0) return this.#tagged(path, tag, subfields)
    const fields = Object.fromEntries(
      Object.entries(subfields).map(([key, part]) => [key, this.field(`${path}.subfields.${key}`, part, -1)]),
    )
    return isMembers(bitmap)
      ? { kind: 'bitmapped', bitmapBytes: Number(bitmap['length']), fields }
      : { kind: 'sequence', fields }
  }

  #tagged(path: string, tag: Members, subfields: Members): LayoutSpec | undefined {
    const prefixes = new Set(Object.values(subfields).map((part) => textIn(part, 'prefix').toLowerCase()))
    const [prefix = ''] = prefixes
    if (tag['enc'] !== 'ASCII' || prefixes.size !== 1 || !/^ascii\.l{1,4}$/.test(prefix)) {
      this.notes.push({
        path: `${path}.tag`,
        expected: 'its parts: only ASCII tags with one ASCII length are imported',
      })
      return undefined
    }
    const parts: Record<string, PartSpec & { tag: string }> = {}
    for (const [key, part] of Object.entries(subfields)) {
      parts[`tag${key}`] = { tag: key, name: sameName(textIn(part, 'description')) }
    }
    return { kind: 'tagged', prefix: '', tagLength: Number(tag['length']), lengthDigits: prefix.length - 6, parts }
  }
}

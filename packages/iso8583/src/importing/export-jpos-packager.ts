import { escapeMarkup } from '@fiftyfive/kernel'
import type { Issue } from '../json/issues.ts'
import { FIELD_NAMES } from '../names.ts'
import type { DialectSpec, FieldSpec, VariableLength } from '../specification.ts'

/** XML for jPOS's generic packager. `notes` tell what jPOS cannot say of the dialect, or says more coarsely. */
export interface ExportedPackager {
  readonly xml: string
  readonly notes: readonly Issue[]
}

/** Classes that jPOS 2.1.9 has for the forms below; others of the same pattern do not exist there. */
const KNOWN = new Set(
  `A_AMOUNT A_BINARY A_LBINARY A_LCHAR A_LLBINARY A_LLCHAR A_LLLBINARY A_LLLCHAR A_LLLLBINARY A_LLLLCHAR A_LLLNUM
   A_LLNUM A_NUMERIC B_AMOUNT B_BINARY B_LHBINARY B_LLBINARY B_LLCHAR B_LLHBINARY B_LLHCHAR B_LLHECHAR B_LLHNUM
   B_LLLBINARY B_LLLCHAR B_LLLHBINARY B_LLLHCHAR B_LLLHECHAR B_LLLHNUM B_LLLLBINARY B_LLLLCHAR B_LLLNUM B_LLNUM
   B_NUMERIC E_AMOUNT E_BINARY E_CHAR E_LBINARY E_LCHAR E_LLBINARY E_LLCHAR E_LLLBINARY E_LLLCHAR E_LLLLBINARY
   E_LLLLCHAR E_LLLNUM E_LLNUM E_LNUM E_NUMERIC _CHAR`.split(/\s+/),
)

/** The dialect for jPOS, every element whole. What jPOS has no class for is left out, with a note. */
export function exportJposPackager(spec: DialectSpec): ExportedPackager {
  const notes: Issue[] = []
  const lines = [
    isofield(0, 4, 'Message type', `${FAMILY[spec.messageType]}_NUMERIC`, true),
    isofield(1, spec.fieldsMax > 64 ? 16 : 8, 'Bitmap', `${BYTES[spec.bitmap]}_BITMAP`),
  ]
  if (spec.fieldsMax === 192)
    notes.push({ path: 'bitmap', expected: 'two bitmaps: jPOS has no third one in this form' })
  for (const [number, field] of Object.entries(spec.fields)) {
    const path = `fields.${number}`
    const name = classOf(field)
    if (name === undefined || !KNOWN.has(name)) {
      notes.push({ path, expected: `another form: jPOS has no class for ${formOf(field)}` })
      continue
    }
    if (field.encoding === 'gbk') notes.push({ path, expected: 'ASCII only: jPOS does not know GBK' })
    if (field.layout) notes.push({ path, expected: 'no parts: the element is whole in jPOS' })
    const title = field.name ?? FIELD_NAMES[Number(number)]
    const isPacked = field.encoding === 'bcd' && field.content !== 'x+n'
    const pad = isPacked ? field.align === 'right' : undefined
    lines.push(isofield(Number(number), lengthOf(field), title?.en ?? `Element ${number}`, name, pad))
  }
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE isopackager PUBLIC "-//jPOS/jPOS Generic Packager DTD 1.0//EN" "http://jpos.org/dtd/generic-packager-1.0.dtd">',
    '<isopackager>',
    ...lines,
    '</isopackager>',
    '',
  ].join('\n')
  return { xml, notes }
}

const BYTES = { binary: 'B', hex: 'A', 'hex-ebcdic': 'E' } as const
const FAMILY = { ascii: 'A', bcd: 'B', ebcdic: 'E' } as const
const lengthOf = ({ length }: FieldSpec): number => (typeof length === 'number' ? length : length.max)

function isofield(id: number, length: number, name: string, className: string, pad?: boolean): string {
  const title = escapeMarkup(name)
  const padding = pad === undefined ? '' : ` pad="${pad}"`
  return `  <isofield id="${id}" length="${length}" name="${title}"${padding} class="org.jpos.iso.IF${className}"/>`
}

const formOf = ({ content, encoding, length }: FieldSpec): string =>
  typeof length === 'number'
    ? `${content} in ${encoding}, fixed`
    : `${content} in ${encoding} behind ${length.digits} ${length.indicator}`

/** The part of the class name behind `IF`: family, length digits, H for a binary length, E for EBCDIC, kind. */
function classOf(field: FieldSpec): string | undefined {
  const { content, encoding, length } = field
  if (typeof length !== 'number' && length.counts === 'encoded') return undefined
  if (content === 'b') return bytesClass(encoding, length)
  if (encoding === 'ebcdic037') return undefined
  const text = encoding === 'ebcdic' ? 'E' : 'A'
  if (content === 'x+n') return typeof length === 'number' ? `${encoding === 'bcd' ? 'B' : text}_AMOUNT` : undefined
  const isDigits = content === 'n' || content === 'z'
  if (typeof length === 'number') {
    if (encoding === 'bcd') return 'B_NUMERIC'
    return isDigits ? `${text}_NUMERIC` : text === 'E' ? 'E_CHAR' : '_CHAR'
  }
  const kind = isDigits && (encoding === 'bcd' || length.indicator !== 'bcd') ? 'NUM' : 'CHAR'
  if (length.indicator === 'binary') {
    if (isDigits && encoding !== 'bcd') return undefined
    return `B_${hexLength(length)}H${!isDigits && text === 'E' ? 'E' : ''}${kind}`
  }
  const family = FAMILY[length.indicator]
  // Packed digits want a packed length there, and characters of a family its own lengths.
  if (encoding === 'bcd' ? family !== 'B' : family === 'B' ? text === 'E' : family !== text) return undefined
  return `${family}_${'L'.repeat(length.digits)}${kind}`
}

function bytesClass(encoding: FieldSpec['encoding'], length: number | VariableLength): string | undefined {
  if (typeof length === 'number') return `${BYTES[encoding as keyof typeof BYTES]}_BINARY`
  if (encoding !== 'binary') return undefined
  if (length.indicator === 'binary') return `B_${hexLength(length)}HBINARY`
  return `${FAMILY[length.indicator]}_${'L'.repeat(length.digits)}BINARY`
}

/** jPOS calls one byte of length LL and two LLL, for up to as many decimal digits. */
const hexLength = ({ digits }: VariableLength): string => (digits === 1 ? 'LL' : digits === 2 ? 'LLL' : 'L'.repeat(5))

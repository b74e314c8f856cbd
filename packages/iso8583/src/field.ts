import { compileLayout, type Layout } from './layouts/layout.ts'
import { elementsAsked } from './layouts/variants.ts'
import type { FieldSpec, VariableLength } from './specification.ts'
import { allowedIn } from './wire/characters.ts'
import { EBCDIC_037, EBCDIC_1047 } from './wire/ebcdic.ts'
import { INDICATOR, type Indicator, indicatorSize } from './wire/length.ts'

/** How a field is read and written. Small integers, because the choice is made for every field of every message. */
export const WIRE = { BYTES: 0, ASCII: 1, PACKED: 2, CODE_PAGE: 3, HEX: 4, SIGNED: 5, GBK: 6 } as const
export type Wire = (typeof WIRE)[keyof typeof WIRE]

/**
 * A data element ready for use: its specification with what would otherwise be worked out at every message. All fields
 * have one shape, which specifications, being data, have not: what is read for every message is read here.
 */
export class Field {
  readonly path: string
  readonly spec: FieldSpec
  readonly wire: Wire
  /** Characters or bytes of a fixed field; -1 for a variable one. */
  readonly fixed: number
  readonly variable: VariableLength | undefined
  readonly indicator: Indicator
  readonly lengthMax: number
  readonly countsEncoded: boolean
  readonly indicatorSize: number
  /** Character classes that the content may hold, as bits. */
  readonly allowed: number
  readonly isBinary: boolean
  readonly isSigned: boolean
  readonly isEbcdicHex: boolean
  readonly alignsRight: boolean
  readonly separators: boolean
  /** Codes by byte and bytes by code, where characters lie in another code than ASCII. */
  readonly toAscii: Uint8Array | undefined
  readonly fromAscii: Uint8Array | undefined
  readonly layout: Layout | undefined
  /** Elements by which its layout is chosen. */
  readonly looksAt: readonly number[]

  constructor(path: string, spec: FieldSpec) {
    this.path = path
    this.spec = spec
    this.wire = wireOf(spec)
    this.fixed = typeof spec.length === 'number' ? spec.length : -1
    this.variable = typeof spec.length === 'number' ? undefined : spec.length
    this.indicator = this.variable ? INDICATOR[this.variable.indicator] : INDICATOR.none
    this.lengthMax = this.variable?.max ?? this.fixed
    this.countsEncoded = this.variable?.counts === 'encoded'
    this.indicatorSize = this.variable ? indicatorSize(this.variable) : 0
    this.allowed = allowedIn(spec.content)
    this.isBinary = spec.content === 'b'
    this.isSigned = spec.content === 'x+n'
    this.isEbcdicHex = spec.encoding === 'hex-ebcdic'
    this.alignsRight = spec.align === 'right'
    this.separators = spec.content === 'z'
    const codePage = spec.encoding === 'ebcdic037' ? EBCDIC_037 : spec.encoding === 'ebcdic' ? EBCDIC_1047 : undefined
    this.toAscii = codePage?.toAscii
    this.fromAscii = codePage?.fromAscii
    this.layout = spec.layout && compileLayout(spec.layout, path)
    this.looksAt = spec.layout ? elementsAsked(spec.layout) : []
  }

  /** Bytes on the wire for a content of `count` characters, digits or bytes. */
  sizeOf(count: number): number {
    if (this.wire === WIRE.PACKED) return (count + 1) >> 1
    if (this.wire === WIRE.HEX) return 2 * count
    return this.wire === WIRE.SIGNED ? 1 + (count >> 1) : count
  }
}

function wireOf({ content, encoding }: FieldSpec): Wire {
  if (content === 'b') return encoding === 'hex' || encoding === 'hex-ebcdic' ? WIRE.HEX : WIRE.BYTES
  if (encoding === 'bcd') return content === 'x+n' ? WIRE.SIGNED : WIRE.PACKED
  if (encoding === 'gbk') return WIRE.GBK
  return encoding === 'ascii' ? WIRE.ASCII : WIRE.CODE_PAGE
}

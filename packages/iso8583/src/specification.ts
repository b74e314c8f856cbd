import type { CodeTable } from './codes/index.ts'

/** A name in the languages of the product. */
export interface Name {
  readonly en: string
  readonly 'zh-CN': string
}

/** ISO 8583 attribute: digits, letters, letters and digits, printable text, track data, binary, C or D before digits. */
export type Content = 'n' | 'a' | 'an' | 'ans' | 'z' | 'b' | 'x+n'

/**
 * How content lies on the wire. Characters: `ascii`, `ebcdic` (code page 1047), `ebcdic037`, `gbk` (ASCII and Chinese),
 * `bcd` (two digits a byte). Bytes: `binary`, `hex` (two ASCII characters a byte), `hex-ebcdic`.
 */
export type Encoding = 'ascii' | 'ebcdic' | 'ebcdic037' | 'gbk' | 'bcd' | 'binary' | 'hex' | 'hex-ebcdic'

/** A length indicator before the content. */
export interface VariableLength {
  /** Decimal digits of the indicator; of a `binary` one, its bytes, highest first. */
  readonly digits: 1 | 2 | 3 | 4
  readonly indicator: 'ascii' | 'ebcdic' | 'bcd' | 'binary'
  /** In the unit that is counted. */
  readonly max: number
  /**
   * What the indicator counts, where it is not the usual: digits of packed and characters of other text, bytes of
   * binary content whatever its encoding. `encoded` counts the bytes or characters that follow on the wire.
   */
  readonly counts?: 'encoded'
}

/** How a log may show the content. `pan`: first six, last four; `track`: the same, rest gone; `withheld`: length only. */
export type Sensitivity = 'pan' | 'track' | 'withheld'

/** One data element as it lies on the wire, and what its content means. Plain data: it can come from JSON. */
export interface FieldSpec {
  readonly name?: Name
  readonly content: Content
  readonly encoding: Encoding
  /** Fixed: characters (bytes for `b`). Variable: the indicator counts digits for packed content, bytes otherwise. */
  readonly length: number | VariableLength
  /** Packed content with an odd number of digits: on which side the digits lie. The other nibble is filler. */
  readonly align?: 'left' | 'right'
  /** What fills a short value of fixed length at encoding; spaces on the right for a, an and ans, nothing for others. */
  readonly fill?: { readonly character: string; readonly side: 'left' | 'right' }
  readonly sensitive?: Sensitivity
  /** In a sequence: fields at its end that a sender may leave out. */
  readonly optional?: true
  readonly layout?: LayoutSpec
}

/** A part of a text: its JavaScript type is `as`, text when absent. */
export interface PartSpec {
  readonly name?: Name
  readonly length?: number
  /** Trailing parts that a sender may leave out. */
  readonly optional?: true
  readonly as?: 'number' | 'boolean'
  readonly sensitive?: Sensitivity
}
export type Parts<Part = PartSpec> = { readonly [key: string]: Part }

/** Text cut at fixed places. `rest` takes what follows the last part; `fill` pads a short text at encoding. */
export interface PositionalLayout {
  readonly kind: 'positional'
  readonly parts: Parts
  readonly rest?: DelimitedLayout | TaggedLayout
  readonly fill?: { readonly length: number; readonly character: string }
}

/** Text of tag, decimal length and value, after a prefix. Text without the prefix is kept whole as `text`. */
export interface TaggedLayout {
  readonly kind: 'tagged'
  readonly prefix: string
  readonly tagLength: number
  readonly lengthDigits: number
  readonly parts: Parts<PartSpec & { readonly tag: string }>
}

/** Text cut at a separator, after a prefix. Text without the prefix is kept whole as `text`. */
export interface DelimitedLayout {
  readonly kind: 'delimited'
  readonly prefix: string
  readonly separator: string
  readonly parts: Parts
  /** Puts the parts into a member of this name, beside `text`. */
  readonly under?: string
  /** What that member is called. */
  readonly name?: Name
}

/** BER-TLV as EMV uses it: an object from upper-case hex tag to value bytes. */
export interface BerTlvLayout {
  readonly kind: 'ber-tlv'
  readonly sensitiveTags: { readonly [tag: string]: Sensitivity }
}

/** One character, `status`, then records of BER-TLV objects keyed 1, 2, 3; a record ends before a tag it has already. */
export interface TlvListLayout {
  readonly kind: 'tlv-list'
  readonly status?: Name
  readonly sensitiveTags: { readonly [tag: string]: Sensitivity }
}

/**
 * Tag and field, again and again, inside the bytes of a field: fixed-tag TLV when the fields carry a length indicator,
 * codes with values of known length when they do not. Encoded in the order of the members.
 */
export interface TaggedFieldsLayout {
  readonly kind: 'tagged-fields'
  /** How every tag lies on the wire; text of this form is what `tag` of a field and the keys of `other` hold. */
  readonly tag: FieldSpec
  readonly fields: { readonly [key: string]: FieldSpec & { readonly tag: string } }
  /** Form of the values of tags that `fields` does not name; they stand in `other`. Without it they are refused. */
  readonly other?: FieldSpec
}

/** A head of fields, then records of one form up to the end, keyed 1, 2, 3 and so on. */
export interface RecordsLayout {
  readonly kind: 'records'
  readonly head: { readonly [key: string]: FieldSpec }
  readonly fields: { readonly [key: string]: FieldSpec }
}

/** Fields one after the other inside the bytes of a field, each with a wire form of its own. */
export interface SequenceLayout {
  readonly kind: 'sequence'
  readonly name?: Name
  readonly fields: { readonly [key: string]: FieldSpec }
}

/** A bitmap of its own, then the fields whose bits are set, keyed by bit number. */
export interface BitmappedLayout {
  readonly kind: 'bitmapped'
  readonly bitmapBytes: number
  readonly fields: FieldSpecs
}

/** A decimal count of records, then the records: fixed parts each. Keyed 1, 2, 3 and so on. */
export interface RepeatedLayout {
  readonly kind: 'repeated'
  /** 0: no count, the records go on to the end. */
  readonly countDigits: number
  readonly parts: Parts
}

/** A condition on the message: its type, other elements, the length of the content. All that is given must hold. */
export interface Condition {
  readonly mti?: readonly string[]
  /**
   * Values of other elements or of their parts, as `25` or `60.networkCode`. When a message is read only elements with
   * a smaller number are known.
   */
  readonly elements?: { readonly [path: string]: readonly string[] }
  /** Lengths of the content in bytes or characters. */
  readonly lengths?: readonly number[]
}

export interface Variant {
  readonly when: Condition
  /** Puts the value into a member of this name. */
  readonly under?: string
  /** What that member is called. */
  readonly name?: Name
  readonly layout: LayoutSpec
}

/** The first variant whose condition holds gives the layout; bytes or text that no variant fits stay whole. */
export interface VariantsLayout {
  readonly kind: 'variants'
  readonly variants: readonly Variant[]
  /** Member that holds the content when no variant applies. */
  readonly otherwise: string
  /** How a log may show that content. */
  readonly sensitive?: Sensitivity
}

export type LayoutSpec =
  | PositionalLayout
  | TaggedLayout
  | DelimitedLayout
  | BerTlvLayout
  | TlvListLayout
  | TaggedFieldsLayout
  | RecordsLayout
  | SequenceLayout
  | RepeatedLayout
  | BitmappedLayout
  | VariantsLayout

export type FieldSpecs = { readonly [number: number]: FieldSpec }

/** A dialect as data. */
export interface DialectSpec<Fields extends FieldSpecs = FieldSpecs> {
  readonly id: string
  readonly name: Name
  /** First digit of its message types: 0 for 1987, 1 for 1993, 2 for 2003. Other digits are decoded all the same. */
  readonly version?: '0' | '1' | '2'
  readonly messageType: 'ascii' | 'ebcdic' | 'bcd'
  readonly bitmap: 'binary' | 'hex' | 'hex-ebcdic'
  /** The second bitmap is present when bit 1 is set, the third, right behind it, when bit 65 is set. */
  readonly fieldsMax: 64 | 128 | 192
  readonly fields: Fields
  /** Whose response codes DE 39 holds. */
  readonly codes?: CodeTable
}

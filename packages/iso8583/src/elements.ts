import type { Content, Encoding, FieldSpec, LayoutSpec, Name, Sensitivity, VariableLength } from './specification.ts'

/**
 * A data element as the standard's table gives it: attribute and length, before anybody chose how it lies on the wire.
 * `[2, 19]` is LLVAR up to 19.
 */
export interface Element {
  readonly content: Content
  readonly size: number | readonly [digits: 1 | 2 | 3 | 4, max: number]
  readonly name?: Name
  readonly sensitive?: Sensitivity
  readonly layout?: LayoutSpec
}
export type Elements = { readonly [number: number]: Element }

export const element = <const Kind extends Content, const Size extends Element['size']>(content: Kind, size: Size) =>
  ({ content, size }) as const

/** The same element under each of the numbers, as standards leave whole ranges to the parties. */
export const elements = <const N extends number, const E extends Element>(numbers: readonly N[], one: E) =>
  Object.fromEntries(numbers.map((number) => [number, one])) as unknown as { readonly [K in N]: E }

/** How one dialect writes all its elements. */
export interface Style {
  /** Digits, signed amounts and track data; other text; binary; decimal length indicators. */
  readonly digits: 'ascii' | 'bcd' | 'ebcdic' | 'ebcdic037'
  readonly text: 'ascii' | 'ebcdic' | 'ebcdic037'
  readonly bytes: 'binary' | 'hex' | 'hex-ebcdic'
  readonly indicator: VariableLength['indicator']
  /** Bytes of a binary indicator; as many as the element's table has digits when absent. */
  readonly indicatorBytes?: 1 | 2
  /** Packed digits of fixed and of variable fields. */
  readonly alignFixed?: 'left' | 'right'
  readonly alignVariable?: 'left' | 'right'
}

/** An element on the wire; the type of its value follows from content and layout, which stay as they are. */
type OnTheWire<E> = Omit<E, 'size'> & Pick<FieldSpec, 'encoding' | 'length' | 'align' | 'fill'>
type FieldsOf<T extends Elements> = { readonly [N in keyof T]: OnTheWire<T[N]> }

/** The fields of a dialect that writes every element in one style. */
export function inStyle<const T extends Elements>(elements: T, style: Style): FieldsOf<T> {
  const fields: Record<string, FieldSpec> = {}
  for (const [number, { size, ...element }] of Object.entries(elements as Elements)) {
    const encoding = encodingOf(element.content, style)
    const align = typeof size === 'number' ? style.alignFixed : style.alignVariable
    fields[number] = {
      ...element,
      encoding,
      length: typeof size === 'number' ? size : lengthOf(size, style),
      ...(align && encoding === 'bcd' && { align }),
    }
  }
  return fields as unknown as FieldsOf<T>
}

function lengthOf([digits, max]: readonly [VariableLength['digits'], number], style: Style): VariableLength {
  const { indicator, indicatorBytes } = style
  if (indicatorBytes === undefined) return { digits, indicator, max }
  return { digits: indicatorBytes, indicator, max: Math.min(max, 256 ** indicatorBytes - 1) }
}

function encodingOf(content: Content, style: Style): Encoding {
  if (content === 'b') return style.bytes
  return content === 'n' || content === 'z' || content === 'x+n' ? style.digits : style.text
}

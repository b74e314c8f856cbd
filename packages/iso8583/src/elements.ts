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

/** How one dialect writes all its elements. */
export interface Style {
  /** Digits, signed amounts and track data; other text; binary; decimal length indicators. */
  readonly digits: 'ascii' | 'bcd' | 'ebcdic' | 'ebcdic037'
  readonly text: 'ascii' | 'ebcdic' | 'ebcdic037'
  readonly bytes: 'binary' | 'hex' | 'hex-ebcdic'
  readonly indicator: VariableLength['indicator']
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
      length: typeof size === 'number' ? size : { digits: size[0], indicator: style.indicator, max: size[1] },
      ...(align && encoding === 'bcd' && { align }),
    }
  }
  return fields as unknown as FieldsOf<T>
}

function encodingOf(content: Content, style: Style): Encoding {
  if (content === 'b') return style.bytes
  return content === 'n' || content === 'z' || content === 'x+n' ? style.digits : style.text
}

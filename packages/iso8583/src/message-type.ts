import type {
  BerTlvLayout,
  BitmappedLayout,
  DelimitedLayout,
  FieldSpec,
  FieldSpecs,
  LayoutSpec,
  PositionalLayout,
  RecordsLayout,
  RepeatedLayout,
  SequenceLayout,
  TaggedFieldsLayout,
  TaggedLayout,
  TlvListLayout,
  VariantsLayout,
} from './specification.ts'

/** DE 55 and its like: upper-case hex tag to value. Encoded in the order in which JavaScript lists the keys. */
export type TlvFields = { readonly [tag: string]: Uint8Array }

type Flat<T> = { readonly [K in keyof T]: T[K] }
/** Every member may be absent or undefined. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

type PartValue<P> = P extends { as: 'number' } ? number : P extends { as: 'boolean' } ? boolean : string
type RequiredPart<P, K extends keyof P> = P[K] extends { optional: true } ? never : K
type OptionalPart<P, K extends keyof P> = P[K] extends { optional: true } ? K : never

type PartsValue<P> = Flat<
  { readonly [K in keyof P as RequiredPart<P, K>]: PartValue<P[K]> } & {
    readonly [K in keyof P as OptionalPart<P, K>]?: PartValue<P[K]> | undefined
  }
>
type SequenceValue<F> = Flat<
  { readonly [K in keyof F as RequiredPart<F, K>]: ValueOf<F[K]> } & {
    readonly [K in keyof F as OptionalPart<F, K>]?: ValueOf<F[K]> | undefined
  }
>

type TaggedValue<L extends TaggedLayout> = Partial<PartsValue<L['parts']>> & {
  readonly text?: string | undefined
  readonly other?: { readonly [tag: string]: string } | undefined
}
type TaggedFieldsValue<L extends TaggedFieldsLayout> = {
  readonly [K in keyof L['fields']]?: ValueOf<L['fields'][K]> | undefined
} & {
  readonly other?: L extends { other: infer O extends FieldSpec }
    ? { readonly [tag: string]: ValueOf<O> } | undefined
    : undefined
}
type DelimitedValue<L extends DelimitedLayout> = (L extends { under: infer U extends string }
  ? { readonly [K in U]?: PartsValue<L['parts']> | undefined }
  : Loose<PartsValue<L['parts']>>) & { readonly text?: string | undefined }
type PositionalValue<L extends PositionalLayout> = PartsValue<L['parts']> &
  (L extends { rest: infer R extends DelimitedLayout }
    ? DelimitedValue<R>
    : L extends { rest: infer R extends TaggedLayout }
      ? TaggedValue<R>
      : unknown)

type VariantValue<V> = V extends { under: infer U extends string; layout: infer L extends LayoutSpec }
  ? { readonly [K in U]?: LayoutValue<L> | undefined }
  : V extends { layout: infer L extends LayoutSpec }
    ? Loose<LayoutValue<L>>
    : never
type Intersection<U> = (U extends unknown ? (member: U) => void : never) extends (member: infer I) => void ? I : never
type VariantsValue<L extends VariantsLayout, Raw> = Intersection<VariantValue<L['variants'][number]>> & {
  readonly [K in L['otherwise']]?: Raw | undefined
}

/** The typed value of a layout; `Raw` is the content it is cut from, text or bytes. */
export type LayoutValue<L extends LayoutSpec, Raw = string> = L extends BerTlvLayout
  ? TlvFields
  : L extends TlvListLayout
    ? { readonly status: string; readonly [index: number]: TlvFields }
    : L extends PositionalLayout
      ? Flat<PositionalValue<L>>
      : L extends TaggedLayout
        ? Flat<TaggedValue<L>>
        : L extends DelimitedLayout
          ? Flat<DelimitedValue<L>>
          : L extends SequenceLayout
            ? SequenceValue<L['fields']>
            : L extends RepeatedLayout
              ? { readonly [index: number]: PartsValue<L['parts']> }
              : L extends TaggedFieldsLayout
                ? Flat<TaggedFieldsValue<L>>
                : L extends RecordsLayout
                  ? SequenceValue<L['head']> & { readonly [index: number]: SequenceValue<L['fields']> }
                  : L extends BitmappedLayout
                    ? { readonly [N in keyof L['fields']]?: ValueOf<L['fields'][N]> | undefined }
                    : L extends VariantsLayout
                      ? Flat<VariantsValue<L, Raw>>
                      : never

/** The typed value of a data element: bytes for binary content, an object for a layout, text otherwise. */
export type FieldValue<F extends FieldSpec> = F extends { layout: infer L extends LayoutSpec }
  ? LayoutValue<L, F['content'] extends 'b' ? Uint8Array : string>
  : F['content'] extends 'b'
    ? Uint8Array
    : string

type ValueOf<F> = F extends FieldSpec ? FieldValue<F> : never

/** A message of a dialect that is known at run time only, such as one read from a file. */
export interface UntypedMessage {
  readonly mti: string
  readonly [number: number]: unknown
}

/** A message of a dialect: the message type and data elements by number, each absent when its bit is not set. */
export type MessageOf<Fields extends FieldSpecs> = FieldSpecs extends Fields
  ? UntypedMessage
  : { readonly mti: string } & {
      readonly [N in keyof Fields]?: ValueOf<Fields[N]> | undefined
    }

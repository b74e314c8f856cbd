import * as fc from 'fast-check'
import type { Content, DialectSpec, FieldSpec, LayoutSpec, PartSpec } from '../specification.ts'

const CHARACTERS: Readonly<Record<Exclude<Content, 'b' | 'x+n'>, string>> = {
  n: '0123456789',
  a: 'ABCXYZabcxyz ',
  an: 'ABCXYZabcxyz0189 ',
  ans: 'ABCabc019 .,:;!"#%&/()=?*+-_<>@$[]{}^|~`\\\'',
  z: '0123456789D',
}
const MESSAGE_TYPES = ['0100', '0200', '0210', '0320', '0400', '0500', '0800', '0810', '0820', '1200', '2804']

/** Any message that the dialect can write: every subset of its elements, every variant of its layouts. */
export function arbitraryMessage(spec: DialectSpec): fc.Arbitrary<{ readonly mti: string }> {
  return fc.constantFrom(...MESSAGE_TYPES).chain((mti) => {
    const fields = Object.entries(spec.fields).map(([number, field]) => [number, arbitraryField(field, mti)] as const)
    return fc
      .record({ mti: fc.constant(mti), ...Object.fromEntries(fields) }, { requiredKeys: ['mti'] })
      .map((message) => withoutVariantCode(spec, message))
  })
}

/** A network code that no variant is chosen by: content made at random would not fit the variant. */
function withoutVariantCode<Message extends object>(spec: DialectSpec, message: Message): Message {
  const administration = (message as { readonly 60?: { readonly networkCode?: string } })[60]
  const codes = Object.values(spec.fields).flatMap(({ layout }) =>
    layout?.kind === 'variants' ? layout.variants.flatMap(({ when }) => when.networkCode ?? []) : [],
  )
  if (administration?.networkCode === undefined || !codes.includes(administration.networkCode)) return message
  return { ...message, 60: { ...administration, networkCode: '999' } }
}

const lengthsOf = ({ length }: FieldSpec): { readonly min: number; readonly max: number } =>
  typeof length === 'number' ? { min: length, max: length } : { min: 0, max: Math.min(length.max, 120) }

function arbitraryField(field: FieldSpec, mti: string): fc.Arbitrary<unknown> {
  const { min, max } = lengthsOf(field)
  return field.layout ? arbitraryLayout(field.layout, field, mti) : arbitraryContent(field, min, max)
}

function arbitraryContent(field: FieldSpec, min: number, max: number): fc.Arbitrary<unknown> {
  if (field.content === 'b') return fc.uint8Array({ minLength: min, maxLength: max })
  if (field.content === 'x+n') {
    return fc.tuple(fc.constantFrom('C', 'D'), text('0123456789', min - 1, max - 1)).map((parts) => parts.join(''))
  }
  const chinese = field.encoding === 'gbk' ? '密码错误' : ''
  return text(CHARACTERS[field.content] + chinese, min, chinese ? Math.floor(max / 2) : max)
}

const text = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength })

function arbitraryLayout(layout: LayoutSpec, field: FieldSpec, mti: string): fc.Arbitrary<unknown> {
  switch (layout.kind) {
    case 'ber-tlv': {
      const tag = fc.constantFrom('82', '95', '9A', '9F26', '9F10', '9F36', '5A', 'DF31', 'DF8101', '71')
      return fc.dictionary(tag, fc.uint8Array({ maxLength: 12 }), { noNullPrototype: true })
    }
    case 'tlv-list': {
      const record = fc.record({ '9F06': fc.uint8Array({ maxLength: 8 }), DF05: fc.uint8Array({ maxLength: 8 }) })
      const list = fc.array(record, { maxLength: 3 })
      return fc
        .tuple(fc.constantFrom('0', '1', '2'), list)
        .map(([status, records]) => ({ status, ...Object.fromEntries(records.map((one, i) => [i + 1, one])) }))
    }
    case 'positional': {
      const parts = arbitraryParts(layout.parts, CHARACTERS[field.content as 'n'])
      if (!layout.rest) return parts
      const rest = fc.oneof(arbitraryLayout(layout.rest, field, mti), fc.constant({}))
      return fc.tuple(parts, rest).map(([head, tail]) => ({ ...(head as object), ...(tail as object) }))
    }
    case 'repeated': {
      const records = fc.array(arbitraryParts(layout.parts, CHARACTERS.n), { minLength: 1, maxLength: 8 })
      return records.map((list) => Object.fromEntries(list.map((record, i) => [i + 1, record])))
    }
    case 'tagged':
      return fc.oneof(fc.record({ text: text('abc', 0, 20) }), arbitraryAnyParts(layout.parts))
    case 'delimited': {
      const parts = arbitraryAllParts(layout.parts)
      const value = layout.under === undefined ? parts : parts.map((members) => ({ [layout.under as string]: members }))
      return fc.oneof(value, fc.record({ text: text('abc', 1, 20) }))
    }
    case 'sequence':
      return fc.record(mapValues(layout.fields, (part) => arbitraryField(part, mti)))
    case 'bitmapped':
      return fc.record(
        mapValues(layout.fields, (part) => arbitraryField(part, mti)),
        { requiredKeys: [] },
      )
    default:
      return arbitraryVariant(layout, field, mti)
  }
}

function arbitraryVariant(
  layout: LayoutSpec & { kind: 'variants' },
  field: FieldSpec,
  mti: string,
): fc.Arbitrary<unknown> {
  const first = layout.variants.find(({ when }) => !when.networkCode && (!when.mti || when.mti.includes(mti)))
  if (first) {
    const value = arbitraryLayout(first.layout, field, mti)
    return first.under === undefined ? value : value.map((members) => ({ [first.under as string]: members }))
  }
  // No longer than the shortest variant, so that none of them claims the content.
  return arbitraryContent(field, 0, 20).map((raw) => ({ [layout.otherwise]: raw }))
}

/** Parts at fixed places; of the optional ones any number from the front. */
function arbitraryParts(parts: Readonly<Record<string, PartSpec>>, characters: string): fc.Arbitrary<unknown> {
  const entries = Object.entries(parts)
  const required = entries.filter(([, part]) => !part.optional).length
  const values = fc.tuple(...entries.map(([, part]) => text(characters, part.length as number, part.length as number)))
  return fc
    .tuple(fc.integer({ min: required, max: entries.length }), values)
    .map(([count, all]) => Object.fromEntries(entries.slice(0, count).map(([key], i) => [key, all[i]])))
}

const arbitraryPart = (part: PartSpec): fc.Arbitrary<unknown> =>
  part.as === 'number' ? fc.nat(99) : part.as === 'boolean' ? fc.boolean() : text('ABCabc019.-', 1, 4)
const arbitraryAllParts = (parts: Readonly<Record<string, PartSpec>>): fc.Arbitrary<object> =>
  fc.record(mapValues(parts, arbitraryPart), {
    requiredKeys: Object.keys(parts).filter((key) => !parts[key]?.optional),
  })
const arbitraryAnyParts = (parts: Readonly<Record<string, PartSpec>>): fc.Arbitrary<object> =>
  fc.record(mapValues(parts, arbitraryPart), { requiredKeys: [] })

const mapValues = <T>(
  values: Readonly<Record<string, T>>,
  map: (value: T) => fc.Arbitrary<unknown>,
): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]))

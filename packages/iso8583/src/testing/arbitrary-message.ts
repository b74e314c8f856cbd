import * as fc from 'fast-check'
import type {
  Condition,
  Content,
  DialectSpec,
  FieldSpec,
  LayoutSpec,
  PartSpec,
  VariantsLayout,
} from '../specification.ts'

const CHARACTERS: Readonly<Record<Exclude<Content, 'b' | 'x+n'>, string>> = {
  n: '0123456789',
  a: 'ABCXYZabcxyz ',
  an: 'ABCXYZabcxyz0189 ',
  ans: 'ABCabc019 .,:;!"#%&/()=?*+-_<>@$[]{}^|~`\\\'',
  z: '0123456789D',
}
const MESSAGE_TYPES = ['0100', '0200', '0210', '0320', '0400', '0500', '0800', '0810', '0820', '1200', '2804']

/** Message type and other elements, by which a layout with variants chooses. */
interface Setting {
  readonly mti: string
  readonly elements: Readonly<Record<string, string>>
}

/** Any message that the dialect can write: every subset of its elements, every variant of its layouts. */
export function arbitraryMessage(spec: DialectSpec): fc.Arbitrary<{ readonly mti: string }> {
  return arbitrarySetting(spec).chain((setting) => {
    const fields = Object.entries(spec.fields).map(
      ([number, field]) => [number, arbitraryField(field, setting)] as const,
    )
    return fc
      .record({ mti: fc.constant(setting.mti), ...Object.fromEntries(fields) }, { requiredKeys: ['mti'] })
      .map((message) => inSetting(spec, message, setting))
  })
}

const conditionsOf = (spec: DialectSpec): readonly Condition[] =>
  Object.values(spec.fields).flatMap(({ layout }) =>
    layout?.kind === 'variants' ? layout.variants.map(({ when }) => when) : [],
  )

/** A setting of no variant in particular, or one in which a given variant applies. */
function arbitrarySetting(spec: DialectSpec): fc.Arbitrary<Setting> {
  const mti = fc.constantFrom(...MESSAGE_TYPES)
  const none = mti.map((one) => ({ mti: one, elements: {} }))
  const conditions = conditionsOf(spec)
  if (conditions.length === 0) return none
  const fitting = fc.constantFrom(...conditions).chain((when) =>
    fc.record({
      mti: when.mti ? fc.constantFrom(...when.mti) : mti,
      elements: fc.record(mapValues(when.elements ?? {}, (values) => fc.constantFrom(...values))),
    }),
  )
  return fc.oneof(none, fitting)
}

/** Elements that conditions ask for have the setting's value, or one that no condition has. */
function inSetting(
  spec: DialectSpec,
  message: { readonly mti: string },
  { elements }: Setting,
): { readonly mti: string } {
  const changed: Record<string, unknown> = { ...message }
  const asked = conditionsOf(spec).flatMap((when) => Object.entries(when.elements ?? {}))
  for (const [path, [known = '']] of asked) {
    const [number = '', part] = path.split('.')
    const value = elements[path] ?? '9'.repeat(known.length)
    const members = changed[number] as Record<string, unknown> | undefined
    const isAbsent = part === undefined ? changed[number] === undefined : members?.[part] === undefined
    if (elements[path] === undefined && isAbsent) continue
    changed[number] = part === undefined ? value : { type: '99', batch: '000001', ...members, [part]: value }
  }
  return changed as { readonly mti: string }
}

const applies = (when: Condition, { mti, elements }: Setting): boolean =>
  (when.mti?.includes(mti) ?? true) &&
  Object.entries(when.elements ?? {}).every(([path, values]) => values.includes(elements[path] ?? ''))

const lengthsOf = ({ length }: FieldSpec): { readonly min: number; readonly max: number } =>
  typeof length === 'number' ? { min: length, max: length } : { min: 0, max: Math.min(length.max, 120) }

function arbitraryField(field: FieldSpec, setting: Setting): fc.Arbitrary<unknown> {
  const { min, max } = lengthsOf(field)
  return field.layout ? arbitraryLayout(field.layout, field, setting) : arbitraryContent(field, min, max)
}

function arbitraryContent(field: FieldSpec, min: number, max: number): fc.Arbitrary<unknown> {
  if (field.content === 'b') return fc.uint8Array({ minLength: min, maxLength: max })
  if (field.content === 'x+n') {
    return fc.tuple(fc.constantFrom('C', 'D'), text('0123456789', min - 1, max - 1)).map((parts) => parts.join(''))
  }
  const chinese = field.encoding === 'gbk' && min < max ? '密码错误' : ''
  return text(CHARACTERS[field.content] + chinese, min, chinese ? Math.floor(max / 2) : max)
}

const text = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength })

function arbitraryLayout(layout: LayoutSpec, field: FieldSpec, setting: Setting): fc.Arbitrary<unknown> {
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
        .map(([status, records]) => ({ status, ...numbered(records) }))
    }
    case 'positional': {
      const parts = arbitraryParts(layout.parts, CHARACTERS[field.content as 'n'])
      if (!layout.rest) return parts
      const rest = fc.oneof(arbitraryLayout(layout.rest, field, setting), fc.constant({}))
      return fc.tuple(parts, rest).map(([head, tail]) => ({ ...(head as object), ...(tail as object) }))
    }
    case 'repeated': {
      const size = Object.values(layout.parts).reduce((sum, { length = 0 }) => sum + length, 0)
      const most = Math.min(8, Math.floor((lengthsOf(field).max - layout.countDigits) / size))
      const record = arbitraryParts(layout.parts, CHARACTERS.n)
      return fc.array(record, { minLength: 1, maxLength: most }).map(numbered)
    }
    case 'tagged':
      return fc.oneof(fc.record({ text: text('abc', 1, 20) }), arbitraryAnyParts(layout.parts))
    case 'delimited': {
      const parts = arbitraryAllParts(layout.parts)
      const value = layout.under === undefined ? parts : parts.map((members) => ({ [layout.under as string]: members }))
      return fc.oneof(value, fc.record({ text: text('abc', 1, 20) }))
    }
    case 'sequence':
      return arbitrarySequence(layout.fields, setting)
    case 'records': {
      const records = fc.array(arbitrarySequence(layout.fields, setting), { maxLength: 3 })
      return fc
        .tuple(arbitrarySequence(layout.head, setting), records)
        .map(([head, list]) => ({ ...head, ...numbered(list) }))
    }
    case 'bitmapped':
    case 'tagged-fields':
      return fc.record(
        mapValues(layout.fields, (part) => arbitraryField(part, setting)),
        { requiredKeys: [] },
      )
    default:
      return arbitraryVariant(layout, field, setting)
  }
}

const numbered = (list: readonly unknown[]): object => Object.fromEntries(list.map((one, i) => [i + 1, one]))

/** Fields in a row; of the optional ones at the end all or none, as keys come with their check values. */
function arbitrarySequence(fields: Readonly<Record<string, FieldSpec>>, setting: Setting): fc.Arbitrary<object> {
  const all = mapValues(fields, (part) => arbitraryField(part, setting))
  const required = Object.keys(fields).filter((key) => !fields[key]?.optional)
  return fc.boolean().chain((whole) => {
    const keys = whole ? Object.keys(all) : required
    return fc.record(Object.fromEntries(keys.map((key) => [key, all[key] as fc.Arbitrary<unknown>])))
  })
}

function arbitraryVariant(layout: VariantsLayout, field: FieldSpec, setting: Setting): fc.Arbitrary<unknown> {
  const applying = layout.variants.filter(({ when }) => applies(when, setting))
  // Behind one that takes any length none has a turn.
  const last = applying.findIndex(({ when }) => when.lengths === undefined)
  const choices = last < 0 ? applying : applying.slice(0, last + 1)
  const values = choices.map(({ under, layout: inner }) => {
    const value = arbitraryLayout(inner, field, setting)
    return under === undefined ? value : value.map((members) => ({ [under]: members }))
  })
  // Content of any other length than a variant has is nobody's.
  const lengths = choices.map(({ when }) => when.lengths)
  if (last >= 0) return fc.oneof(...values)
  const raw = arbitraryContent(field, 0, 20)
    .filter((content) => !lengths.flat().includes((content as string | Uint8Array).length))
    .map((content) => ({ [layout.otherwise]: content }))
  return fc.oneof(raw, ...values)
}

/** Parts at fixed places; of the optional ones any number from the front. */
function arbitraryParts(parts: Readonly<Record<string, PartSpec>>, characters: string): fc.Arbitrary<unknown> {
  const entries = Object.entries(parts)
  const required = entries.filter(([, part]) => !part.optional).length
  // A part without a length is the last one and takes the rest.
  const values = fc.tuple(...entries.map(([, { length }]) => text(characters, length ?? 1, length ?? 5)))
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

const mapValues = <T, U>(
  values: Readonly<Record<string, T>>,
  map: (value: T) => fc.Arbitrary<U>,
): Record<string, fc.Arbitrary<U>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]))

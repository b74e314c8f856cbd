import { err, fromHex, isHex, ok, type Result, toHex } from '@fiftyfive/kernel'
import type { Dialect } from '../dialect.ts'
import type { CodecError } from '../error.ts'
import { isMembers, type Members } from '../layouts/layout.ts'
import { maskMessage } from '../mask.ts'
import type { FieldSpec, LayoutSpec, RecordsLayout, TaggedFieldsLayout, Variant } from '../specification.ts'

/**
 * A message as JSON: element numbers as keys, text as text, bytes as upper-case hex, parts by name. `masked` is fit for
 * logs and cannot be turned back; `clear` holds card data and can.
 */
export function messageToJson<Message extends { readonly mti: string }>(
  dialect: Dialect<Message>,
  message: Message,
  form: 'masked' | 'clear',
): unknown {
  return form === 'masked' ? maskMessage(dialect.spec, message) : plain(message)
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value)
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, plain(member)]])),
  )
}

/** The message that JSON of the clear form describes. Whether its values fit is for `encode` to say. */
export function messageFromJson<Message extends { readonly mti: string }>(
  dialect: Dialect<Message>,
  json: unknown,
): Result<Message, CodecError> {
  if (!isMembers(json) || typeof json['mti'] !== 'string') return refuse('mti', 'an object with "mti"', 'another value')
  const message: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(json)) {
    const field = key === 'mti' ? undefined : dialect.spec.fields[Number(key)]
    if (key !== 'mti' && !field) return refuse(key, `an element of ${dialect.spec.id}`, 'another name')
    const parsed = field ? fieldFromJson(field, key, value) : ok(value)
    if (!parsed.ok) return parsed
    message[key] = parsed.value
  }
  return ok(message as Message)
}

const refuse = (path: string, expected: string, found: string): Result<never, CodecError> =>
  err({ path, offset: 0, expected, found, reason: 'type' })

function fieldFromJson(field: FieldSpec, path: string, value: unknown): Result<unknown, CodecError> {
  const isBinary = field.content === 'b'
  if (isMembers(value) && field.layout) return membersFromJson(field.layout, isBinary, path, value)
  return isBinary ? bytesFromJson(path, value) : ok(value)
}

function bytesFromJson(path: string, value: unknown): Result<unknown, CodecError> {
  if (typeof value === 'string' && isHex(value)) return ok(fromHex(value))
  return refuse(path, 'bytes as hex', 'another value')
}

function membersFromJson(
  layout: LayoutSpec,
  isBinary: boolean,
  path: string,
  value: Members,
): Result<unknown, CodecError> {
  const members: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    const parsed = memberFromJson(layout, isBinary, key, `${path}.${key}`, member)
    if (!parsed.ok) return parsed
    members[key] = parsed.value
  }
  return ok(members)
}

const RECORD: LayoutSpec = { kind: 'ber-tlv', sensitiveTags: {} }

function memberFromJson(
  layout: LayoutSpec,
  isBinary: boolean,
  key: string,
  path: string,
  value: unknown,
): Result<unknown, CodecError> {
  if (layout.kind === 'ber-tlv') return bytesFromJson(path, value)
  if (layout.kind === 'tlv-list') {
    return isMembers(value) ? membersFromJson(RECORD, isBinary, path, value) : ok(value)
  }
  if (layout.kind === 'tagged-fields' || layout.kind === 'records')
    return partFromJson(layout, isBinary, key, path, value)
  if (layout.kind === 'sequence' || layout.kind === 'bitmapped') {
    const field = (layout.fields as Readonly<Record<string, FieldSpec>>)[key]
    return field ? fieldFromJson(field, path, value) : refuse(path, 'a part of this field', 'another name')
  }
  if (layout.kind !== 'variants') return ok(value)
  const variants = layout.variants.filter(({ under }) => under === key)
  if (variants.length > 0 && isMembers(value)) return firstFromJson(variants, isBinary, path, value)
  return key === layout.otherwise && isBinary ? bytesFromJson(path, value) : ok(value)
}

/** Variants of one name, told apart by length, differ in the members that they may have. */
function firstFromJson(
  variants: readonly Variant[],
  isBinary: boolean,
  path: string,
  value: Members,
): Result<unknown, CodecError> {
  let result: Result<unknown, CodecError> = refuse(path, 'a part of this field', 'another name')
  for (const { layout } of variants) {
    result = membersFromJson(layout, isBinary, path, value)
    if (result.ok) return result
  }
  return result
}

/** A field by its name, a value of a tag without a name, or the fields of a record by its number. */
function partFromJson(
  layout: TaggedFieldsLayout | RecordsLayout,
  isBinary: boolean,
  key: string,
  path: string,
  value: unknown,
): Result<unknown, CodecError> {
  const named = layout.kind === 'records' ? layout.head[key] : layout.fields[key]
  if (named) return fieldFromJson(named, path, value)
  if (!isMembers(value)) return refuse(path, 'a part of this field', 'another name')
  if (layout.kind === 'records')
    return membersFromJson({ kind: 'sequence', fields: layout.fields }, isBinary, path, value)
  const { other } = layout
  if (key !== 'other' || !other) return refuse(path, 'a part of this field', 'another name')
  const fields = Object.fromEntries(Object.keys(value).map((tag) => [tag, other]))
  return membersFromJson({ kind: 'sequence', fields }, isBinary, path, value)
}

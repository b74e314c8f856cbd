import { fromHex, isHex, toHex } from '@fiftyfive/kernel'
import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import { kindOf } from '../error.ts'
import { Field } from '../field.ts'
import type { TaggedFieldsLayout } from '../specification.ts'
import type { Writer } from '../wire/cursor.ts'
import { isMembers, type Layout, type Members } from './layout.ts'
import { handUp, innerCursor, innerWriter } from './sequence.ts'

/** Tag and field, again and again. A tag that comes twice is refused, because one of the two would be lost. */
export function taggedFields(spec: TaggedFieldsLayout, path: string): Layout {
  const tagField = new Field(`${path}.tag`, spec.tag)
  const named = Object.entries(spec.fields).map(([key, field]) => ({
    key,
    tag: field.tag,
    field: new Field(`${path}.${key}`, field),
  }))
  const byTag = new Map(named.map((one) => [one.tag, one]))
  const byKey = new Map(named.map((one) => [one.key, one]))
  const otherField = (tag: string): Field | undefined => spec.other && new Field(`${path}.${tag}`, spec.other)
  const write = (writer: Writer, tag: string, field: Field, value: unknown): boolean =>
    encodeField(writer, tagField, tagField.isBinary ? (isHex(tag) ? fromHex(tag) : undefined) : tag) &&
    encodeField(writer, field, value)

  return {
    decode(content, scope, offset) {
      const cursor = innerCursor(content as Uint8Array, scope)
      const values: Record<string, unknown> = {}
      const other: Record<string, unknown> = {}
      while (cursor.offset < cursor.end) {
        const at = offset + cursor.offset
        const read = decodeField(cursor, tagField)
        if (read === undefined) return handUp(cursor, scope, offset)
        // Tags of bytes are named in hex.
        const tag = read instanceof Uint8Array ? toHex(read) : (read as string)
        const known = byTag.get(tag)
        const field = known?.field ?? otherField(tag)
        if (!field) return scope.fail(`${path}.${tag}`, at, 'structure', 'a tag of this field', 'another')
        const [members, key] = known ? [values, known.key] : [other, tag]
        if (key in members) return scope.fail(field.path, at, 'structure', 'each tag once', 'it twice')
        members[key] = decodeField(cursor, field)
        if (cursor.error) return handUp(cursor, scope, offset)
      }
      return Object.keys(other).length > 0 ? { ...values, other } : values
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const writer = innerWriter(scope)
      for (const [key, member] of Object.entries(value)) {
        if (member === undefined || key === 'other') continue
        const known = byKey.get(key)
        if (!known) return scope.fail(`${path}.${key}`, 0, 'unknown-field', 'a part of this field', 'another name')
        if (!write(writer, known.tag, known.field, member)) return handUp(writer, scope, 0)
      }
      for (const [tag, member] of Object.entries((value['other'] ?? {}) as Members)) {
        const field = byTag.has(tag) ? undefined : otherField(tag)
        if (!field) return scope.fail(`${path}.${tag}`, 0, 'structure', 'a tag that has no name', 'another')
        if (!write(writer, tag, field, member)) return handUp(writer, scope, 0)
      }
      return writer.take()
    },
  }
}

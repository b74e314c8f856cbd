import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import { kindOf } from '../error.ts'
import { Field } from '../field.ts'
import type { FieldSpec, RecordsLayout } from '../specification.ts'
import type { Cursor, Writer } from '../wire/cursor.ts'
import { isMembers, type Layout } from './layout.ts'
import { handUp, innerCursor, innerWriter } from './sequence.ts'

type Named = readonly (readonly [key: string, field: Field])[]

/** A head, then records of one form up to the end of the content. */
export function records(spec: RecordsLayout, path: string): Layout {
  const head = compiled(spec.head, path)
  const record = compiled(spec.fields, path)
  return {
    decode(content, scope, offset) {
      const cursor = innerCursor(content as Uint8Array, scope)
      const value = readAll(cursor, head)
      for (let number = 1; cursor.offset < cursor.end && !cursor.error; number++)
        value[number] = readAll(cursor, record)
      return cursor.error ? handUp(cursor, scope, offset) : value
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const writer = innerWriter(scope)
      if (!writeAll(writer, head, value)) return handUp(writer, scope, 0)
      const keys = Object.keys(value).filter((key) => !(key in spec.head))
      for (const [index, key] of keys.entries()) {
        const members = value[key]
        if (key !== String(index + 1) || !isMembers(members)) {
          return scope.fail(`${path}.${key}`, 0, 'structure', 'records 1, 2, 3 and so on', 'another')
        }
        if (!writeAll(writer, record, members)) return handUp(writer, scope, 0)
      }
      return writer.take()
    },
  }
}

const compiled = (fields: { readonly [key: string]: FieldSpec }, path: string): Named =>
  Object.entries(fields).map(([key, field]) => [key, new Field(`${path}.${key}`, field)])

function readAll(cursor: Cursor, fields: Named): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [key, field] of fields) {
    values[key] = decodeField(cursor, field)
    if (cursor.error) break
  }
  return values
}

const writeAll = (writer: Writer, fields: Named, values: Readonly<Record<string, unknown>>): boolean =>
  fields.every(([key, field]) => encodeField(writer, field, values[key]))

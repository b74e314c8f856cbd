import { decodeField, encodeField, Field } from '../field.ts'
import { kindOf } from '../error.ts'
import type { SequenceLayout } from '../specification.ts'
import { Cursor, Writer } from '../wire/cursor.ts'
import { isMembers, type Layout } from './layout.ts'

/** Fields one after the other, all present, filling the content exactly. */
export function sequence(spec: SequenceLayout, path: string): Layout {
  const fields = Object.entries(spec.fields).map(([key, field]) => [key, new Field(`${path}.${key}`, field)] as const)
  return {
    decode(content, scope, offset) {
      const cursor = new Cursor(content as Uint8Array)
      cursor.mti = scope.mti
      cursor.message = scope.message
      const values: Record<string, unknown> = {}
      for (const [key, field] of fields) {
        if (cursor.offset === cursor.end && field.spec.optional) break
        values[key] = decodeField(cursor, field)
        if (cursor.error) {
          const { error } = cursor
          return scope.fail(error.path, offset + error.offset, error.reason, error.expected, error.found)
        }
      }
      if (cursor.offset < cursor.end) {
        return scope.fail(
          path,
          offset + cursor.offset,
          'trailing',
          'the end',
          `${cursor.end - cursor.offset} bytes more`,
        )
      }
      return values
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const writer = new Writer()
      writer.mti = scope.mti
      writer.message = scope.message
      for (const [key, field] of fields) {
        if (value[key] === undefined && field.spec.optional) continue
        if (!encodeField(writer, field, value[key])) {
          scope.error ??= writer.error
          return undefined
        }
      }
      return writer.take()
    },
  }
}

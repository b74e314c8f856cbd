import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import { kindOf, type Scope } from '../error.ts'
import { Field } from '../field.ts'
import type { SequenceLayout } from '../specification.ts'
import { Cursor, Writer } from '../wire/cursor.ts'
import { isMembers, type Layout } from './layout.ts'

/** A cursor over the content of a field, which knows the message that the field is in. */
export function innerCursor(content: Uint8Array, scope: Scope): Cursor {
  const cursor = new Cursor()
  cursor.start(content)
  cursor.mti = scope.mti
  cursor.message = scope.message
  return cursor
}

/** What the content of a field takes mostly. */
const INNER_BYTES = 256

export function innerWriter(scope: Scope): Writer {
  const writer = new Writer(INNER_BYTES)
  writer.mti = scope.mti
  writer.message = scope.message
  return writer
}

/** Hands an error inside a field to the message, with the offset counted from the message's first byte. */
export function handUp(inner: Scope, scope: Scope, offset: number): undefined {
  const { error } = inner
  return error && scope.fail(error.path, offset + error.offset, error.reason, error.expected, error.found)
}

/** Fields one after the other, filling the content exactly. */
export function sequence(spec: SequenceLayout, path: string): Layout {
  const fields = Object.entries(spec.fields).map(([key, field]) => [key, new Field(`${path}.${key}`, field)] as const)
  return {
    decode(content, scope, offset) {
      const cursor = innerCursor(content as Uint8Array, scope)
      const values: Record<string, unknown> = {}
      for (const [key, field] of fields) {
        if (cursor.offset === cursor.end && field.spec.optional) break
        values[key] = decodeField(cursor, field)
        if (cursor.error) return handUp(cursor, scope, offset)
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
      const writer = innerWriter(scope)
      for (const [key, field] of fields) {
        if (value[key] === undefined && field.spec.optional) continue
        if (!encodeField(writer, field, value[key])) return handUp(writer, scope, 0)
      }
      return writer.take()
    },
  }
}

import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import { kindOf } from '../error.ts'
import { Field } from '../field.ts'
import type { BitmappedLayout } from '../specification.ts'
import { isMembers, type Layout } from './layout.ts'
import { handUp, innerCursor, innerWriter } from './sequence.ts'

/** A bitmap of its own, then the parts whose bits are set. */
export function bitmapped(spec: BitmappedLayout, path: string): Layout {
  const fields = Object.entries(spec.fields).map(
    ([key, field]) => [Number(key), new Field(`${path}.${key}`, field)] as const,
  )
  const known = new Set(fields.map(([number]) => number))
  return {
    decode(content, scope, offset) {
      const cursor = innerCursor(content as Uint8Array, scope)
      if (!cursor.has(spec.bitmapBytes, path)) return handUp(cursor, scope, offset)
      cursor.offset = spec.bitmapBytes
      const isSet = (number: number): boolean =>
        ((cursor.bytes[(number - 1) >> 3] as number) & (0x80 >> ((number - 1) & 7))) !== 0
      for (let number = 1; number <= spec.bitmapBytes * 8; number++) {
        if (isSet(number) && !known.has(number)) {
          return scope.fail(`${path}.${number}`, offset, 'unknown-field', 'a part of this field', 'its bit set')
        }
      }
      const values: Record<string, unknown> = {}
      for (const [number, field] of fields) {
        if (!isSet(number)) continue
        values[number] = decodeField(cursor, field)
        if (cursor.error) return handUp(cursor, scope, offset)
      }
      if (cursor.offset === cursor.end) return values
      return scope.fail(path, offset + cursor.offset, 'trailing', 'the end', `${cursor.end - cursor.offset} bytes more`)
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const unknown = Object.keys(value).find((key) => !known.has(Number(key)) && value[key] !== undefined)
      if (unknown !== undefined) {
        return scope.fail(`${path}.${unknown}`, 0, 'unknown-field', 'a part of this field', 'another name')
      }
      const writer = innerWriter(scope)
      const bitmap = new Uint8Array(spec.bitmapBytes)
      writer.reserve(spec.bitmapBytes)
      writer.offset += spec.bitmapBytes
      for (const [number, field] of fields) {
        if (value[number] === undefined) continue
        bitmap[(number - 1) >> 3] = (bitmap[(number - 1) >> 3] as number) | (0x80 >> ((number - 1) & 7))
        if (!encodeField(writer, field, value[number])) return handUp(writer, scope, 0)
      }
      const content = writer.take()
      content.set(bitmap)
      return content
    },
  }
}

import { kindOf } from '../error.ts'
import type { RepeatedLayout } from '../specification.ts'
import { isMembers, type Layout } from './layout.ts'
import { positional } from './text.ts'

/** A count, then as many records of one form; keyed 1, 2, 3 and so on. */
export function repeated(spec: RepeatedLayout, path: string): Layout {
  const most = spec.countDigits === 0 ? 999 : 10 ** spec.countDigits - 1
  const record = positional({ kind: 'positional', parts: spec.parts }, path)
  const size = Object.values(spec.parts).reduce((sum, part) => sum + (part.length ?? 0), 0)
  return {
    decode(content, scope, offset) {
      const text = content as string
      const count = spec.countDigits === 0 ? Math.ceil(text.length / size) : Number(text.slice(0, spec.countDigits))
      const expected = spec.countDigits + count * size
      if (text.length !== expected) {
        return scope.fail(path, offset, 'structure', `${expected} characters for ${count} records`, String(text.length))
      }
      const records: Record<number, unknown> = {}
      for (let i = 0; i < count; i++) {
        const start = spec.countDigits + i * size
        const value = record.decode(text.slice(start, start + size), scope, offset)
        if (value === undefined) return undefined
        records[i + 1] = value
      }
      return records
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const keys = Object.keys(value)
      if (keys.some((key, i) => key !== String(i + 1)) || keys.length > most) {
        return scope.fail(path, 0, 'structure', `records 1, 2, 3 and so on, at most ${most}`, 'others')
      }
      let text = spec.countDigits === 0 ? '' : String(keys.length).padStart(spec.countDigits, '0')
      for (const key of keys) {
        const piece = record.encode(value[key], scope)
        if (piece === undefined) return undefined
        text += piece as string
      }
      return text
    },
  }
}

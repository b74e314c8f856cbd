import { kindOf, type Scope } from '../error.ts'
import type { DelimitedLayout, PartSpec, PositionalLayout, TaggedLayout } from '../specification.ts'
import { isMembers, type Layout, type Members } from './layout.ts'

const fromText = (part: PartSpec, text: string): unknown =>
  part.as === 'number' ? Number(text) : part.as === 'boolean' ? text === '1' : text

/** Whether the text is the one way to write a value of the part's type, so that encoding gives the same bytes. */
function isValidText(part: PartSpec, text: string): boolean {
  if (part.as === 'boolean') return text === '0' || text === '1'
  if (part.as !== 'number') return true
  return part.length === undefined ? /^(0|[1-9]\d{0,8})$/.test(text) : /^\d{1,9}$/.test(text)
}

/** The text of a part's value; undefined for a value of the wrong kind. */
function toText(part: PartSpec, value: unknown): string | undefined {
  if (part.as === 'boolean') return typeof value === 'boolean' ? (value ? '1' : '0') : undefined
  if (part.as !== 'number') return typeof value === 'string' ? value : undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 999_999_999) return undefined
  return part.length === undefined ? String(value) : String(value).padStart(part.length, '0')
}

const failsPart = (scope: Scope, path: string, part: PartSpec, value: unknown): undefined =>
  scope.fail(
    path,
    0,
    'type',
    part.as === 'number' ? 'a whole number' : part.as === 'boolean' ? 'true or false' : 'text',
    kindOf(value),
  )

export function positional(spec: PositionalLayout, path: string): Layout {
  const parts = Object.entries(spec.parts)
  const keys = parts.map(([key]) => key)
  const forms = parts.map(([, part]) => part)
  /** Text of fixed length, which nearly all parts are: nothing to check and nothing to convert. */
  const lengths = forms.map((part) => (part.as === undefined ? (part.length ?? -1) : -1))
  const rest = spec.rest && (spec.rest.kind === 'tagged' ? tagged(spec.rest, path) : delimited(spec.rest, path))
  return {
    decode(content, scope, offset) {
      const text = content as string
      const value: Record<string, unknown> = {}
      let at = 0
      for (let i = 0; i < keys.length; i++) {
        const end = at + (lengths[i] as number)
        if (end > at && end <= text.length) {
          value[keys[i] as string] = text.slice(at, end)
          at = end
          continue
        }
        const part = forms[i] as PartSpec
        if (at === text.length && part.optional) break
        const length = part.length ?? text.length - at
        const piece = text.slice(at, at + length)
        if (piece.length < length || !isValidText(part, piece)) {
          return scope.fail(`${path}.${keys[i]}`, offset, 'structure', `${length} characters`, `${piece.length}`)
        }
        value[keys[i] as string] = fromText(part, piece)
        at += length
      }
      if (rest && at < text.length) return Object.assign(value, rest.decode(text.slice(at), scope, offset))
      if (at === text.length) return value
      const tail = text.slice(at)
      if (spec.fill ? tail !== spec.fill.character.repeat(tail.length) : tail !== '') {
        return scope.fail(path, offset, 'trailing', 'the end of the last part', `${tail.length} characters more`)
      }
      return value
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      let text = ''
      let left: string | undefined
      for (const [key, part] of parts) {
        if (value[key] === undefined && part.optional) {
          left ??= key
          continue
        }
        const piece = toText(part, value[key])
        if (piece === undefined) return failsPart(scope, `${path}.${key}`, part, value[key])
        if (left !== undefined) return scope.fail(`${path}.${left}`, 0, 'missing', `a value before ${key}`, 'none')
        if (part.length !== undefined && piece.length !== part.length) {
          return scope.fail(`${path}.${key}`, 0, 'length', `${part.length} characters`, `${piece.length}`)
        }
        text += piece
      }
      if (rest && Object.keys(value).some((key) => !(key in spec.parts) && value[key] !== undefined)) {
        const tail = rest.encode(value, scope)
        if (tail === undefined) return undefined
        text += tail as string
      }
      return spec.fill ? text.padEnd(spec.fill.length, spec.fill.character) : text
    },
  }
}

/** Tags that the layout does not name stay available in `other`. */
export function tagged(spec: TaggedLayout, path: string): Layout {
  const parts = Object.entries(spec.parts)
  const byTag = new Map(parts.map(([key, part]) => [part.tag, [key, part] as const]))
  const width = spec.tagLength + spec.lengthDigits
  const decodeItems = (text: string): Members | undefined => {
    const value: Record<string, unknown> = {}
    const other: Record<string, string> = {}
    for (let at = spec.prefix.length; at < text.length;) {
      const tag = text.slice(at, at + spec.tagLength)
      const count = text.slice(at + spec.tagLength, at + width)
      const end = at + width + Number(count)
      if (!/^\d+$/.test(count) || count.length < spec.lengthDigits || end > text.length) return undefined
      const content = text.slice(at + width, end)
      const [key, part] = byTag.get(tag) ?? [undefined, {}]
      if (!isValidText(part, content) || (key ?? tag) in (key === undefined ? other : value)) return undefined
      if (key === undefined) other[tag] = content
      else value[key] = fromText(part, content)
      at = end
    }
    return Object.keys(other).length > 0 ? { ...value, other } : value
  }
  const item = (tag: string, text: string, scope: Scope): string | undefined => {
    if (tag.length === spec.tagLength && String(text.length).length <= spec.lengthDigits) {
      return tag + String(text.length).padStart(spec.lengthDigits, '0') + text
    }
    return scope.fail(
      `${path}.${tag}`,
      0,
      'length',
      `a tag of ${spec.tagLength} characters and a short value`,
      'another',
    )
  }
  return {
    // Text that has the prefix and yet does not follow the layout is somebody else's: kept whole, as it came.
    decode: (content) =>
      ((content as string).startsWith(spec.prefix) ? decodeItems(content as string) : undefined) ?? { text: content },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      if (typeof value['text'] === 'string') return value['text']
      let text = spec.prefix
      for (const [key, part] of parts) {
        if (value[key] === undefined) continue
        const content = toText(part, value[key])
        if (content === undefined) return failsPart(scope, `${path}.${key}`, part, value[key])
        const piece = item(part.tag, content, scope)
        if (piece === undefined) return undefined
        text += piece
      }
      for (const [tag, content] of Object.entries((value['other'] ?? {}) as Record<string, string>)) {
        const piece = item(tag, content, scope)
        if (piece === undefined) return undefined
        text += piece
      }
      return text
    },
  }
}

export function delimited(spec: DelimitedLayout, path: string): Layout {
  const parts = Object.entries(spec.parts)
  const decodeParts = (text: string): Members | undefined => {
    const pieces = text.slice(spec.prefix.length).split(spec.separator)
    if (pieces.length !== parts.length) return undefined
    const value: Record<string, unknown> = {}
    for (const [i, [key, part]] of parts.entries()) {
      const piece = pieces[i] as string
      if (piece === '' && part.optional) continue
      if (!isValidText(part, piece)) return undefined
      value[key] = fromText(part, piece)
    }
    return spec.under === undefined ? value : { [spec.under]: value }
  }
  return {
    decode: (content) =>
      ((content as string).startsWith(spec.prefix) ? decodeParts(content as string) : undefined) ?? { text: content },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      if (typeof value['text'] === 'string') return value['text']
      const members = spec.under === undefined ? value : value[spec.under]
      if (!isMembers(members)) return scope.fail(path, 0, 'type', 'an object', kindOf(members))
      const pieces: string[] = []
      for (const [key, part] of parts) {
        const piece = members[key] === undefined && part.optional ? '' : toText(part, members[key])
        if (piece === undefined || piece.includes(spec.separator)) {
          return failsPart(scope, `${path}.${key}`, part, members[key])
        }
        pieces.push(piece)
      }
      return spec.prefix + pieces.join(spec.separator)
    },
  }
}

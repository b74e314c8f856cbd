/** Why bytes or values were refused. */
export type Reason =
  | 'truncated'
  | 'trailing'
  | 'message-type'
  | 'bitmap'
  | 'unknown-field'
  | 'length'
  | 'content'
  | 'padding'
  | 'missing'
  | 'structure'
  | 'type'

/** What is wrong with a message, fit for a log: `found` never holds card data, PIN blocks or keys. */
export interface CodecError {
  /** `2`, `60.batch`, `55.9F26`; `mti`, `bitmap`, `frame` or `message` for the parts without a number. */
  readonly path: string
  /** Byte offset: in the bytes when decoding, in what was written so far when encoding. */
  readonly offset: number
  readonly expected: string
  readonly found: string
  readonly reason: Reason
}

/** One line for a log or a terminal window. */
export const formatCodecError = (error: CodecError): string =>
  `${error.path} at byte ${error.offset}: expected ${error.expected}, found ${error.found} (${error.reason})`

/**
 * What one decode or encode run knows: the message so far, which decides the layout of some private fields, and the
 * first error. Failing is a value here, not an exception, because bad bytes are an ordinary event on a public port.
 */
export class Scope {
  mti = ''
  message: Readonly<Record<number, unknown>> = {}
  error: CodecError | undefined = undefined

  fail(path: string, offset: number, reason: Reason, expected: string, found: string): undefined {
    this.error ??= { path, offset, expected, found, reason }
    return undefined
  }
}

/** The kind of a value, for messages about a value of the wrong kind. Says nothing of its content. */
export function kindOf(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (typeof value === 'string') return `text of ${value.length} characters`
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

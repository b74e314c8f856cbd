import type { Result } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import { type ClearJson, clearJson } from '../json/clear-json.ts'
import type { AnyDialect } from './guess.ts'

/** A message found in an input, with where it was found. */
export interface CapturedMessage {
  /** `10.0.0.7:42000 > 10.0.0.1:9000`, `stream 1`, or the direction of a log entry. */
  readonly source: string
  /** When it was seen complete, in milliseconds since 1970, if the input says so. */
  readonly at?: number
  readonly dialect: string
  readonly framing: string
  readonly tpdu?: string
  readonly header?: string
  readonly message: Result<{ readonly mti: string }, CodecError>
  /** Elements of a logged message that it goes without: those that the log hides, and parts that the dialect has not. */
  readonly leftOut?: readonly string[]
  /** The message as JSON in the clear. A function, because nobody logs a function by mistake. */
  readonly inTheClear: () => ClearJson | undefined
}

export interface CaptureOptions {
  /** Dialects to choose from, or the one to use. */
  readonly dialects: readonly AnyDialect[]
  /** Name of a framing, or `none`; guessed when absent. */
  readonly framing?: string
}

export const seen = (at: number | undefined): { at?: number } => (at === undefined || Number.isNaN(at) ? {} : { at })

export function decoded(dialect: AnyDialect, body: Uint8Array): Pick<CapturedMessage, 'message' | 'inTheClear'> {
  const message = dialect.decode(body)
  return { message, inTheClear: () => (message.ok ? clearJson(dialect, message.value, body) : undefined) }
}

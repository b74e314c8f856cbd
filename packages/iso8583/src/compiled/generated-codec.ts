import type { BitWords } from '../bitmap.ts'
import type { Field } from '../field.ts'
import type { AnyMessage } from '../message.ts'
import type { DialectSpec } from '../specification.ts'
import type { Cursor, Writer } from '../wire/cursor.ts'

/** What `generateCodec` writes for a dialect. */
export interface GeneratedCodec {
  /**
   * The message that the cursor's bytes hold; undefined for anything that is wrong or unusual, which the table-driven codec
   * is to handle from the start.
   */
  decode(cursor: Cursor, spec: DialectSpec, fields: readonly (Field | undefined)[]): AnyMessage | undefined
  /**
   * Writes the elements from `start` on and no further than `end`, and fills the bitmap. Where they end, or -1 for a
   * message that the table-driven codec is to handle.
   */
  encode(
    message: AnyMessage,
    writer: Writer,
    start: number,
    end: number,
    words: BitWords,
    fields: readonly (Field | undefined)[],
  ): number
}

import type { Result } from '@fiftyfive/kernel'
import type { GeneratedCodec } from './compiled/generated-codec.ts'
import { Decoder } from './decoder.ts'
import { Encoder } from './encoder.ts'
import type { CodecError } from './error.ts'
import { Field } from './field.ts'
import { MacEditor } from './mac.ts'
import type { MessageOf } from './message-type.ts'
import type { DialectSpec, FieldSpec, FieldSpecs } from './specification.ts'

/** A codec for one dialect. Bytes begin with the message type: TPDU, header and length are the framing's business. */
export interface Dialect<Message> {
  readonly spec: DialectSpec
  /**
   * The message, every byte of it checked. Its binary values are views into `bytes`. It prints masked in logs, JSON and
   * `util.inspect`; a spread copy does not.
   */
  decode(bytes: Uint8Array): Result<Message, CodecError>
  /**
   * A few elements, for code that routes a message on without reading the rest: undefined where the message has none.
   * The structure is checked to the last byte, the content of these elements only.
   */
  peek<const Numbers extends readonly (keyof Message & number)[]>(
    bytes: Uint8Array,
    numbers: Numbers,
  ): Result<{ readonly [Index in keyof Numbers]: Message[Numbers[Index]] | undefined }, CodecError>
  /** The bytes are a view into memory shared with other messages: copy before handing `.buffer` to anybody. */
  encode(message: Message): Result<Uint8Array<ArrayBuffer>, CodecError>
  /** The bytes that the message authentication code covers: from the message type to the element before DE 64 or 128. */
  macInput(encoded: Uint8Array): Result<Uint8Array, CodecError>
  /** A copy of an encoded message that ends with DE 64 or 128, with that element replaced by the 8-byte `mac`. */
  withMac(encoded: Uint8Array, mac: Uint8Array): Uint8Array<ArrayBuffer>
}

/** A codec for the specification; `generated` is what `npm run generate` wrote for it, which makes it faster. */
export function createDialect<const Fields extends FieldSpecs>(
  spec: DialectSpec<Fields>,
  generated?: GeneratedCodec,
): Dialect<MessageOf<Fields>> {
  const fields: (Field | undefined)[] = []
  for (let number = 0; number <= spec.fieldsMax; number++) {
    const field = (spec.fields as FieldSpecs)[number]
    fields.push(field && new Field(String(number), field))
  }
  const decoder = new Decoder(spec, fields, generated)
  const encoder = new Encoder(spec, fields, generated)
  const macEditor = new MacEditor(spec, fields)
  return {
    spec,
    decode: (bytes) => decoder.decode(bytes) as Result<MessageOf<Fields>, CodecError>,
    peek: (bytes, numbers) => decoder.peek(bytes, numbers) as Result<never, CodecError>,
    encode: (message) => encoder.encode(message),
    macInput: (encoded) => macEditor.input(encoded),
    withMac: (encoded, mac) => macEditor.replace(encoded, mac),
  }
}

/**
 * The same dialect with every element but the `divided` ones whole: text or bytes as they lie on the wire, parts not taken
 * apart.
 */
export function withoutLayouts(
  spec: DialectSpec,
  generated?: GeneratedCodec,
  divided: readonly string[] = [],
): Dialect<{ readonly mti: string }> {
  const fields: Record<string, FieldSpec> = {}
  for (const [number, field] of Object.entries(spec.fields)) {
    const { layout, ...whole } = field
    fields[number] = layout && !divided.includes(number) ? whole : field
  }
  return createDialect({ ...spec, fields }, generated)
}

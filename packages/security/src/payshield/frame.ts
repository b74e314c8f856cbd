import { isHostCommand, LAYOUTS, type HostCommand } from './layouts.ts'
import { readFields, writeFields, type Values } from './fields.ts'

/** A message on the line is its header, which the answer repeats, and a body; before it two bytes of length. */
export interface HostRequest {
  readonly header: string
  readonly command: HostCommand
  readonly values: Values
}

export interface HostResponse {
  readonly header: string
  readonly command: HostCommand
  /** Two characters; `00` is success. */
  readonly errorCode: string
  /** Empty in most answers with another error code than `00`; `02` warns and answers nevertheless. */
  readonly values: Values
}

export const HEADER_CHARACTERS = 4

/** Splits a message into header, command letters and what follows; undefined when it is too short for them. */
export function splitMessage(
  message: string,
  headerLength = HEADER_CHARACTERS,
): { readonly header: string; readonly command: string; readonly body: string } | undefined {
  if (message.length < headerLength + 2) return undefined
  return {
    header: message.slice(0, headerLength),
    command: message.slice(headerLength, headerLength + 2),
    body: message.slice(headerLength + 2),
  }
}

export const writeRequest = (request: HostRequest): string =>
  request.header + request.command + writeFields(LAYOUTS[request.command].fields, request.values)

/** Throws `LayoutError` when the body does not follow the command's layout. */
export function readRequest(message: string, headerLength?: number): HostRequest | undefined {
  const parts = splitMessage(message, headerLength)
  if (!parts || !isHostCommand(parts.command)) return undefined
  const { header, command, body } = parts
  return { header, command, values: readFields(LAYOUTS[command].fields, body) }
}

export function writeResponse(response: HostResponse): string {
  const { response: letters, answer } = LAYOUTS[response.command]
  const whole = response.errorCode === '00' || Object.keys(response.values).length > 0
  const body = whole ? writeFields(answer, response.values) : ''
  return response.header + letters + response.errorCode + body
}

const COMMAND_OF_RESPONSE = new Map(
  (Object.keys(LAYOUTS) as HostCommand[]).map((command) => [LAYOUTS[command].response, command] as const),
)

export function readResponse(message: string, headerLength?: number): HostResponse | undefined {
  const parts = splitMessage(message, headerLength)
  const command = COMMAND_OF_RESPONSE.get((parts?.command ?? '') as (typeof LAYOUTS)[HostCommand]['response'])
  if (!parts || !command || parts.body.length < 2) return undefined
  const errorCode = parts.body.slice(0, 2)
  const whole = errorCode === '00' || parts.body.length > 2
  const values = whole ? readFields(LAYOUTS[command].answer, parts.body.slice(2)) : {}
  return { header: parts.header, command, errorCode, values }
}

const MESSAGE_BYTES_MAX = 32_768

/** Cuts a stream into messages; every whole one of a chunk is given at once. */
export class MessageSplitter {
  #rest: Uint8Array = new Uint8Array(0)

  /** Throws `RangeError` when a length is out of bounds: the stream is then beyond repair. */
  push(chunk: Uint8Array): string[] {
    let bytes = chunk
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length)
      bytes.set(this.#rest)
      bytes.set(chunk, this.#rest.length)
    }
    const messages: string[] = []
    let at = 0
    while (bytes.length - at >= 2) {
      const length = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
      if (length === 0 || length > MESSAGE_BYTES_MAX) throw new RangeError('host message: length out of bounds')
      if (bytes.length - at - 2 < length) break
      messages.push(latin1(bytes.subarray(at + 2, at + 2 + length)))
      at += 2 + length
    }
    this.#rest = bytes.slice(at)
    return messages
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** A message with its length before it, ready for the line. */
export function packMessage(message: string): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(2 + message.length)
  packed.set([message.length >> 8, message.length & 255])
  packed.set(latin1Bytes(message), 2)
  return packed
}

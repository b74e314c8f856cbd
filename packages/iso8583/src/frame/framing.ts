import { assert } from '@fiftyfive/kernel'

/** A length in front of the frame. It does not count itself unless `countsItself` says so. */
export interface LengthPrefix {
  /** `binary`: 2 or 4 bytes, highest first. `ascii`: 4 digits. `bcd`: 4 digits in 2 bytes. */
  readonly encoding: 'binary' | 'ascii' | 'bcd'
  readonly bytes: 2 | 4
  readonly countsItself?: true
}

/** How messages are cut out of a byte stream. */
export interface Framing {
  /** Bytes between the length and the message: TPDU, then header. Zero when there is none. */
  readonly tpdu: number
  readonly header: number
  /** Two binary bytes when absent. */
  readonly length?: LengthPrefix
  /**
   * Instead of a length: STX, message, ETX and, when `lrc`, the exclusive-or of message and ETX. Fit for messages of
   * characters only, because a binary field may hold the byte of ETX.
   */
  readonly stxEtx?: { readonly lrc: boolean }
}

const TWO_BYTES: LengthPrefix = { encoding: 'binary', bytes: 2 }
export const lengthPrefix = (framing: Framing): LengthPrefix => framing.length ?? TWO_BYTES

/** UnionPay terminals: 2-byte big-endian length, 5-byte TPDU, 6-byte header. */
export const TERMINAL_FRAMING: Framing = { tpdu: 5, header: 6 }
/** Host links: 2-byte big-endian length and nothing else. */
export const HOST_FRAMING: Framing = { tpdu: 0, header: 0 }

/** Framings met in the field, by name. */
export const FRAMINGS = {
  'unionpay-terminal': TERMINAL_FRAMING,
  host: HOST_FRAMING,
  tpdu: { tpdu: 5, header: 0 },
  'binary-2-inclusive': { tpdu: 0, header: 0, length: { encoding: 'binary', bytes: 2, countsItself: true } },
  'binary-4': { tpdu: 0, header: 0, length: { encoding: 'binary', bytes: 4 } },
  'ascii-4': { tpdu: 0, header: 0, length: { encoding: 'ascii', bytes: 4 } },
  'ascii-4-inclusive': { tpdu: 0, header: 0, length: { encoding: 'ascii', bytes: 4, countsItself: true } },
  'ascii-4-tpdu': { tpdu: 5, header: 0, length: { encoding: 'ascii', bytes: 4 } },
  'bcd-2': { tpdu: 0, header: 0, length: { encoding: 'bcd', bytes: 2 } },
  'bcd-2-tpdu': { tpdu: 5, header: 0, length: { encoding: 'bcd', bytes: 2 } },
  'stx-etx': { tpdu: 0, header: 0, stxEtx: { lrc: false } },
  'stx-etx-lrc': { tpdu: 0, header: 0, stxEtx: { lrc: true } },
} as const satisfies { readonly [name: string]: Framing }
export type FramingName = keyof typeof FRAMINGS

/** One message as it crosses a connection. `tpdu` and `header` are absent on framings without them. */
export interface Frame {
  readonly tpdu?: Uint8Array
  readonly header?: Uint8Array
  readonly body: Uint8Array
}

export const STX = 0x02
export const ETX = 0x03

/**
 * The frame's bytes. Without a framing, TPDU and header are written when given, after a 2-byte length. Throws for parts
 * that do not fit the framing: they are the program's own.
 */
export function encodeFrame(frame: Frame, framing?: Framing): Uint8Array<ArrayBuffer> {
  const { tpdu, header, body } = frame
  const shape = framing ?? { tpdu: tpdu ? 5 : 0, header: header?.length ?? 0 }
  assert((tpdu?.length ?? 0) === shape.tpdu, `encodeFrame: a TPDU of ${shape.tpdu} bytes`)
  assert((header?.length ?? 0) === shape.header, `encodeFrame: a header of ${shape.header} bytes`)
  const prefix = shape.stxEtx
    ? Uint8Array.of(STX)
    : prefixBytes(lengthPrefix(shape), shape.tpdu + shape.header + body.length)
  const tail = shape.stxEtx ? (shape.stxEtx.lrc ? 2 : 1) : 0
  const bytes = new Uint8Array(prefix.length + shape.tpdu + shape.header + body.length + tail)
  bytes.set(prefix)
  if (tpdu) bytes.set(tpdu, prefix.length)
  if (header) bytes.set(header, prefix.length + shape.tpdu)
  bytes.set(body, prefix.length + shape.tpdu + shape.header)
  if (tail > 0) {
    bytes[bytes.length - tail] = ETX
    if (tail === 2) bytes[bytes.length - 1] = lrc(bytes.subarray(1, -1))
  }
  return bytes
}

/** An answer and the frame that its request came in. */
export interface FramedAnswer {
  readonly request: Frame
  readonly body: Uint8Array
}

/**
 * The bytes of answers one behind the other, each in the frame of its request with the TPDU turned round (`answerTpdu`).
 * In one piece, because memory costs more than what is written into it.
 */
export function encodeAnswers(answers: readonly FramedAnswer[]): Uint8Array<ArrayBuffer> {
  let size = 0
  for (const each of answers) size += 2 + sizeOf(each)
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const each of answers) {
    const { request, body } = each
    const { tpdu, header } = request
    const length = sizeOf(each)
    assert(length <= 0xffff, 'encodeAnswers: at most 65535 bytes')
    bytes[offset++] = length >> 8
    bytes[offset++] = length
    if (tpdu) {
      for (const from of TURNED_ROUND) bytes[offset++] = tpdu[from] as number
    }
    if (header) {
      bytes.set(header, offset)
      offset += header.length
    }
    bytes.set(body, offset)
    offset += body.length
  }
  return bytes
}

const sizeOf = ({ request: { tpdu, header }, body }: FramedAnswer): number =>
  (tpdu?.length ?? 0) + (header?.length ?? 0) + body.length

/** Longitudinal redundancy check: the exclusive-or of all bytes. */
export const lrc = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

function prefixBytes(prefix: LengthPrefix, length: number): Uint8Array {
  const value = length + (prefix.countsItself ? prefix.bytes : 0)
  assert(value <= largestLength(prefix), `encodeFrame: at most ${largestLength(prefix)} bytes`)
  if (prefix.encoding === 'ascii')
    return Uint8Array.from(String(value).padStart(4, '0'), (digit) => digit.charCodeAt(0))
  let number = prefix.encoding === 'bcd' ? Number.parseInt(String(value), 16) : value
  const bytes = new Uint8Array(prefix.bytes)
  for (let i = bytes.length - 1; i >= 0; i--, number >>>= 8) bytes[i] = number
  return bytes
}

const largestLength = (prefix: LengthPrefix): number =>
  prefix.encoding !== 'binary' ? 9999 : prefix.bytes === 2 ? 0xffff : 0x7fffffff

/** The length that the prefix announces, of what follows it; -1 for bytes that are no length. */
export function readPrefix(prefix: LengthPrefix, bytes: Uint8Array): number {
  let value = 0
  for (let i = 0; i < prefix.bytes; i++) {
    const byte = bytes[i] as number
    const high = byte >> 4
    const low = byte & 15
    if (prefix.encoding === 'binary') value = value * 256 + byte
    else if (low > 9 || (prefix.encoding === 'ascii' ? high !== 3 : high > 9)) return -1
    else value = prefix.encoding === 'ascii' ? value * 10 + low : value * 100 + high * 10 + low
  }
  return prefix.countsItself ? value - prefix.bytes : value
}

/** The TPDU of an answer: destination and origin change places. Byte 0 is the type, 1-2 destination, 3-4 origin. */
export function answerTpdu(tpdu: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(tpdu.length === 5, 'answerTpdu: a TPDU of 5 bytes')
  return Uint8Array.from(TURNED_ROUND, (from) => tpdu[from] as number)
}
const TURNED_ROUND = [0, 3, 4, 1, 2]

import { assert } from '@fiftyfive/kernel'

/** How messages are cut out of a byte stream. */
export interface Framing {
  /** Bytes between the length and the message: TPDU, then header. Zero when there is none. */
  readonly tpdu: number
  readonly header: number
}

/** UnionPay terminals: 2-byte big-endian length, 5-byte TPDU, 6-byte header. */
export const TERMINAL_FRAMING: Framing = { tpdu: 5, header: 6 }
/** Host links: 2-byte big-endian length and nothing else. */
export const HOST_FRAMING: Framing = { tpdu: 0, header: 0 }

/** One message as it crosses a connection. `tpdu` and `header` are absent on framings without them. */
export interface Frame {
  readonly tpdu?: Uint8Array
  readonly header?: Uint8Array
  readonly body: Uint8Array
}

/** The frame's bytes; TPDU and header are written when given. The 2-byte length does not count itself. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const { tpdu, header, body } = frame
  assert(tpdu === undefined || tpdu.length === 5, 'encodeFrame: a TPDU of 5 bytes')
  const length = (tpdu?.length ?? 0) + (header?.length ?? 0) + body.length
  assert(length <= 0xffff, 'encodeFrame: at most 65535 bytes')
  const bytes = new Uint8Array(2 + length)
  bytes[0] = length >> 8
  bytes[1] = length & 0xff
  if (tpdu) bytes.set(tpdu, 2)
  if (header) bytes.set(header, 2 + (tpdu?.length ?? 0))
  bytes.set(body, bytes.length - body.length)
  return bytes
}

/** The TPDU of an answer: destination and origin change places. Byte 0 is the type, 1-2 destination, 3-4 origin. */
export function answerTpdu(tpdu: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(tpdu.length === 5, 'answerTpdu: a TPDU of 5 bytes')
  return Uint8Array.of(...tpdu.subarray(0, 1), ...tpdu.subarray(3, 5), ...tpdu.subarray(1, 3))
}

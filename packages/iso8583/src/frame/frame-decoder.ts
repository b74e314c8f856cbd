import { concatBytes, err, ok, type Instant, type Result } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import { ETX, type Frame, type Framing, lengthPrefix, lrc, readPrefix, STX } from './framing.ts'

export interface FrameLimits {
  /** Longest frame taken, without its length prefix. */
  readonly frameBytesMax: number
  /** How long a frame may stay half received. */
  readonly frameTimeout_ms: number
}
export const FRAME_LIMITS: FrameLimits = { frameBytesMax: 4096, frameTimeout_ms: 10_000 }

/** A frame found in the bytes, how many bytes it took, or that more bytes are needed. */
type Cut = { readonly content: Uint8Array; readonly size: number } | 'more'

/**
 * Cuts frames out of a stream that arrives in chunks of any size. Holds at most one incomplete frame, never more than
 * the limit, and decides on a length before it keeps a byte of what the length announces.
 */
const NOTHING = new Uint8Array(0)

export class FrameDecoder {
  readonly #framing: Framing
  readonly #limits: FrameLimits
  #pending: Uint8Array = new Uint8Array(0)
  #startedAt: Instant | undefined
  #failed = false

  constructor(framing: Framing, limits: FrameLimits = FRAME_LIMITS) {
    this.#framing = framing
    this.#limits = limits
  }

  /**
   * The frames that the chunk completes, in order. After an error, always the last entry, the stream has lost its
   * place: close the connection. Later chunks yield nothing. Frames are views into the chunk where they fit.
   */
  push(chunk: Uint8Array, now: Instant): readonly Result<Frame, CodecError>[] {
    const frames: Result<Frame, CodecError>[] = []
    if (this.#failed) return frames
    let bytes = this.#pending.length === 0 ? chunk : concatBytes(this.#pending, chunk)
    for (;;) {
      const cut = this.#framing.stxEtx ? this.#cutDelimited(bytes) : this.#cutCounted(bytes)
      if (cut === 'more') break
      if ('reason' in cut) {
        this.#failed = true
        this.#pending = new Uint8Array(0)
        frames.push(err(cut))
        return frames
      }
      frames.push(ok(this.#split(cut.content)))
      bytes = bytes.subarray(cut.size)
      this.#startedAt = undefined
    }
    this.#pending = bytes.length === 0 ? NOTHING : bytes.slice()
    if (bytes.length > 0) this.#startedAt ??= now
    return frames
  }

  /** Whether a frame has been half received for longer than the limit. The connection should be closed then. */
  expired(now: Instant): boolean {
    return this.#startedAt !== undefined && now - this.#startedAt > this.#limits.frameTimeout_ms
  }

  /** Why the stream must not end here; undefined when it may. */
  unfinished(): CodecError | undefined {
    const bytes = this.#pending
    if (bytes.length === 0) return undefined
    const prefix = lengthPrefix(this.#framing)
    const isCounted = this.#framing.stxEtx === undefined && bytes.length >= prefix.bytes
    const expected = isCounted ? `${readPrefix(prefix, bytes)} bytes` : 'the end of a frame'
    const found = `the end of the stream after ${isCounted ? bytes.length - prefix.bytes : bytes.length}`
    return frameError('truncated', expected, found)
  }

  #cutCounted(bytes: Uint8Array): Cut | CodecError {
    const prefix = lengthPrefix(this.#framing)
    if (bytes.length < prefix.bytes) return 'more'
    const length = readPrefix(prefix, bytes)
    const least = this.#least()
    if (length < least || length > this.#limits.frameBytesMax) {
      const found = length < 0 ? 'other bytes' : String(length)
      return frameError('length', `a length from ${least} to ${this.#limits.frameBytesMax}`, found)
    }
    const size = prefix.bytes + length
    return bytes.length < size ? 'more' : { content: bytes.subarray(prefix.bytes, size), size }
  }

  #cutDelimited(bytes: Uint8Array): Cut | CodecError {
    if (bytes.length === 0) return 'more'
    if (bytes[0] !== STX) return frameError('structure', 'STX', 'another byte')
    const end = bytes.indexOf(ETX, 1)
    const { frameBytesMax } = this.#limits
    if ((end < 0 ? bytes.length : end) - 1 > frameBytesMax) {
      return frameError('length', `ETX after at most ${frameBytesMax} bytes`, 'none')
    }
    const withLrc = this.#framing.stxEtx?.lrc === true
    const size = end + (withLrc ? 2 : 1)
    if (end < 0 || bytes.length < size) return 'more'
    if (withLrc && lrc(bytes.subarray(1, end + 1)) !== bytes[end + 1]) {
      return frameError('content', 'the check byte of the frame', 'another')
    }
    if (end - 1 < this.#least()) return frameError('length', `at least ${this.#least()} bytes`, String(end - 1))
    return { content: bytes.subarray(1, end), size }
  }

  /** TPDU, header and the shortest message type. */
  #least(): number {
    return this.#framing.tpdu + this.#framing.header + 2
  }

  #split(bytes: Uint8Array): Frame {
    const { tpdu, header } = this.#framing
    const body = bytes.subarray(tpdu + header)
    if (tpdu === 0 && header === 0) return { body }
    const parts = { tpdu: bytes.subarray(0, tpdu), header: bytes.subarray(tpdu, tpdu + header), body }
    if (tpdu > 0 && header > 0) return parts
    return tpdu > 0 ? { tpdu: parts.tpdu, body } : { header: parts.header, body }
  }
}

const frameError = (reason: CodecError['reason'], expected: string, found: string): CodecError => ({
  path: 'frame',
  offset: 0,
  expected,
  found,
  reason,
})

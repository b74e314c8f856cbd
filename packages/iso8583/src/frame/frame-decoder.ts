import { concatBytes, err, ok, type Instant, type Result } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import type { Frame, Framing } from './framing.ts'

export interface FrameLimits {
  /** Longest frame taken, without its 2-byte length. */
  readonly frameBytesMax: number
  /** How long a frame may stay half received. */
  readonly frameTimeout_ms: number
}
export const FRAME_LIMITS: FrameLimits = { frameBytesMax: 4096, frameTimeout_ms: 10_000 }

/**
 * Cuts frames out of a stream that arrives in chunks of any size. Holds at most one incomplete frame, never more than
 * the limit, and decides on a length before it keeps a byte of what the length announces.
 */
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
    let bytes = this.#pending.length === 0 ? chunk : concatBytes(this.#pending, chunk)
    while (!this.#failed && bytes.length >= 2) {
      const length = ((bytes[0] as number) << 8) | (bytes[1] as number)
      const error = this.#refuse(length)
      if (error) {
        this.#failed = true
        frames.push(err(error))
        return frames
      }
      if (bytes.length < 2 + length) break
      frames.push(ok(this.#cut(bytes.subarray(2, 2 + length))))
      bytes = bytes.subarray(2 + length)
      this.#startedAt = undefined
    }
    if (!this.#failed) this.#keep(bytes, now)
    return frames
  }

  /** Whether a frame has been half received for longer than the limit. The connection should be closed then. */
  expired(now: Instant): boolean {
    return this.#startedAt !== undefined && now - this.#startedAt > this.#limits.frameTimeout_ms
  }

  #keep(rest: Uint8Array, now: Instant): void {
    this.#pending = rest.slice()
    if (rest.length > 0) this.#startedAt ??= now
  }

  #refuse(length: number): CodecError | undefined {
    const least = this.#framing.tpdu + this.#framing.header + 2
    if (length >= least && length <= this.#limits.frameBytesMax) return undefined
    const expected = `a length from ${least} to ${this.#limits.frameBytesMax}`
    return { path: 'frame', offset: 0, expected, found: String(length), reason: 'length' }
  }

  #cut(bytes: Uint8Array): Frame {
    const { tpdu, header } = this.#framing
    return {
      ...(tpdu > 0 && { tpdu: bytes.subarray(0, tpdu) }),
      ...(header > 0 && { header: bytes.subarray(tpdu, tpdu + header) }),
      body: bytes.subarray(tpdu + header),
    }
  }
}

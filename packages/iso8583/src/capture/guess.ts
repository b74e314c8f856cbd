import type { Result } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import { FrameDecoder, FRAME_LIMITS } from '../frame/frame-decoder.ts'
import { type Frame, type Framing, FRAMINGS } from '../frame/framing.ts'
import type { Dialect } from '../dialect.ts'

export type AnyDialect = Dialect<{ readonly mti: string }>
export type Framings = { readonly [name: string]: Framing }

/** One reading of the bytes: how they are framed, which dialect they speak, and how many messages that explains. */
export interface Guess {
  /** Name of the framing; `none` when the bytes are one message without a frame. */
  readonly framing: string
  readonly dialect: string
  /** Frames cut without an error, and those of them that the dialect decodes to the last byte. */
  readonly frames: number
  readonly decoded: number
  /** Elements decoded in all, which tells a true reading from a lucky one. */
  readonly elements: number
  /** Whether all message types are of the version that the dialect writes. */
  readonly fitsVersion: boolean
}

/** All framings and dialects that explain at least one message, best first. */
export function guess(
  stream: Uint8Array,
  dialects: readonly AnyDialect[],
  framings: Framings = FRAMINGS,
): readonly Guess[] {
  const guesses: Guess[] = []
  for (const [framing, bodies] of [['none', [stream]] as const, ...framedBodies(stream, framings)]) {
    for (const dialect of dialects) {
      const messages = bodies.map((body) => dialect.decode(body)).filter((result) => result.ok)
      if (messages.length === 0) continue
      const elements = messages.reduce((sum, { value }) => sum + Object.keys(value).length, 0)
      const fitsVersion = messages.every(({ value }) => value.mti[0] === dialect.spec.version)
      const decoded = messages.length
      guesses.push({ framing, dialect: dialect.spec.id, frames: bodies.length, decoded, elements, fitsVersion })
    }
  }
  return guesses.toSorted(
    (a, b) =>
      b.decoded / b.frames - a.decoded / a.frames ||
      Number(b.fitsVersion) - Number(a.fitsVersion) ||
      b.elements - a.elements,
  )
}

function framedBodies(stream: Uint8Array, framings: Framings): readonly (readonly [string, readonly Uint8Array[]])[] {
  return Object.entries(framings).flatMap(([name, framing]) => {
    const frames = cutFrames(stream, framing)
    const bodies = frames.flatMap((result) => (result.ok ? [result.value.body] : []))
    return bodies.length > 0 ? [[name, bodies] as const] : []
  })
}

/** For recordings: the clock stands still, because they cannot time out, and frames may have any length. */
export const frameDecoder = (framing: Framing): FrameDecoder =>
  new FrameDecoder(framing, { ...FRAME_LIMITS, frameBytesMax: 65_535 })

const cutFrames = (stream: Uint8Array, framing: Framing): readonly Result<Frame, CodecError>[] =>
  frameDecoder(framing).push(stream, 0)

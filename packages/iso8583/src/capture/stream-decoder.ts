import { concatBytes, err, toHex } from '@fiftyfive/kernel'
import { type Framing, FRAMINGS } from '../frame/framing.ts'
import { type CapturedMessage, type CaptureOptions, decoded, seen } from './captured-message.ts'
import { type AnyDialect, frameDecoder, type Guess, guess } from './guess.ts'
import type { Usual } from './usual.ts'

/** Bytes of a stream that came together. */
export interface Chunk {
  /** Milliseconds since 1970. */
  readonly at?: number
  readonly bytes: Uint8Array
}

/** Framing and dialect are guessed from so many bytes, or from all there are; a message without a frame has no more. */
const GUESSED_BYTES = 64 * 1024

/** What explains the beginning of a stream, best first. */
export function guessesOf(chunks: readonly Chunk[], { dialects, framing }: CaptureOptions): readonly Guess[] {
  const known = framing === undefined ? undefined : (FRAMINGS as Readonly<Record<string, Framing>>)[framing]
  const candidates = known ? { [framing as string]: known } : framing === 'none' ? {} : FRAMINGS
  const found = guess(bytesOf(chunks).subarray(0, GUESSED_BYTES), dialects, candidates)
  return found.filter((each) => framing === undefined || each.framing === framing)
}

export const nameOf = ({ framing, dialect }: Guess): string => `${framing} ${dialect}`
/** Whether a reading leaves nothing of the stream unexplained. */
export const isWhole = ({ decoded: messages, frames }: Guess): boolean => messages === frames

/**
 * Decodes the messages of one stream of a capture while it arrives. Waits until one message explains it, and of several
 * readings takes the most `usual`; so the messages of all streams come out in the order of their time. Holds what it
 * guesses from, and then one frame at most.
 */
export class StreamDecoder {
  readonly #usual: Usual
  readonly #source: string
  readonly #options: CaptureOptions
  #waiting: Chunk[] = []
  #waitingBytes = 0
  #reader: StreamReader | undefined

  constructor(source: string, options: CaptureOptions, usual: Usual) {
    this.#source = source
    this.#options = options
    this.#usual = usual
  }

  push(chunk: Chunk): readonly CapturedMessage[] {
    if (this.#reader) return this.#reader.push(chunk)
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.bytes.length
    const guesses = guessesOf(this.#waiting, this.#options)
    const whole = guesses.filter((each) => each.framing !== 'none' && isWhole(each))
    const best = this.#usual.best(whole, nameOf)
    if (best) this.#usual.note(nameOf(best))
    return best || this.#waitingBytes >= GUESSED_BYTES ? this.#begin(best ?? guesses[0]) : []
  }

  end(): readonly CapturedMessage[] {
    const waiting = this.#reader ? [] : this.#begin(guessesOf(this.#waiting, this.#options)[0])
    return [...waiting, ...(this.#reader?.end() ?? [])]
  }

  #begin(best: Guess | undefined): readonly CapturedMessage[] {
    const chunks = this.#waiting
    this.#waiting = []
    const reader = readerOf(this.#source, this.#options, best)
    this.#reader = reader
    return chunks.flatMap((chunk) => reader.push(chunk))
  }
}

/** Cuts and decodes the messages of one stream. */
interface StreamReader {
  readonly push: (chunk: Chunk) => readonly CapturedMessage[]
  readonly end: () => readonly CapturedMessage[]
}
const IGNORED: StreamReader = { push: () => [], end: () => [] }

/** A reader by the `best` guess. With dialect and framing given, bytes that do not fit still deserve their error message. */
export function readerOf(source: string, options: CaptureOptions, best: Guess | undefined): StreamReader {
  const isFixed = options.dialects.length === 1 && options.framing !== undefined
  const dialect = options.dialects.find(({ spec }) => spec.id === best?.dialect) ?? options.dialects[0]
  const framing = best?.framing ?? options.framing
  if ((!best && !isFixed) || !dialect || framing === undefined) return IGNORED
  const shape = (FRAMINGS as Readonly<Record<string, Framing>>)[framing]
  const about = { source, dialect: dialect.spec.id, framing }
  return shape ? framesOf(shape, dialect, about) : wholeOf(dialect, about)
}

type About = Pick<CapturedMessage, 'source' | 'dialect' | 'framing'>

/** One message without a frame is the whole stream; more of it than one message can have is none. */
function wholeOf(dialect: AnyDialect, about: About): StreamReader {
  const chunks: Chunk[] = []
  let length = 0
  return {
    push: (chunk) => {
      length += chunk.bytes.length
      if (length <= GUESSED_BYTES) chunks.push(chunk)
      return []
    },
    end: () =>
      length <= GUESSED_BYTES ? [{ ...about, ...seen(chunks.at(-1)?.at), ...decoded(dialect, bytesOf(chunks)) }] : [],
  }
}

function framesOf(shape: Framing, dialect: AnyDialect, about: About): StreamReader {
  const decoder = frameDecoder(shape)
  let last: number | undefined
  return {
    push: ({ at, bytes }) => {
      last = at
      return decoder.push(bytes, 0).map((frame) => {
        if (!frame.ok) return { ...about, ...seen(at), message: frame, inTheClear: () => undefined }
        const { tpdu, header, body } = frame.value
        return Object.assign(
          decoded(dialect, body),
          about,
          seen(at),
          tpdu && { tpdu: toHex(tpdu) },
          header && { header: toHex(header) },
        )
      })
    },
    end: () => {
      const unfinished = decoder.unfinished()
      return unfinished ? [{ ...about, ...seen(last), message: err(unfinished), inTheClear: () => undefined }] : []
    },
  }
}

const bytesOf = (chunks: readonly Chunk[]): Uint8Array => concatBytes(...chunks.map(({ bytes }) => bytes))

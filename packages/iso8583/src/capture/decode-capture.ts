import { concatBytes, err, ok, type Result, toHex } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import { type Framing, FRAMINGS } from '../frame/framing.ts'
import { type ClearJson, clearJson } from '../json/clear-json.ts'
import { type AnyDialect, frameDecoder, type Guess, guess } from './guess.ts'
import { recognizeInput } from './input.ts'
import { readJposLog } from './jpos-log.ts'
import { fromLog } from './logged-message.ts'
import { PacketReader, readCapture } from './pcap.ts'
import { type TcpAddition, TcpReader, tcpStreams } from './tcp.ts'

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

/** All messages of an input of any kind that `recognizeInput` knows. An error when nothing in it can be read. */
export function decodeCapture(bytes: Uint8Array, options: CaptureOptions): Result<readonly CapturedMessage[], string> {
  const input = recognizeInput(bytes)
  if (input.kind === 'jpos-log') return ok(readJposLog(input.text).map((logged) => fromLog(logged, options.dialects)))
  if (input.kind === 'bytes') {
    const read = decodePasted(input.streams, options)
    // A message in ASCII can look like hex or base64.
    return read.ok ? read : decodePasted([withoutLineEnd(bytes)], options)
  }
  const packets = readCapture(input.bytes)
  if (!packets.ok) return packets
  const streams = tcpStreams(packets.value).map(({ from, to, chunks }) => ({
    source: `${from} > ${to}`,
    chunks,
  }))
  return decodeStreams(streams, options)
}

interface Chunk {
  readonly at?: number
  readonly bytes: Uint8Array
}
interface Stream {
  readonly source: string
  readonly chunks: readonly Chunk[]
}

function decodeStreams(
  streams: readonly Stream[],
  options: CaptureOptions,
): Result<readonly CapturedMessage[], string> {
  const messages = streams.flatMap((stream) => decodeStream(stream, options))
  return messages.length > 0 ? ok(messages) : err(UNEXPLAINED)
}

function decodeStream({ source, chunks }: Stream, options: CaptureOptions): readonly CapturedMessage[] {
  const decoder = new StreamDecoder(source, options)
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()]
}

/** Unlike the connections of a capture, nothing that somebody pasted is passed over in silence. */
function decodePasted(
  streams: readonly Uint8Array[],
  options: CaptureOptions,
): Result<readonly CapturedMessage[], string> {
  const read = streams.map((bytes, i) => decodeStream({ source: `stream ${i + 1}`, chunks: [{ bytes }] }, options))
  if (read.every((messages) => messages.length === 0)) return err(UNEXPLAINED)
  return ok(read.flatMap((messages, i) => (messages.length > 0 ? messages : [unexplained(i, streams[i]?.length ?? 0)])))
}

const unexplained = (index: number, length: number): CapturedMessage => ({
  source: `stream ${index + 1}`,
  dialect: '',
  framing: '',
  message: err({
    path: 'message',
    offset: 0,
    expected: 'a known dialect and framing',
    found: `${length} bytes`,
    reason: 'structure',
  }),
  inTheClear: () => undefined,
})

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d) end--
  return bytes.subarray(0, end)
}

const UNEXPLAINED = 'no known dialect and framing explain these bytes'

/** Framing and dialect are guessed from so many bytes, or from all there are. */
const GUESSED_BYTES = 64 * 1024

/**
 * Decodes the messages of one stream while it arrives. Holds what it guesses from, and then one frame at most. With
 * `usual`, what other streams of the same capture turned out to speak, it does not wait for more than one message, so
 * that the messages of all streams come out in the order of their time.
 */
class StreamDecoder {
  readonly #usual: Set<string> | undefined
  readonly #source: string
  readonly #options: CaptureOptions
  #waiting: Chunk[] = []
  #waitingBytes = 0
  #cut:
    | { readonly push: (chunk: Chunk) => readonly CapturedMessage[]; readonly end: () => readonly CapturedMessage[] }
    | undefined

  constructor(source: string, options: CaptureOptions, usual?: Set<string>) {
    this.#source = source
    this.#options = options
    this.#usual = usual
  }

  push(chunk: Chunk): readonly CapturedMessage[] {
    if (this.#cut) return this.#cut.push(chunk)
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.bytes.length
    if (this.#waitingBytes >= GUESSED_BYTES) return this.#begin(this.#guesses()[0])
    const usual = this.#usual
    if (!usual) return []
    const whole = this.#guesses().filter((each) => each.framing !== 'none' && each.decoded === each.frames)
    const best = whole.find((each) => usual.has(nameOf(each))) ?? whole[0]
    if (!best) return []
    usual.add(nameOf(best))
    return this.#begin(best)
  }

  end(): readonly CapturedMessage[] {
    const waiting = this.#cut ? [] : this.#begin(this.#guesses()[0], true)
    return [...waiting, ...(this.#cut?.end() ?? [])]
  }

  /** What explains the bytes that wait, best first. */
  #guesses(): readonly Guess[] {
    const { dialects, framing } = this.#options
    const known = framing === undefined ? undefined : (FRAMINGS as Readonly<Record<string, Framing>>)[framing]
    const candidates = known ? { [framing as string]: known } : framing === 'none' ? {} : FRAMINGS
    const found = guess(bytesOf(this.#waiting), dialects, candidates)
    return found.filter((each) => framing === undefined || each.framing === framing)
  }

  #begin(best: Guess | undefined, isAll = false): readonly CapturedMessage[] {
    const { dialects, framing } = this.#options
    const chunks = this.#waiting
    this.#waiting = []
    // With dialect and framing given, bytes that do not fit still deserve their error message.
    const isFixed = dialects.length === 1 && framing !== undefined
    const dialect = dialects.find(({ spec }) => spec.id === best?.dialect) ?? dialects[0]
    const name = best?.framing ?? framing
    this.#cut = IGNORED
    if ((!best && !isFixed) || !dialect || name === undefined) return []
    const shape = (FRAMINGS as Readonly<Record<string, Framing>>)[name]
    const about = { source: this.#source, dialect: dialect.spec.id, framing: name }
    // One message without a frame is the whole stream; more of it than one message can have is none.
    if (!shape) return isAll ? [{ ...about, ...seen(chunks.at(-1)?.at), ...decoded(dialect, bytesOf(chunks)) }] : []
    this.#cut = framesOf(shape, dialect, about)
    return chunks.flatMap((chunk) => this.#cut?.push(chunk) ?? [])
  }
}

const bytesOf = (chunks: readonly Chunk[]): Uint8Array => concatBytes(...chunks.map(({ bytes }) => bytes))
const nameOf = ({ framing, dialect }: Guess): string => `${framing} ${dialect}`

const IGNORED = { push: () => [], end: () => [] }

function framesOf(shape: Framing, dialect: AnyDialect, about: Pick<CapturedMessage, 'source' | 'dialect' | 'framing'>) {
  const decoder = frameDecoder(shape)
  let last: number | undefined
  return {
    push: ({ at, bytes }: Chunk): readonly CapturedMessage[] => {
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
    end: (): readonly CapturedMessage[] => {
      const unfinished = decoder.unfinished()
      return unfinished ? [{ ...about, ...seen(last), message: err(unfinished), inTheClear: () => undefined }] : []
    },
  }
}

/** Decodes a pcap or pcapng file of any length while it is read, its messages in the order of their last packets. */
export class CaptureReader {
  readonly #options: CaptureOptions
  readonly #packets = new PacketReader()
  readonly #tcp = new TcpReader()
  readonly #streams = new Map<string, StreamDecoder>()
  readonly #usual = new Set<string>()

  constructor(options: CaptureOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): readonly CapturedMessage[] {
    return this.#packets.push(bytes).flatMap((packet) => this.#tcp.push(packet).flatMap((each) => this.#add(each)))
  }

  end(): readonly CapturedMessage[] {
    return this.#tcp.end().flatMap((each) => this.#add(each))
  }

  #add({ from, to, chunks, ends }: TcpAddition): readonly CapturedMessage[] {
    const source = `${from} > ${to}`
    const decoder = this.#streams.get(source) ?? new StreamDecoder(source, this.#options, this.#usual)
    const messages = chunks.flatMap((chunk) => decoder.push(chunk))
    if (!ends) {
      this.#streams.set(source, decoder)
      return messages
    }
    this.#streams.delete(source)
    return [...messages, ...decoder.end()]
  }
}

export const seen = (at: number | undefined): { at?: number } => (at === undefined || Number.isNaN(at) ? {} : { at })

export function decoded(dialect: AnyDialect, body: Uint8Array): Pick<CapturedMessage, 'message' | 'inTheClear'> {
  const message = dialect.decode(body)
  return { message, inTheClear: () => (message.ok ? clearJson(dialect, message.value, body) : undefined) }
}

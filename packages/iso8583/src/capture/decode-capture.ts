import { concatBytes, err, ok, type Result, toHex } from '@fiftyfive/kernel'
import type { CodecError } from '../error.ts'
import { type Framing, FRAMINGS } from '../frame/framing.ts'
import { withoutLayouts } from '../dialect.ts'
import { type ClearJson, clearJson } from '../json/clear-json.ts'
import { type AnyDialect, frameDecoder, guess } from './guess.ts'
import { recognizeInput } from './input.ts'
import { type LoggedMessage, readJposLog } from './jpos-log.ts'
import { readCapture } from './pcap.ts'
import { tcpStreams } from './tcp.ts'

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
    return decodeStreams(
      input.streams.map((bytes, i) => ({ source: `stream ${i + 1}`, chunks: [{ bytes }] })),
      options,
    )
  }
  const packets = readCapture(input.bytes)
  if (!packets.ok) return packets
  const streams = tcpStreams(packets.value).map(({ from, to, chunks }) => ({
    source: `${from} > ${to}`,
    chunks,
  }))
  return decodeStreams(streams, options)
}

interface Stream {
  readonly source: string
  readonly chunks: readonly { readonly at?: number; readonly bytes: Uint8Array }[]
}

function decodeStreams(
  streams: readonly Stream[],
  options: CaptureOptions,
): Result<readonly CapturedMessage[], string> {
  const messages = streams.flatMap((stream) => decodeStream(stream, options) ?? [])
  if (messages.length > 0) return ok(messages)
  return err('no known dialect and framing explain these bytes')
}

function decodeStream(
  { source, chunks }: Stream,
  { dialects, framing }: CaptureOptions,
): readonly CapturedMessage[] | undefined {
  const stream = concatBytes(...chunks.map(({ bytes }) => bytes))
  const known = framing === undefined ? undefined : (FRAMINGS as Readonly<Record<string, Framing>>)[framing]
  const candidates = known ? { [framing as string]: known } : framing === 'none' ? {} : FRAMINGS
  const best = guess(stream, dialects, candidates).find((found) => framing === undefined || found.framing === framing)
  // With dialect and framing given, bytes that do not fit still deserve their error message.
  const isFixed = dialects.length === 1 && framing !== undefined
  if (!best && !isFixed) return undefined
  const dialect = dialects.find(({ spec }) => spec.id === best?.dialect) ?? dialects[0]
  const name = best?.framing ?? framing
  if (!dialect || name === undefined) return undefined
  const shape = (FRAMINGS as Readonly<Record<string, Framing>>)[name]
  const about = { source, dialect: dialect.spec.id, framing: name }
  const last = chunks.at(-1)?.at
  if (!shape) return [{ ...about, ...seen(last), ...decoded(dialect, stream) }]
  const decoder = frameDecoder(shape)
  const messages = chunks.flatMap(({ at, bytes }) =>
    decoder.push(bytes, 0).map((frame) => {
      if (!frame.ok) return { ...about, ...seen(at), message: frame, inTheClear: () => undefined }
      const { tpdu, header, body } = frame.value
      return Object.assign(
        decoded(dialect, body),
        about,
        seen(at),
        tpdu && { tpdu: toHex(tpdu) },
        header && { header: toHex(header) },
      )
    }),
  )
  const unfinished = decoder.unfinished()
  if (!unfinished) return messages
  return [...messages, { ...about, ...seen(last), message: err(unfinished), inTheClear: () => undefined }]
}

const seen = (at: number | undefined): { at?: number } => (at === undefined || Number.isNaN(at) ? {} : { at })

function decoded(dialect: AnyDialect, body: Uint8Array): Pick<CapturedMessage, 'message' | 'inTheClear'> {
  const message = dialect.decode(body)
  return { message, inTheClear: () => (message.ok ? clearJson(dialect, message.value, body) : undefined) }
}

/**
 * A logged message in the terms of the first dialect that can write it, so that it is described and masked like any.
 * Logs know no parts of private elements, so the elements are written whole and then decoded.
 */
function fromLog(logged: LoggedMessage, dialects: readonly AnyDialect[]): CapturedMessage {
  const message = { mti: logged.mti, ...logged.fields }
  const about = { source: logged.direction ?? 'log', framing: 'none', ...seen(timeOf(logged.at ?? '')) }
  for (const dialect of dialects) {
    const encoded = withoutLayouts(dialect.spec).encode(message)
    if (encoded.ok) return { ...about, dialect: dialect.spec.id, ...decoded(dialect, encoded.value.slice()) }
  }
  const [first] = dialects
  const encoded = first && withoutLayouts(first.spec).encode(message)
  const error = encoded && !encoded.ok ? encoded.error : NO_DIALECT
  return { ...about, dialect: first?.spec.id ?? '', message: err(error), inTheClear: () => undefined }
}

/** jPOS writes `2024-01-05T10:11:12.123`, or `Fri Jan 05 10:11:12 UTC 2024`, with milliseconds after the seconds or not. */
const timeOf = (text: string): number =>
  Date.parse(
    /^\d{4}-.*\d$/.test(text) && !/[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text.replace(/(:\d{2})\.\d+ /, '$1 '),
  )

const NO_DIALECT: CodecError = {
  path: 'message',
  offset: 0,
  expected: 'a dialect',
  found: 'none',
  reason: 'structure',
}

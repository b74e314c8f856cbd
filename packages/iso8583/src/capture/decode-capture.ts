import { err, ok, type Result } from '@fiftyfive/kernel'
import type { CapturedMessage, CaptureOptions } from './captured-message.ts'
import { recognizeInput } from './input.ts'
import { readJposLog } from './jpos-log.ts'
import { fromLog } from './logged-message.ts'
import { PacketReader, readCapture } from './pcap.ts'
import { type Chunk, guessesOf, isWhole, nameOf, readerOf, StreamDecoder } from './stream-decoder.ts'
import { type TcpAddition, TcpReader, tcpStreams } from './tcp.ts'
import { Usual } from './usual.ts'

/** All messages of an input of any kind that `recognizeInput` knows. An error when nothing in it can be read. */
export function decodeCapture(bytes: Uint8Array, options: CaptureOptions): Result<readonly CapturedMessage[], string> {
  const input = recognizeInput(bytes)
  if (input.kind === 'jpos-log') return ok(fromLog(readJposLog(input.text), options.dialects))
  if (input.kind === 'bytes') {
    const read = decodePasted(input.streams, options)
    // A message in ASCII can look like hex or base64.
    return read.ok ? read : decodePasted([withoutLineEnd(bytes)], options)
  }
  const packets = readCapture(input.bytes)
  if (!packets.ok) return packets
  const streams = tcpStreams(packets.value).map(({ from, to, chunks }) => ({ source: `${from} > ${to}`, chunks }))
  const messages = decodeStreams(streams, options).flat()
  return messages.length > 0 ? ok(messages) : err(UNEXPLAINED)
}

interface Stream {
  readonly source: string
  readonly chunks: readonly Chunk[]
}

/** The messages of each stream. Of several readings that explain one whole, it has the one that explains most of the others. */
function decodeStreams(streams: readonly Stream[], options: CaptureOptions): readonly (readonly CapturedMessage[])[] {
  const usual = new Usual()
  const guesses = streams.map(({ chunks }) => guessesOf(chunks, options))
  for (const each of guesses.flat()) if (isWhole(each)) usual.note(nameOf(each))
  return streams.map(({ source, chunks }, i) => {
    const found = guesses[i] ?? []
    const reader = readerOf(source, options, usual.best(found.filter(isWhole), nameOf) ?? found[0])
    return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]
  })
}

/** Unlike the connections of a capture, nothing that somebody pasted is passed over in silence. */
function decodePasted(
  pasted: readonly Uint8Array[],
  options: CaptureOptions,
): Result<readonly CapturedMessage[], string> {
  const streams = pasted.map((bytes, i) => ({ source: `stream ${i + 1}`, chunks: [{ bytes }] }))
  const read = decodeStreams(streams, options)
  if (read.every((messages) => messages.length === 0)) return err(UNEXPLAINED)
  return ok(read.flatMap((messages, i) => (messages.length > 0 ? messages : [unexplained(i, pasted[i]?.length ?? 0)])))
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

/** Decodes a pcap or pcapng file of any length while it is read, its messages in the order of their last packets. */
export class CaptureReader {
  readonly #options: CaptureOptions
  readonly #packets = new PacketReader()
  readonly #tcp = new TcpReader()
  readonly #streams = new Map<string, StreamDecoder>()
  readonly #usual = new Usual()

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

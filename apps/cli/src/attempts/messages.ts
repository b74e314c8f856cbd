import { type Draft, type ImportFault, MessageImporter } from '@fiftyfive/diagnosis'
import {
  type AnyDialect,
  type CapturedMessage,
  decodeCapture,
  formatCodecError,
  messageToJson,
} from '@fiftyfive/iso8583'
import { CommandFailure, EXIT } from '../exit.ts'
import { type Batch, checked, type ReadOptions } from './reading.ts'
import { textOf } from './source.ts'

/** TCP streams are put together in memory, so a capture has to fit; longer ones are cut by time with editcap or tcpdump -C. */
const CAPTURE_MAX = 1 << 30

export interface MessageOptions extends ReadOptions {
  readonly dialects: readonly AnyDialect[]
  readonly framing?: string
}

/** A capture file, hex or raw ISO 8583. */
export async function* readCapture(chunks: AsyncIterable<Uint8Array>, options: MessageOptions): AsyncGenerator<Batch> {
  const all: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > CAPTURE_MAX)
      throw new CommandFailure('captures are read up to 1 GiB; cut this one into parts', EXIT.usage)
    all.push(chunk)
  }
  const captured = decodeCapture(Buffer.concat(all), options)
  if (!captured.ok)
    throw new CommandFailure(`${captured.error}. Name --dialect and --framing to learn why.`, EXIT.usage)
  const reader = new Messages(options)
  const inTime = captured.value.every(({ at }) => at !== undefined)
    ? captured.value.toSorted((a, b) => (a.at as number) - (b.at as number))
    : captured.value
  yield reader.read(inTime)
  yield reader.end()
}

/** Entries of a log of jPOS, cut where they end. */
const ENTRY_END = '</log>'

/** A log of jPOS of any length; messages without a log around them as well. */
export async function* readJpos(chunks: AsyncIterable<Uint8Array>, options: MessageOptions): AsyncGenerator<Batch> {
  const reader = new Messages(options)
  let rest = ''
  for await (const text of textOf(chunks)) {
    rest += text
    const end = rest.lastIndexOf(ENTRY_END)
    if (end < 0) continue
    yield reader.readLog(rest.slice(0, end + ENTRY_END.length))
    rest = rest.slice(end + ENTRY_END.length)
  }
  yield reader.readLog(rest)
  yield reader.end()
}

class Messages {
  readonly #options: MessageOptions
  readonly #importer: MessageImporter
  #number = 0

  constructor(options: MessageOptions) {
    this.#options = options
    this.#importer = new MessageImporter(options.tokenize, options.year)
  }

  readLog(text: string): Batch {
    if (!text.includes('<isomsg')) return { attempts: [], faults: [] }
    const captured = decodeCapture(Buffer.from(text.replaceAll(/[^\t\n\r -~]/g, '?')), this.#options)
    return captured.ok
      ? this.read(captured.value)
      : { attempts: [], faults: [{ line: this.#number, reason: captured.error }] }
  }

  read(captured: readonly CapturedMessage[]): Batch {
    const drafts: Draft[] = []
    const faults: ImportFault[] = []
    for (const { message, dialect: id, at, source } of captured) {
      this.#number++
      const dialect = this.#options.dialects.find(({ spec }) => spec.id === id)
      if (message.ok && dialect) {
        const fields = messageToJson(dialect, message.value, 'clear') as Readonly<Record<string, unknown>>
        for (const draft of this.#importer.push({ dialect: id, fields, ...(at === undefined ? {} : { at }) }))
          drafts.push(draft)
      } else if (!message.ok)
        faults.push({ line: this.#number, column: source, reason: formatCodecError(message.error) })
    }
    return checked(
      drafts.map((draft) => [this.#number, draft] as const),
      faults,
    )
  }

  end(): Batch {
    return checked(this.#importer.end().map((draft) => [this.#number, draft] as const))
  }
}

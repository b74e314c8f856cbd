import { type Draft, type ImportFault, MessageImporter } from '@fiftyfive/diagnosis'
import {
  type AnyDialect,
  type CapturedMessage,
  CaptureReader,
  decodeCapture,
  formatCodecError,
  isCapture,
  messageToJson,
  recognizeInput,
} from '@fiftyfive/iso8583'
import { CommandFailure, EXIT } from '../exit.ts'
import { type Batch, checked, type ReadOptions } from './reading.ts'
import { type Source, textOf } from './source.ts'

/** A dump of one message, wrapped, has to fit; dumps of many are read piece by piece. */
const DUMP_MAX = 1 << 28

export interface MessageOptions extends ReadOptions {
  readonly dialects: readonly AnyDialect[]
  readonly framing?: string
}

/** A capture file, hex or raw ISO 8583. */
export async function* readCapture({ chunks, head }: Source, options: MessageOptions): AsyncGenerator<Batch> {
  const reader = new Messages(options)
  const decoded = isCapture(head) ? packetsIn(chunks, options) : dumpsIn(chunks, head, options)
  let seen = 0
  for await (const captured of decoded) {
    seen += captured.length
    yield reader.read(captured)
  }
  if (seen === 0) throw new CommandFailure(`${UNEXPLAINED}. Name --dialect and --framing to learn why.`, EXIT.usage)
  yield reader.end()
}

async function* packetsIn(
  chunks: AsyncIterable<Uint8Array>,
  options: MessageOptions,
): AsyncGenerator<readonly CapturedMessage[]> {
  const reader = new CaptureReader(options)
  for await (const chunk of chunks) yield reader.push(chunk)
  yield reader.end()
}

/** Hex, base64 or raw bytes. Where the beginning shows that each line or paragraph is a message, they are read as they come. */
async function* dumpsIn(
  chunks: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  options: MessageOptions,
): AsyncGenerator<readonly CapturedMessage[]> {
  const mark = messageEnd(head)
  if (mark === undefined) {
    const all: Uint8Array[] = []
    let length = 0
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > DUMP_MAX)
        throw new CommandFailure('a dump of one message is read up to 256 MiB; cut this one into parts', EXIT.usage)
      all.push(chunk)
    }
    return yield decodedOf(Buffer.concat(all), options)
  }
  let rest = ''
  for await (const text of textOf(chunks)) {
    rest += text.replaceAll('\r', '')
    const end = rest.lastIndexOf(mark)
    if (end < 0) continue
    yield decodedOf(Buffer.from(rest.slice(0, end).trim()), options)
    rest = rest.slice(end + mark.length)
  }
  yield decodedOf(Buffer.from(rest.trim()), options)
}

/** Where one message ends in a dump of many as text: at an empty line, or at each. Undefined for one message, or bytes. */
function messageEnd(head: Uint8Array): string | undefined {
  // A line that is cut where the head ends is no message.
  const whole = head.subarray(0, head.lastIndexOf(10) + 1)
  const begun = recognizeInput(whole)
  if (begun.kind !== 'bytes' || begun.streams.length < 2) return undefined
  return /\n[ \t\r]*\n./.test(Buffer.from(whole).toString()) ? '\n\n' : '\n'
}

function decodedOf(dump: Uint8Array, options: MessageOptions): readonly CapturedMessage[] {
  const captured = dump.length === 0 ? undefined : decodeCapture(dump, options)
  return captured?.ok ? captured.value : []
}

const UNEXPLAINED = 'no known dialect and framing explain these bytes'

/** Entries of a log of jPOS, cut where they end. */
const ENTRY_END = '</log>'

/** A log of jPOS of any length; messages without a log around them as well. */
export async function* readJpos({ chunks }: Source, options: MessageOptions): AsyncGenerator<Batch> {
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
    this.#importer = new MessageImporter(options.tokenize, options.now)
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

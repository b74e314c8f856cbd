import { createHmac, randomBytes } from 'node:crypto'
import type { Mapping } from '@fiftyfive/diagnosis'
import { allDialects, dialectNamed } from '../dialects.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { type Format, recognizeFormat } from './format.ts'
import { readJsonLines } from './json-lines.ts'
import { confirmMapping, readMapping } from './mapping.ts'
import { readCapture, readJpos } from './messages.ts'
import { inOrder } from './in-order.ts'
import type { Batch, ReadOptions } from './reading.ts'
import { openSource } from './source.ts'
import { readCsv, readObjects, readParquet } from './tables.ts'

export { FORMATS, type Format } from './format.ts'

export interface InputOptions {
  readonly format?: Format
  readonly mapping?: string
  readonly showMapping?: true
  readonly yes?: true
  readonly dialect?: string
  readonly framing?: string
}

/** The attempts that an input of any known format holds, oldest first, in bounded memory. */
export interface AttemptInput {
  readonly batches: AsyncIterable<Batch>
  /** Share of the input that has been read, 0 to 1, when that can be known. */
  readonly progress: () => number | undefined
  /** Why the reading ended before the input did, known when it has ended. */
  readonly failure: () => string | undefined
}

/** Ends the reading when only the mapping was asked for. */
class MappingShown extends CommandFailure {}

export async function openAttempts(path: string, options: InputOptions): Promise<AttemptInput> {
  const source = await openSource(path)
  const format = options.format ?? recognizeFormat(path, source.head)
  // Card numbers become tokens under a key of this run alone: nobody can try numbers against them later.
  const key = randomBytes(32)
  const read: ReadOptions = {
    tokenize: (cardNumber) => createHmac('sha256', key).update(cardNumber).digest('hex').slice(0, 32),
    mapping: (guess, header, samples) => chosen(guess, header, samples, options),
    now: Date.now(),
  }
  if (format === 'attempts')
    return { batches: readJsonLines(source.chunks), progress: source.progress, failure: source.failure }
  if (format === 'csv' || format === 'json') {
    const rows = format === 'csv' ? readCsv(source, read) : readObjects(source, read)
    return { batches: inOrder(rows), progress: source.progress, failure: source.failure }
  }
  if (format === 'parquet') {
    if (path === '-') throw new CommandFailure('Parquet is read from a file, not from standard input.', EXIT.usage)
    let share = 0
    const batches = inOrder(readParquet(path, read, (now) => (share = now)))
    return { batches, progress: () => share, failure: source.failure }
  }
  const dialects = options.dialect === undefined ? allDialects() : [dialectNamed(options.dialect)]
  const messages = { ...read, dialects, ...(options.framing === undefined ? {} : { framing: options.framing }) }
  const reader = format === 'jpos' ? readJpos : readCapture
  return { batches: inOrder(reader(source, messages)), progress: source.progress, failure: source.failure }
}

async function chosen(
  guess: Mapping,
  header: readonly string[],
  samples: readonly (readonly string[])[],
  options: InputOptions,
): Promise<Mapping> {
  const mapping = options.mapping === undefined ? guess : readMapping(options.mapping)
  if (options.showMapping) {
    console.log(JSON.stringify(mapping, null, 2))
    throw new MappingShown('', EXIT.done)
  }
  return options.mapping === undefined ? confirmMapping(guess, header, samples, options.yes === true) : mapping
}

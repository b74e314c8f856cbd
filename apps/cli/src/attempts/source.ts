import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** An input as it is read: unpacked when it was packed, and how much of the file is behind us. */
export interface Source {
  readonly path: string
  readonly chunks: AsyncIterable<Uint8Array>
  /** The first bytes, unpacked: enough to tell formats apart. Reading them takes nothing away. */
  readonly head: Uint8Array
  /** The last bytes of a file that is much longer than its head; nothing of what is packed, or of standard input. */
  readonly tail: Uint8Array
  /** Share of the file that has been read, 0 to 1; undefined for standard input. */
  readonly progress: () => number | undefined
  /** Why the chunks ended before the file did: it is cut short, damaged, or the disk failed. */
  readonly failure: () => string | undefined
}

const HEAD_BYTES = 64 * 1024

/** Opens a file, or standard input for `-`. Throws what the file system throws. */
export async function openSource(path: string): Promise<Source> {
  const size = path === '-' ? undefined : statSync(path).size
  const raw: Readable = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })
  let read = 0
  const counted = counting(raw, (bytes) => (read += bytes))
  const [first, packed] = await withHead(counted, 2)
  const isPacked = first[0] === 0x1f && first[1] === 0x8b
  const unpacked = isPacked ? gunzip(packed) : packed
  const [head, rest] = await withHead(unpacked, HEAD_BYTES)
  let failure: string | undefined
  async function* chunks(): AsyncGenerator<Uint8Array> {
    // What came before the damage is still worth reading.
    try {
      yield* rest
    } catch (caught) {
      failure = caught instanceof Error ? caught.message : String(caught)
    }
  }
  const progress = () => (size === undefined || size === 0 ? undefined : read / size)
  const tail = size === undefined || isPacked || size < 2 * HEAD_BYTES ? new Uint8Array(0) : tailOf(path, size)
  return { path, chunks: chunks(), head, tail, progress, failure: () => failure }
}

function tailOf(path: string, size: number): Uint8Array {
  // Where a character of UTF-16 begins.
  const from = (size - HEAD_BYTES) & ~1
  const tail = Buffer.alloc(size - from)
  const file = openSync(path, 'r')
  try {
    return tail.subarray(0, readSync(file, tail, 0, tail.length, from))
  } finally {
    closeSync(file)
  }
}

function gunzip(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const input = Readable.from(packed)
  const output = createGunzip()
  input.on('error', (failure) => output.destroy(failure))
  return input.pipe(output) as AsyncIterable<Uint8Array>
}

async function* counting(raw: Readable, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of raw) {
    count((chunk as Uint8Array).length)
    yield chunk as Uint8Array
  }
}

/** The first `bytes` (or all there are, or a little more), and all chunks as if nobody had looked. */
async function withHead(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<readonly [Uint8Array, AsyncGenerator<Uint8Array>]> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  let failure: unknown
  while (length < bytes) {
    let next
    try {
      next = await iterator.next()
    } catch (caught) {
      // Damage behind the first bytes is met again by whoever reads that far.
      if (length === 0) throw caught
      failure = caught
      break
    }
    if (next.done) break
    first.push(next.value)
    length += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first
    if (failure !== undefined) throw failure
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  }
  return [Buffer.concat(first), all()]
}

/** Longest line that is read as one; nothing that we know writes longer ones. */
const LINE_MAX = 1 << 20

/**
 * How text is encoded that begins like this: as its byte order mark says, in UTF-8, or else in GB 18030, which holds
 * GBK and GB 2312: what Chinese spreadsheets and mainframes write.
 */
export function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  try {
    // A character may be cut where the head ends; that is no error in a stream.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

/** Text in pieces that end where lines end, a few hundred kilobytes each. */
export async function* textOf(chunks: AsyncIterable<Uint8Array>, encoding = 'utf-8'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const end = rest.length > LINE_MAX ? rest.length : rest.lastIndexOf('\n') + 1
    if (end === 0) continue
    yield rest.slice(0, end)
    rest = rest.slice(end)
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

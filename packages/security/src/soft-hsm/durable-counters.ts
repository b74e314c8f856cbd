import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CounterChange, CounterStore } from '../module/index.ts'

/** How far the file has come: number of lines ever written, and the authenticator of the last. Goes into the audit log. */
export interface CountersPosition {
  readonly position: number
  readonly seal: string
}

const START: CountersPosition = { position: 0, seal: '0'.repeat(64) }
/** A file is begun anew when it has grown by this, and by as much as it began with. */
const GROWTH_BYTES_MAX = 4 * 1024 * 1024

/**
 * What the module has counted, on disk before anybody learns of it. Each line holds changes and an authenticator over
 * them and the line before, under a key only the module has, so that none can be changed, dropped or made up. The first
 * line of a file holds everything counted until then, which bounds its size.
 */
export class DurableCounters implements CounterStore {
  readonly restored: readonly CounterChange[]
  readonly #path: string
  readonly #key: Uint8Array
  readonly #growth_max: number
  /** What the next line goes on from. */
  #last: CountersPosition
  #durable: CountersPosition
  #file: FileHandle | undefined
  #bytes = 0
  #bytesAtStart = 0
  /** The last change of each thing counted, so that a burst of them costs one line. */
  #pending = new Map<string, CounterChange>()
  #waiting: { readonly resolve: () => void; readonly reject: (failure: unknown) => void }[] = []
  #writing: Promise<void> | undefined
  #tightened = 0

  private constructor(path: string, key: Uint8Array, growth_max: number, found: Found) {
    this.#path = path
    this.#key = key
    this.#growth_max = growth_max
    this.#last = this.#durable = found.at
    this.restored = found.changes
  }

  /**
   * Throws when the file was changed, or ends before `reached`, the last position that the audit log knows. A line that
   * a crash cut short is left out: nothing was answered upon it.
   */
  static open(
    path: string,
    key: Uint8Array,
    reached: CountersPosition | undefined,
    growth_bytes_max = GROWTH_BYTES_MAX,
  ): DurableCounters {
    return new DurableCounters(path, key, growth_bytes_max, read(path, key, reached))
  }

  /** How far the file has come on disk. */
  get durable(): CountersPosition {
    return this.#durable
  }
  /** Rises with every change that leaves less to a guesser: its command may only be answered when it is durable. */
  get tightened(): number {
    return this.#tightened
  }

  changed(change: CounterChange): void {
    if (change.kind === 'serial-number') this.#pending.set(change.base, change)
    else this.#pending.set(`${change.of} ${change.subject}`, change)
    if (change.kind === 'serial-number' || change.count > 0) this.#tightened += 1
  }

  /** Begins the file anew with all that is counted; the old one stays until the new one is whole and on disk. */
  begin(counted: Iterable<CounterChange>): void {
    const line = this.#line([...counted], { from: this.#last })
    const fresh = openSync(`${this.#path}.new`, 'w', 0o600)
    writeFileSync(fresh, line)
    fsyncSync(fresh)
    closeSync(fresh)
    renameSync(`${this.#path}.new`, this.#path)
    const directory = openSync(dirname(this.#path), 'r')
    fsyncSync(directory)
    closeSync(directory)
    this.#durable = this.#last
    this.#bytes = this.#bytesAtStart = line.length
    this.#pending.clear()
  }

  /**
   * Resolves when everything counted so far is on disk. Changes that come while one write is under way share the next
   * one. Rejects when the disk does not take them: the module must not answer then, nor go on.
   */
  commit(counted: () => Iterable<CounterChange>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#writing ??= this.#write(counted)
    })
  }

  async #write(counted: () => Iterable<CounterChange>): Promise<void> {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting.splice(0)
      try {
        await this.#writeOnce(counted)
        for (const { resolve } of waiting) resolve()
      } catch (failure) {
        for (const { reject } of waiting) reject(failure)
      }
    }
    // At once, so that no commit of those just resolved waits for a loop that has ended.
    this.#writing = undefined
  }

  async #writeOnce(counted: () => Iterable<CounterChange>): Promise<void> {
    if (this.#bytes - this.#bytesAtStart > Math.max(this.#growth_max, this.#bytesAtStart)) {
      await this.#file?.close()
      this.#file = undefined
      return this.begin(counted())
    }
    if (this.#pending.size === 0) return
    const line = this.#line([...this.#pending.values()])
    this.#pending.clear()
    this.#file ??= await open(this.#path, 'a', 0o600)
    await this.#file.appendFile(line)
    await this.#file.datasync()
    this.#durable = this.#last
    this.#bytes += line.length
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file?.close()
    this.#file = undefined
  }

  #line(changes: readonly CounterChange[], first: { readonly from?: CountersPosition } = {}): string {
    const position = this.#last.position + 1
    const content = JSON.stringify({ position, ...first, changes })
    const seal = sealOf(this.#key, first.from ? START.seal : this.#last.seal, content)
    this.#last = { position, seal }
    return `${seal} ${content}\n`
  }
}

interface Line {
  readonly position: number
  /** Only in a file's first line: where the file before it ended. */
  readonly from?: CountersPosition
  readonly changes: readonly CounterChange[]
}
interface Found {
  readonly at: CountersPosition
  readonly changes: readonly CounterChange[]
}

const sealOf = (key: Uint8Array, previous: string, content: string): string =>
  createHmac('sha256', key).update(previous).update(content).digest('hex')

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function read(path: string, key: Uint8Array, reached: CountersPosition | undefined): Found {
  if (!existsSync(path)) {
    if (reached) throw new Error('counters: their file is missing')
    return { at: START, changes: [] }
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  // What follows the last line's end is the rest of a write that a crash cut short.
  lines.pop()
  const changes: CounterChange[] = []
  let at = START
  let seenReached = reached === undefined
  for (const [index, text] of lines.entries()) {
    const content = text.slice(65)
    if (!equal(text.slice(0, 64), sealOf(key, at.seal, content))) {
      // A crash may leave holes in the last line as well, which nothing was answered upon; before it, none.
      if (seenReached && index > 0 && index === lines.length - 1) break
      throw new Error(`counters: line ${index + 1} is not the module's`)
    }
    const line = JSON.parse(content) as Line
    // A new file may have been begun after the audit log was last told.
    if (line.from && reached) seenReached ||= same(line.from, reached) || line.from.position > reached.position
    at = { position: line.position, seal: text.slice(0, 64) }
    seenReached ||= reached !== undefined && same(at, reached)
    changes.push(...line.changes)
  }
  if (lines.length === 0 || !seenReached) throw new Error('counters: what the audit log knows of is missing')
  return { at, changes }
}

const same = (a: CountersPosition, b: CountersPosition): boolean => a.position === b.position && a.seal === b.seal

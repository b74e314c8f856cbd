import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** One record of the audit log: a line of JSON whose hash covers the line before, so that none can be changed or dropped unseen. */
export interface AuditRecord {
  readonly sequence: number
  /** ISO 8601, UTC. */
  readonly time: string
  readonly command: string
  readonly outcome: string
  readonly detail: string
  /** SHA-256 (hex) over the previous record's hash and this record's other members. */
  readonly hash: string
}

export type AuditVerdict =
  | { readonly intact: true; readonly records: number; readonly head: string }
  | { readonly intact: false; readonly line: number; readonly why: string }

const GENESIS = '0'.repeat(64)

function hashOf(previous: string, record: Omit<AuditRecord, 'hash'>): string {
  const { sequence, time, command, outcome, detail } = record
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify([sequence, time, command, outcome, detail]))
    .digest('hex')
}

/** A record as it was noted outside: its number, and its hash. A log that does not hold it was rolled back or replaced. */
export interface NotedRecord {
  readonly sequence: number
  readonly hash: string
}

/**
 * Checks a log offline: needs the file's text alone. Only what was noted elsewhere, in a place that whoever writes the
 * log cannot write, shows that the whole was not put back to an earlier state.
 */
export function verifyAuditLog(
  text: string,
  noted?: NotedRecord,
  each: (record: AuditRecord) => void = () => undefined,
): AuditVerdict {
  let previous = GENESIS
  const lines = text.split('\n')
  // A line without an end is the rest of a write that a crash cut short; `AuditLog` removes it when it opens.
  lines.pop()
  for (const [index, line] of lines.entries()) {
    const record = parseRecord(line)
    if (!record) return { intact: false, line: index + 1, why: 'no audit record' }
    if (record.sequence !== index + 1) return { intact: false, line: index + 1, why: 'sequence broken' }
    if (record.hash !== hashOf(previous, record)) return { intact: false, line: index + 1, why: 'hash broken' }
    if (record.sequence === noted?.sequence && record.hash !== noted.hash)
      return { intact: false, line: index + 1, why: 'not the record that was noted' }
    previous = record.hash
    each(record)
  }
  if (noted && noted.sequence > lines.length)
    return { intact: false, line: lines.length, why: 'ends before the record that was noted' }
  return { intact: true, records: lines.length, head: previous }
}

function parseRecord(line: string): AuditRecord | undefined {
  try {
    const value = JSON.parse(line) as Partial<AuditRecord> | null
    const texts = [value?.time, value?.command, value?.outcome, value?.detail, value?.hash]
    const whole = typeof value?.sequence === 'number' && texts.every((text) => typeof text === 'string')
    return whole ? (value as AuditRecord) : undefined
  } catch {
    return undefined
  }
}

/**
 * The log of one module. Beside it lies a seal: position and hash of the last record under a key only the module has,
 * so that cutting off the end or writing the whole chain anew is found out as well.
 */
export class AuditLog {
  readonly #file: number
  readonly #sealPath: string
  readonly #sealKey: Uint8Array
  #head: string
  #records: number
  #pending: string[] = []
  #sealing: Promise<void> | undefined
  readonly #lastDetails: ReadonlyMap<string, string>

  private constructor(path: string, sealKey: Uint8Array, found: Found) {
    this.#file = openSync(path, 'a', 0o600)
    this.#sealPath = sealPathOf(path)
    this.#sealKey = sealKey
    this.#head = found.head
    this.#records = found.records
    this.#lastDetails = found.lastDetails
  }

  /** Throws when the log is broken: a module without a sound log does not start. */
  static open(path: string, sealKey: Uint8Array, noted?: NotedRecord): AuditLog {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const lastDetails = new Map<string, string>()
    const verdict = verifyAuditLog(text, noted, ({ command, detail }) => lastDetails.set(command, detail))
    if (!verdict.intact) throw new Error(`audit log: ${verdict.why} in line ${verdict.line}`)
    checkSeal(sealPathOf(path), text, verdict.records, sealKey)
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length !== text.length) writeFileSync(path, whole, { mode: 0o600 })
    return new AuditLog(path, sealKey, { ...verdict, lastDetails })
  }

  /** Detail of the last record of that command when the log was opened. */
  lastDetail(command: string): string | undefined {
    return this.#lastDetails.get(command)
  }

  append(event: Omit<AuditRecord, 'sequence' | 'hash'>): void {
    const { time, command, outcome, detail } = event
    const record = { sequence: this.#records + 1, time, command, outcome, detail }
    this.#head = hashOf(this.#head, record)
    this.#records += 1
    this.#pending.push(`${JSON.stringify({ ...record, hash: this.#head })}\n`)
  }

  /** Writes what was appended, in one piece. */
  flush(): void {
    if (this.#pending.length === 0) return
    writeSync(this.#file, this.#pending.join(''))
    this.#pending = []
  }

  seal(): void {
    this.flush()
    fsyncSync(this.#file)
    writeFileSync(`${this.#sealPath}.new`, this.#sealed(), { mode: 0o600 })
    renameSync(`${this.#sealPath}.new`, this.#sealPath)
  }

  /** The same without holding up the thread. Resolves when what was appended by now is sealed, or by the seal under way. */
  sealLater(): Promise<void> {
    this.#sealing ??= this.#sealSoon().finally(() => (this.#sealing = undefined))
    return this.#sealing
  }

  async #sealSoon(): Promise<void> {
    this.flush()
    const sealed = this.#sealed()
    await synced(this.#file)
    await writeFile(`${this.#sealPath}.new`, sealed, { mode: 0o600 })
    await rename(`${this.#sealPath}.new`, this.#sealPath)
  }

  #sealed(): string {
    const position = `${this.#records} ${this.#head}`
    return `${position} ${authenticatorOf(this.#sealKey, position)}\n`
  }

  /** No `sealLater` may be under way. */
  close(): void {
    this.seal()
    closeSync(this.#file)
  }
}

const synced = promisify(fsync)

interface Found {
  readonly head: string
  readonly records: number
  readonly lastDetails: ReadonlyMap<string, string>
}

const sealPathOf = (path: string): string => `${path}.seal`

const authenticatorOf = (key: Uint8Array, position: string): string =>
  createHmac('sha256', key).update(position).digest('hex')

function checkSeal(sealPath: string, text: string, records: number, key: Uint8Array): void {
  if (!existsSync(sealPath)) {
    if (records > 0) throw new Error('audit log: its seal is missing')
    return
  }
  const [count = '', head = '', authenticator = ''] = readFileSync(sealPath, 'utf8').trim().split(' ')
  const expected = Buffer.from(authenticatorOf(key, `${count} ${head}`))
  const found = Buffer.from(authenticator)
  if (found.length !== expected.length || !timingSafeEqual(found, expected))
    throw new Error('audit log: its seal is false')
  const position = Number(count)
  const sealed = position === 0 ? GENESIS : parseRecord(text.split('\n')[position - 1] ?? '')?.hash
  if (sealed !== head) throw new Error('audit log: records before the seal are missing or changed')
}

import { createHash, type Hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Fleet } from '../fleet.ts'
import type { Scenario } from '../scenario.ts'
import type { FileName, Write } from './recorder.ts'

const CHUNK_CHARACTERS = 1 << 20

/** The files of one run in a directory, with the SHA-256 of each. */
export class FleetFiles {
  readonly directory: string
  readonly #files = new Map<FileName, LineFile>()

  constructor(directory: string, capture: boolean) {
    this.directory = directory
    mkdirSync(directory, { recursive: true })
    const names: FileName[] = ['attempts', 'events', 'truth', ...(capture ? (['capture'] as const) : [])]
    for (const name of names) this.#files.set(name, new LineFile(join(directory, `${name}.ndjson`)))
  }

  readonly write: Write = (file, line) => this.#files.get(file)?.add(line)

  /** Closes them and writes `scenario.json`, which it returns. */
  end(scenario: Scenario, fleet: Fleet) {
    const { seed, start, days, terminals, merchants, issuers } = fleet.sizes
    const sha256 = Object.fromEntries([...this.#files].map(([name, file]) => [`${name}.ndjson`, file.close()]))
    const summary = {
      format: 1,
      name: scenario.name,
      seed,
      start,
      days,
      terminals,
      merchants,
      issuers,
      cardholders: fleet.people.length,
      attempts: fleet.recorder.attempts,
      faults: scenario.faults ?? [],
      sha256,
    }
    writeFileSync(join(this.directory, 'scenario.json'), `${JSON.stringify(summary, undefined, 2)}\n`)
    return summary
  }
}

class LineFile {
  readonly #descriptor: number
  readonly #hash: Hash = createHash('sha256')
  #lines: string[] = []
  #characters = 0

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w')
  }

  add(line: string): void {
    this.#lines.push(line)
    this.#characters += line.length
    if (this.#characters > CHUNK_CHARACTERS) this.#flush()
  }

  close(): string {
    this.#flush()
    closeSync(this.#descriptor)
    return this.#hash.digest('hex')
  }

  #flush(): void {
    if (this.#lines.length === 0) return
    const chunk = Buffer.from(`${this.#lines.join('\n')}\n`)
    this.#hash.update(chunk)
    for (let written = 0; written < chunk.length;) written += writeSync(this.#descriptor, chunk, written)
    this.#lines = []
    this.#characters = 0
  }
}

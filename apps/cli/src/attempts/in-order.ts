import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Attempt } from '@fiftyfive/diagnosis'
import type { Batch } from './reading.ts'

/** So many attempts are looked at when they are put in order. */
const WINDOW = 100_000

/**
 * Puts attempts in the order of time, for exports are often sorted by something else: newest first, by terminal. What is out of
 * place by less than half a window is put right as it passes. Where the first two windows are in a worse order the whole is
 * sorted by way of the disk, since attempts would come too late for those before them; what is written there has no card numbers,
 * and is gone afterwards.
 */
export async function* inOrder(batches: AsyncIterable<Batch>, window = WINDOW): AsyncGenerator<Batch> {
  let held: Attempt[] = []
  let runs: Runs | undefined
  let isFirst = true
  try {
    for await (const { attempts, faults } of batches) {
      for (const attempt of attempts) held.push(attempt)
      yield { attempts: [], faults }
      if (held.length < 2 * window) continue
      if (isFirst && displacement(held) > window / 2) runs = new Runs()
      isFirst = false
      held = held.toSorted(byTime)
      if (runs) {
        await runs.write(held)
        held = []
      } else {
        yield { attempts: held.slice(0, -window), faults: [] }
        held = held.slice(-window)
      }
    }
    held = held.toSorted(byTime)
    if (runs) {
      await runs.write(held)
      yield* runs.merged()
    } else yield { attempts: held, faults: [] }
  } finally {
    runs?.remove()
  }
}

const byTime = (a: Attempt, b: Attempt): number => a.at - b.at

/** How many places the one that is farthest from where it belongs has to go. */
function displacement(attempts: readonly Attempt[]): number {
  const order = Array.from(attempts, (_, index) => index)
  order.sort((a, b) => (attempts[a] as Attempt).at - (attempts[b] as Attempt).at)
  return order.reduce((most, from, to) => Math.max(most, Math.abs(from - to)), 0)
}

/** Attempts that are merged at once. */
const TOGETHER = 10_000

/** Parts of a log, each in order and in a file of its own. */
class Runs {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fiftyfive-'))
  readonly #files: string[] = []

  async write(attempts: readonly Attempt[]): Promise<void> {
    const path = join(this.#folder, `${this.#files.length}.ndjson`)
    this.#files.push(path)
    const file = createWriteStream(path)
    for (const attempt of attempts) if (!file.write(`${JSON.stringify(attempt)}\n`)) await once(file, 'drain')
    file.end()
    await once(file, 'close')
  }

  async *merged(): AsyncGenerator<Batch> {
    const heads: { next: Attempt; readonly rest: AsyncIterator<Attempt> }[] = []
    for (const path of this.#files) {
      const rest = readRun(path)
      const first = await rest.next()
      if (!first.done) heads.push({ next: first.value, rest })
    }
    let attempts: Attempt[] = []
    while (heads.length > 0) {
      let oldest = 0
      for (let each = 1; each < heads.length; each++)
        if ((heads[each]?.next.at as number) < (heads[oldest]?.next.at as number)) oldest = each
      const head = heads[oldest] as (typeof heads)[number]
      attempts.push(head.next)
      const next = await head.rest.next()
      if (next.done) heads.splice(oldest, 1)
      else head.next = next.value
      if (attempts.length < TOGETHER) continue
      yield { attempts, faults: [] }
      attempts = []
    }
    yield { attempts, faults: [] }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function* readRun(path: string): AsyncGenerator<Attempt> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as Attempt
}

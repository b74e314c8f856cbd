import type { Attempt, Draft, ImportFault, Mapping, Tokenize } from '@fiftyfive/diagnosis'
import { checkAttempt } from './attempt-line.ts'

/** What a reader gives, many at once: attempts, and what could not be read. */
export interface Batch {
  readonly attempts: readonly Attempt[]
  readonly faults: readonly ImportFault[]
}

export interface ReadOptions {
  readonly tokenize: Tokenize
  /** The mapping to use for a table; it gets what the column names suggest and some rows. */
  readonly mapping: (
    guess: Mapping,
    header: readonly string[],
    samples: readonly (readonly string[])[],
  ) => Promise<Mapping>
  /** For times without a year, which are of the twelve months before. */
  readonly now: number
}

/** Sorts drafts into attempts and faults. */
export function checked(drafts: readonly (readonly [line: number, draft: Draft])[], faults: ImportFault[] = []): Batch {
  const attempts: Attempt[] = []
  for (const [line, draft] of drafts) {
    const attempt = checkAttempt(draft)
    if (typeof attempt === 'string') faults.push({ line, reason: attempt })
    else attempts.push(attempt)
  }
  return { attempts, faults }
}

/** So many attempts are looked at when they are put in order. */
const WINDOW = 100_000

/**
 * Puts attempts in the order of time, for exports are often sorted by something else. A file up to two windows is sorted
 * whole; in a longer one, what is out of place by more than a window stays so.
 */
export async function* inOrder(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  let held: Attempt[] = []
  const byTime = (a: Attempt, b: Attempt): number => a.at - b.at
  for await (const { attempts, faults } of batches) {
    for (const attempt of attempts) held.push(attempt)
    if (held.length >= 2 * WINDOW) {
      held = held.toSorted(byTime)
      yield { attempts: held.slice(0, -WINDOW), faults }
      held = held.slice(-WINDOW)
    } else yield { attempts: [], faults }
  }
  yield { attempts: held.toSorted(byTime), faults: [] }
}

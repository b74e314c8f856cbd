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

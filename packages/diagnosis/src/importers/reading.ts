import type { Attempt } from '../attempt.ts'

/**
 * What could not be read, and where: `line` from 1 (of a message: its number; none when it is the input as a whole),
 * `column` by its name.
 */
export interface ImportFault {
  readonly line?: number
  readonly column?: string
  readonly reason: string
}

/** Facts of an attempt as an importer found them; whether they make an `Attempt` is for its check to say. */
export type Draft = { -readonly [Member in keyof Attempt]?: unknown }

/** Card numbers leave an importer as tokens only; the same number gives the same token. */
export type Tokenize = (cardNumber: string) => string

/** Fills in what an `Attempt` must have and a log may lack: names that are empty say nothing. */
export function complete(draft: Draft, line: number): Draft {
  const { terminal = '' } = draft
  return { id: `${String(terminal)}-${line}`, terminal, merchant: '', card: '', range: '', ...draft }
}

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

/** Codes an acquirer gives without asking the issuer: format, security, sign-on, merchant, terminal, key errors. */
const OWN_CODES: ReadonlySet<string> = new Set(['03', '12', '30', '58', '77', '91', '92', '97', '99', 'A0', 'A7', 'Z1'])

/**
 * Fills in what an `Attempt` must have and a log may lack, each with the value that says least: a log of PIN payments
 * has PINs, and whoever gave the code was asked.
 */
export function complete(draft: Draft, line: number): Draft {
  const { code, terminal = '', issuerCode } = draft
  const own = typeof code === 'string' && OWN_CODES.has(code) && issuerCode === undefined
  return {
    id: `${String(terminal)}-${line}`,
    terminal,
    merchant: '',
    card: '',
    range: '',
    entryMode: 'chip',
    pinPresent: true,
    forwarded: !own,
    ...draft,
  }
}

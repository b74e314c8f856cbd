import { hash } from 'node:crypto'

/** A journal line as it is chained. */
export interface Line {
  /** Milliseconds since 1970, by the clock of whoever wrote it. */
  readonly at: number
  readonly type: string
  readonly subject: string
  readonly body: string
}

export interface ChainedLine extends Line {
  readonly sequence: number
  readonly hash: string
}

const DAY_MS = 86_400_000
let lastDay = { from: 0, name: '1970-01-01' }

/** UTC, YYYY-MM-DD. */
export function dayOf(at: number): string {
  if (at < lastDay.from || at >= lastDay.from + DAY_MS) {
    lastDay = { from: Math.floor(at / DAY_MS) * DAY_MS, name: new Date(at).toISOString().slice(0, 10) }
  }
  return lastDay.name
}

/** SHA-256 over the hash before and the line, each part with its length in front, so that no two lines look alike. */
function linkHash(previous: string, { at, type, subject, body }: Line): string {
  let text = ''
  for (const part of [previous, String(at), type, subject, body]) text += `${part.length}:${part}`
  return hash('sha256', text)
}

/**
 * Where the chain stands. A line goes on from the line before it of the same day; the first of a day goes on from the
 * newest line of all. So each day can be checked and its last hash published by itself, also when the clock went back.
 */
export class Heads {
  readonly days: Map<string, string>
  newest: string

  constructor(days: Iterable<readonly [string, string]> = [], newest = '') {
    this.days = new Map(days)
    this.newest = newest
  }

  link(line: Line): { readonly day: string; readonly hash: string } {
    const day = dayOf(line.at)
    const linked = linkHash(this.days.get(day) ?? this.newest, line)
    this.days.set(day, linked)
    this.newest = linked
    return { day, hash: linked }
  }
}

export interface JournalReport {
  readonly entries: number
  /** Entries from before the chain, which prove nothing. */
  readonly unchained: number
  /** Last hash of each day, UTC: to be kept elsewhere, so that nobody can rewrite a day together with its chain. */
  readonly days: Readonly<Record<string, string>>
  /** The first entry that was changed, inserted or taken away, or the day that lost its end. */
  readonly broken?: { readonly sequence: number } | { readonly day: string }
}

/** Checks every link from the beginning, and that no day lost its end. `kept` are the heads recorded beside the lines. */
export async function verifyChain(
  lines: Iterable<ChainedLine> | AsyncIterable<ChainedLine>,
  kept: ReadonlyMap<string, string>,
): Promise<JournalReport> {
  const heads = new Heads()
  let entries = 0
  let unchained = 0
  const report = (broken?: JournalReport['broken']): JournalReport => ({
    entries,
    unchained,
    days: Object.fromEntries(heads.days),
    ...(broken ? { broken } : {}),
  })
  for await (const line of lines) {
    entries++
    if (line.hash === '' && heads.newest === '') unchained++
    else if (heads.link(line).hash !== line.hash) return report({ sequence: line.sequence })
  }
  const days = new Set([...heads.days.keys(), ...kept.keys()])
  const cut = [...days].find((day) => heads.days.get(day) !== kept.get(day))
  return report(cut === undefined ? undefined : { day: cut })
}

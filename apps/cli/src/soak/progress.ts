import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Breach } from '@fiftyfive/simulator'

export interface SeedReport {
  readonly seed: number
  readonly payments: number
  readonly transactions: number
  readonly events: number
  /** How often each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>
  readonly breach?: Breach
}

/** What a soak has come to so far; kept in a file, so that it goes on where it was stopped. */
export interface Progress {
  readonly hours: number
  /** The first seed that nobody was given yet. */
  readonly next: number
  readonly seeds: number
  readonly payments: number
  readonly transactions: number
  readonly events: number
  readonly faults: Readonly<Record<string, number>>
  readonly broken: readonly { readonly seed: number; readonly breach: Breach }[]
  /** Of processor and wall clock, all threads together and runs of before included. */
  readonly cpu_s: number
  readonly wall_s: number
}

export const begun = (seed: number, hours: number): Progress => ({
  hours,
  next: seed,
  seeds: 0,
  payments: 0,
  transactions: 0,
  events: 0,
  faults: {},
  broken: [],
  cpu_s: 0,
  wall_s: 0,
})

export function withSeed(progress: Progress, report: SeedReport): Progress {
  const faults: Record<string, number> = { ...progress.faults }
  for (const [kind, count] of Object.entries(report.faults)) faults[kind] = (faults[kind] ?? 0) + count
  const { seed, breach } = report
  return {
    ...progress,
    seeds: progress.seeds + 1,
    payments: progress.payments + report.payments,
    transactions: progress.transactions + report.transactions,
    events: progress.events + report.events,
    faults,
    broken: breach ? [...progress.broken, { seed, breach }] : progress.broken,
  }
}

export function loadProgress(file: string): Progress | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : undefined
}

/** Whole or not at all: a soak that is stopped in the middle of writing must find what was before. */
export function saveProgress(file: string, progress: Progress): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(progress, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

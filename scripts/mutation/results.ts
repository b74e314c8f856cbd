import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface Mutant {
  readonly id: string
  /** File, line and column, and where it ends. */
  readonly place: string
  readonly end: readonly [line: number, column: number]
  readonly kind: string
  readonly replacement: string
}

const folder = resolve(import.meta.dirname, '../../node_modules/.mutation')
export const MUTANTS = resolve(folder, 'mutants.json')
/**
 * One line an event: `began`, `survived` one test, or killed by it, as `failed` or `endless`; `static` those of the modules' loading;
 * `finished` a test file, or `spoiled`: to be taken up in a new process. */
export const RESULTS = resolve(folder, 'results.txt')

export type Outcome = 'began' | 'survived' | 'failed' | 'endless' | 'static' | 'finished' | 'spoiled'

export function note(outcome: Outcome, id: string, test: string): void {
  appendFileSync(RESULTS, `${outcome}\t${id}\t${test}\n`)
}

export function readResults(): readonly (readonly [outcome: Outcome, id: string, test: string])[] {
  if (!existsSync(RESULTS)) return []
  const lines = readFileSync(RESULTS, 'utf8').trimEnd().split('\n')
  return lines.map((line) => line.split('\t') as [Outcome, string, string])
}

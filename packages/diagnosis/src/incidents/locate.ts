import { payerOf } from '../attempt.ts'
import type { Dimension } from '../dimensions.ts'
import { indexOf } from '../symptoms.ts'
import { type Partition, Rows } from './partitions.ts'
import type { Session } from './sessions.ts'
import type { Stretch } from './window.ts'

/**
 * Scopes that a fault of a payment network can have: one thing, or a release together with what it does not fit. Any
 * other combination that stands out does so by chance, or because several things of one kind failed at once. Each costs
 * the log-likelihood ratio that it has to explain besides the logarithm of the number of its siblings: minus the logarithm
 * of how often, roughly, faults have such a place. What a terminal explains as well as its district is the terminal's.
 */
const SETS: readonly (readonly [cost: number, ...set: readonly Dimension[]])[] = [
  [1, 'terminal'],
  [2, 'merchant'],
  [4, 'region'],
  [4, 'access'],
  [3, 'operator'],
  [4, 'model'],
  [2, 'version'],
  [3.5, 'parameters'],
  [3.5, 'kernel'],
  [2, 'range'],
  [2, 'issuer'],
  [2, 'link'],
  [2.5, 'node'],
  [4.5, 'entry'],
  [3.5, 'panLength'],
  [3, 'model', 'version'],
  [3, 'model', 'kernel'],
  [4, 'model', 'parameters'],
  [4, 'version', 'panLength'],
  [4.5, 'version', 'entry'],
  [3.5, 'parameters', 'entry'],
  [4.5, 'kernel', 'entry'],
  [4.5, 'region', 'access'],
  [5, 'model', 'version', 'panLength'],
  [5, 'model', 'version', 'entry'],
]
/** Net log-likelihood ratio below which nothing more is reported. */
const SCORE_MIN = 5
/** Parts must explain more than the whole by this factor: a fault rarely strikes all its parts to the same degree. */
const SPLIT_FACTOR = 1.05
const ELEMENTS_MAX = 4
/** Healthy sessions that are looked at; a sample stands for all. */
const HEALTHY_MAX = 3_000

interface Element {
  readonly name: string
  readonly rows: readonly number[]
  readonly score: number
}

/**
 * The smallest scopes that explain why a symptom is more frequent than `rate` says, strongest first: a likelihood-ratio
 * scan over all of `SETS`; what the best one explains is taken out and the rest is searched again.
 */
export function locate(sessions: Stretch, kind: number, rate: (session: Session) => number): string[] {
  const rows = rowsOf(sessions, kind, rate)
  // What follows from the symptom cannot be where it comes from: a refusal before routing has no link, a failed chip
  // read is a stripe.
  const may = (name: Dimension) => rows.have(name) && !(name === 'entry' && kind === indexOf('reading'))
  const sets = SETS.filter(([, ...set]) => set.every(may))
  // A terminal is a place also where no other was heard of; of anything else there must be two to be told apart.
  const parts = sets
    .map(([cost, ...set]) => ({ cost, set, ...rows.by(set) }))
    .filter(({ set, size }) => size > 1 || set[0] === 'terminal')
  const found: string[] = []
  while (found.length < ELEMENTS_MAX) {
    const all = parts.map((each) => elementsOf(each, rows))
    const whole = strongest(all.flat())
    if (!whole) break
    const element = terminalOf(whole, all, rows) ?? partOf(whole, all, rows)
    found.push(element.name)
    explain(element, rows)
  }
  return found
}

function rowsOf(sessions: Stretch, kind: number, rate: (session: Session) => number): Rows {
  // One card that fails at five tills is one observation: what is wrong may be the card.
  const cards = new Set<string>()
  const failed: Session[] = []
  const healthy = sessions.filter((row) => {
    if ((sessions.symptoms(row) & (1 << kind)) === 0) return true
    const session = sessions.session(row)
    const payer = payerOf(session.first)
    if (!cards.has(payer)) failed.push(session)
    cards.add(payer)
    return false
  }).rows
  const step = Math.max(1, healthy.length / HEALTHY_MAX)
  const sample = Array.from({ length: Math.floor(healthy.length / step) }, (_, index) =>
    sessions.session(healthy[Math.floor(index * step)] as number),
  )
  const rows = new Rows([...failed, ...sample], failed.length, (row) => (row < failed.length ? 1 : step))
  for (const [row, session] of rows.sessions.entries())
    rows.expected[row] = (rows.weight[row] as number) * rate(session)
  return rows
}

/** Elements of one set that stand out, with their sessions. */
function elementsOf({ cost, size, failing }: Partition & { readonly cost: number }, all: Rows): Element[] {
  const whole = Math.log(size) + cost
  return failing.flatMap(({ name, rows }) => {
    const score = gain(rows, all) - whole
    return score >= SCORE_MIN ? [{ name, rows, score }] : []
  })
}

/** Binomial log-likelihood ratio of the seen rate against the expected one; 0 when it is not higher. */
function gain(rows: readonly number[], all: Rows): number {
  let sessions = 0
  let failed = 0
  let expected = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number
    sessions += all.weight[row] as number
    expected += all.expected[row] as number
    if (row < all.failed) failed++
  }
  if (failed <= expected) return 0
  const passed = sessions - failed
  const ratio = failed * Math.log(failed / expected)
  return passed > 0 ? ratio + passed * Math.log(passed / Math.max(sessions - expected, 1e-9)) : ratio
}

const strongest = (elements: readonly Element[]): Element | undefined =>
  elements.reduce<Element | undefined>((best, each) => (best && best.score >= each.score ? best : each), undefined)

/** Log-likelihood ratio that the one terminal behind all of a wider element's failures may explain less than that. */
const TERMINAL_MAY_LACK = 3

/** The one terminal in which everything that the element explains took place: what it has alone there is not to blame. */
function terminalOf(
  { rows, score }: Element,
  elements: readonly (readonly Element[])[],
  all: Rows,
): Element | undefined {
  const terminals = new Set<string>()
  for (const row of rows) if (row < all.failed) terminals.add((all.sessions[row] as Session).first.terminal)
  const [terminal] = terminals
  if (terminals.size !== 1) return undefined
  const element = elements.flat().find(({ name }) => name === `terminal=${terminal}`)
  return element && element.score >= score - TERMINAL_MAY_LACK ? element : undefined
}

/** The element itself, or the strongest of the elements within it when those of one set explain clearly more together. */
function partOf(whole: Element, elements: readonly (readonly Element[])[], all: Rows): Element {
  const inside = new Uint8Array(all.sessions.length)
  for (const row of whole.rows) inside[row] = 1
  let best: readonly Element[] = []
  let most = SPLIT_FACTOR * whole.score
  for (const each of elements) {
    const parts = each.filter((part) => part !== whole && part.rows.every((row) => inside[row] === 1))
    const sum = parts.reduce((total, { score }) => total + score, 0)
    if (sum > most) [best, most] = [parts, sum]
  }
  return strongest(best) ?? whole
}

/** A fault fails a share of the sessions that would have passed: their expectation is raised by that. */
function explain({ rows }: Element, all: Rows): void {
  const sessions = rows.reduce((sum, row) => sum + (all.weight[row] as number), 0)
  const failed = rows.filter((row) => row < all.failed).length
  const share = Math.min(0.999, failed / sessions)
  for (const row of rows) all.expected[row] = Math.max(all.expected[row] as number, (all.weight[row] as number) * share)
}

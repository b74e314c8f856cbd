import { payerOf } from '../attempt.ts'
import { type Dimension, valueOf } from '../dimensions.ts'
import { indexOf } from '../symptoms.ts'
import { type Partition, Partitions } from './partitions.ts'
import { has, type Session } from './sessions.ts'

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

interface Row {
  readonly session: Session
  readonly weight: number
  readonly failed: boolean
  expected: number
}
interface Element {
  readonly name: string
  readonly rows: readonly Row[]
  readonly score: number
}

/**
 * The smallest scopes that explain why a symptom is more frequent than `rate` says, strongest first: a likelihood-ratio
 * scan over all of `SETS`; what the best one explains is taken out and the rest is searched again.
 */
export function locate(sessions: readonly Session[], kind: number, rate: (session: Session) => number): string[] {
  const rows = rowsOf(sessions, kind, rate)
  const failed = rows.filter((row) => row.failed)
  // What follows from the symptom cannot be where it comes from: a refusal before routing has no link, a failed chip
  // read is a stripe.
  const sets = SETS.filter(([, ...set]) =>
    set.every(
      (name) =>
        failed.every(({ session }) => valueOf[name](session.first) !== undefined) &&
        !(name === 'entry' && kind === indexOf('reading')),
    ),
  )
  const partitions = new Partitions(rows)
  const parts = sets.map(([cost, ...set]) => ({ cost, ...partitions.by(set) }))
  const found: string[] = []
  while (found.length < ELEMENTS_MAX) {
    const all = parts.map((each) => elementsOf(each))
    const whole = strongest(all.flat())
    if (!whole) break
    const element = terminalOf(whole, all) ?? partOf(whole, all)
    found.push(element.name)
    explain(element)
  }
  return found
}

function rowsOf(sessions: readonly Session[], kind: number, rate: (session: Session) => number): Row[] {
  const row = (session: Session, weight: number, failed: boolean): Row => ({
    session,
    weight,
    failed,
    expected: weight * rate(session),
  })
  // One card that fails at five tills is one observation: what is wrong may be the card.
  const cards = new Set<string>()
  const failed = sessions.filter((session) => {
    if (!has(session, kind) || cards.has(payerOf(session.first))) return false
    return cards.add(payerOf(session.first))
  })
  const healthy = sessions.filter((session) => !has(session, kind))
  const step = Math.max(1, healthy.length / HEALTHY_MAX)
  const sample = Array.from(
    { length: Math.floor(healthy.length / step) },
    (_, index) => healthy[Math.floor(index * step)],
  )
  return [
    ...failed.map((session) => row(session, 1, true)),
    ...sample.map((session) => row(session as Session, step, false)),
  ]
}

/** Elements of one set that stand out, with their sessions. */
function elementsOf({ cost, size, failing }: Partition<Row> & { readonly cost: number }): Element[] {
  if (size < 2) return []
  const whole = Math.log(size) + cost
  return failing.flatMap(({ name, rows }) => {
    const score = gain(rows) - whole
    return score >= SCORE_MIN ? [{ name, rows, score }] : []
  })
}

/** Binomial log-likelihood ratio of the seen rate against the expected one; 0 when it is not higher. */
function gain(rows: readonly Row[]): number {
  let sessions = 0
  let failed = 0
  let expected = 0
  for (const row of rows) {
    sessions += row.weight
    expected += row.expected
    if (row.failed) failed++
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
function terminalOf({ rows, score }: Element, all: readonly (readonly Element[])[]): Element | undefined {
  const failed = rows.filter((row) => row.failed)
  const [terminal] = new Set(failed.map(({ session }) => session.first.terminal))
  if (!failed.every(({ session }) => session.first.terminal === terminal)) return undefined
  const element = all.flat().find(({ name }) => name === `terminal=${terminal}`)
  return element && element.score >= score - TERMINAL_MAY_LACK ? element : undefined
}

/** The element itself, or the strongest of the elements within it when those of one set explain clearly more together. */
function partOf(whole: Element, all: readonly (readonly Element[])[]): Element {
  const inside = new Set(whole.rows)
  let best: readonly Element[] = []
  let most = SPLIT_FACTOR * whole.score
  for (const elements of all) {
    const parts = elements.filter((each) => each !== whole && each.rows.every((row) => inside.has(row)))
    const sum = parts.reduce((total, { score }) => total + score, 0)
    if (sum > most) [best, most] = [parts, sum]
  }
  return strongest(best) ?? whole
}

/** A fault fails a share of the sessions that would have passed: their expectation is raised by that. */
function explain({ rows }: Element): void {
  const sessions = rows.reduce((sum, { weight }) => sum + weight, 0)
  const failed = rows.filter((row) => row.failed).length
  const share = Math.min(0.999, failed / sessions)
  for (const row of rows) row.expected = Math.max(row.expected, row.weight * share)
}

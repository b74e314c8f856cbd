import { payerOf } from '../attempt.ts'
import type { Dimension } from '../dimensions.ts'
import { indexOf } from '../symptoms.ts'
import type { RateAt } from './fleet-counters.ts'
import { type Part, type Partition, Rows } from './partitions.ts'
import type { Session } from './sessions.ts'
import { NOWHERE, WIDTH } from './places.ts'
import type { Rivals } from './deviation.ts'
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

/** A scope that explains a rise, and those that explain the same. */
export interface Located {
  readonly scope: string
  readonly rivals: Rivals
}

interface Element extends Part {
  readonly score: number
  readonly set: readonly Dimension[]
}

/**
 * What the refusals in a scope, of which so many are expected anyway, show of their cause speaks for or against each kind of place:
 * two terminals with one another's keys are two terminals, also where nobody else has their kernel. As a logarithm.
 */
export type PlaceOdds = (
  failed: readonly Session[],
  expected: number,
  scope: string,
) => (set: readonly Dimension[]) => number
/** Share of an element's failures that another one must have in common with it to be meant instead. */
const COMMON = 0.8
/** A rival below this share is none. */
const RIVAL_MIN = 0.005
/** From here on the kind of place says that parts are meant, to whatever degree each is struck. */
export const TELLING = 1.5

/**
 * The smallest scopes that explain why a symptom is more frequent than `rate` says, strongest first: a likelihood-ratio
 * scan over all of `SETS`; what the best one explains is taken out and the rest is searched again.
 */
export function locate(sessions: Stretch, kind: number, rate: RateAt, odds: PlaceOdds = INDIFFERENT): Located[] {
  const rows = rowsOf(sessions, kind, rate)
  const parts = partsOf(rows, kind)
  const found: Located[] = []
  while (found.length < ELEMENTS_MAX) {
    const all = parts.map((each) => elementsOf(each, rows, SCORE_MIN))
    const whole = strongest(all.flat())
    if (!whole) break
    const element = terminalOf(whole, all, rows) ?? partOf(whole, all, rows, odds)
    found.push({ scope: element.name, rivals: rivalsOf(whole, all, rows) })
    explain(element, rows)
  }
  return found
}

/** The scopes that explain about the same failures as one that was found otherwise. */
export function rivalsAround(scope: string, sessions: Stretch, kind: number, rate: RateAt): Rivals {
  const rows = rowsOf(sessions, kind, rate)
  const all = partsOf(rows, kind).map((each) => elementsOf(each, rows, -Infinity))
  const whole = all.flat().find(({ name }) => name === scope)
  return whole ? rivalsOf(whole, all, rows) : new Map([[scope, 1]])
}

/** The sessions divided by every set that may be meant. */
function partsOf(rows: Rows, kind: number): Divided[] {
  // What follows from the symptom cannot be where it comes from: a refusal before routing has no link, a failed chip
  // read is a stripe.
  const may = (name: Dimension) => rows.have(name) && !(name === 'entry' && kind === indexOf('reading'))
  const sets = SETS.filter(([, ...set]) => set.every(may))
  // A terminal is a place also where no other was heard of; of anything else there must be two to be told apart.
  return sets
    .map(([cost, ...set]) => divided(cost, set, rows))
    .filter(({ set, size }) => size > 1 || set[0] === 'terminal')
}

function rowsOf(sessions: Stretch, kind: number, rate: RateAt): Rows {
  // One card that fails at five tills is one observation: what is wrong may be the card.
  const cards = new Set<string>()
  const failed: number[] = []
  const healthy = sessions.filter((row) => {
    if ((sessions.symptoms(row) & (1 << kind)) === 0) return !sessions.isLocked(row)
    const payer = payerOf((sessions.session(row) as Session).first)
    if (!cards.has(payer)) failed.push(row)
    cards.add(payer)
    return false
  }).rows
  const step = Math.max(1, healthy.length / HEALTHY_MAX)
  const sample = Array.from(
    { length: Math.floor(healthy.length / step) },
    (_, index) => healthy[Math.floor(index * step)] as number,
  )
  const places = sessions.places([...failed, ...sample])
  const rows = new Rows(
    failed.map((row) => sessions.session(row) as Session),
    places,
    (row) => (row < failed.length ? 1 : step),
  )
  for (let row = 0; row < rows.length; row++)
    rows.expected[row] = (rows.weight[row] as number) * rate(places, row * WIDTH)
  return rows
}

interface Divided extends Partition {
  readonly cost: number
  readonly set: readonly Dimension[]
  /** By part: sessions, and those of them that failed. */
  readonly sessions: Float64Array
  readonly failed: Int32Array
}

function divided(cost: number, set: readonly Dimension[], rows: Rows): Divided {
  const partition = rows.by(set)
  const { size, partOf } = partition
  const sessions = new Float64Array(size)
  const failed = new Int32Array(size)
  const { weight } = rows
  for (let row = 0; row < partOf.length; row++) {
    const part = partOf[row] as number
    if (part !== NOWHERE) sessions[part] = (sessions[part] as number) + (weight[row] as number)
  }
  for (let row = 0; row < rows.failed.length; row++) {
    const part = partOf[row] as number
    if (part !== NOWHERE) failed[part] = (failed[part] as number) + 1
  }
  return { ...partition, cost, set, sessions, failed }
}

/** Elements of one set that stand out, with their sessions. */
function elementsOf(divided: Divided, all: Rows, least: number): Element[] {
  const { cost, size, set, partOf, failing, sessions, failed } = divided
  const expected = new Float64Array(size)
  const expectedOf = all.expected
  for (let row = 0; row < partOf.length; row++) {
    const part = partOf[row] as number
    if (part !== NOWHERE) expected[part] = (expected[part] as number) + (expectedOf[row] as number)
  }
  const whole = Math.log(size) + cost
  const elements: Element[] = []
  for (const [part, first] of failing) {
    const [count, failures, usual] = [sessions[part] as number, failed[part] as number, expected[part] as number]
    const score = gain(count, failures, usual) - whole
    if (score >= least) elements.push({ ...all.part(divided, set, first), score, set })
  }
  return elements
}

/** Binomial log-likelihood ratio of the seen rate against the expected one; 0 when it is not higher. */
function gain(sessions: number, failed: number, expected: number): number {
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
  for (const row of rows) {
    const failed = all.failed[row]
    if (failed) terminals.add(failed.first.terminal)
  }
  const [terminal] = terminals
  if (terminals.size !== 1) return undefined
  const element = elements.flat().find(({ name }) => name === `terminal=${terminal}`)
  return element && element.score >= score - TERMINAL_MAY_LACK ? element : undefined
}

/**
 * The element itself; or another one that explains about the same failures and is such a place as their cause has; or the
 * strongest of the elements within it when those of one set explain clearly more together.
 */
function partOf(whole: Element, elements: readonly (readonly Element[])[], all: Rows, placeOdds: PlaceOdds): Element {
  const { failures, inside, common } = sharedWith(whole, all)
  const oddsOf = placeOdds(
    failures.map((row) => all.failed[row] as Session),
    whole.rows.reduce((sum, row) => sum + (all.expected[row] as number), 0),
    whole.name,
  )
  const own = oddsOf(whole.set)
  let best = whole
  let most = whole.score + own
  for (const each of elements) {
    const [first] = each
    if (!first) continue
    const odds = oddsOf(first.set)
    for (const rival of each)
      if (rival.score + odds > most && common(rival.rows) >= COMMON) [best, most] = [rival, rival.score + odds]
    const parts = each.filter((part) => part !== whole && part.rows.every((row) => inside[row] === 1))
    const sum = parts.reduce((total, { score }) => total + score, 0)
    const told = odds - own >= TELLING && parts.reduce((total, { rows }) => total + common(rows), 0) >= COMMON
    if (parts.length > 1 && (sum > SPLIT_FACTOR * whole.score || told) && sum + odds > most)
      [best, most] = [strongest(parts) as Element, sum + odds]
  }
  return best
}

/** What else explains about the same failures as an element, by counting alone: one thing, or parts of one kind together. */
function rivalsOf(whole: Element, elements: readonly (readonly Element[])[], all: Rows): Rivals {
  const { failures, inside, common } = sharedWith(whole, all)
  const scores = new Map<string, number>()
  for (const each of elements) {
    for (const rival of each) if (common(rival.rows) >= COMMON) scores.set(rival.name, rival.score)
    const parts = each.filter((part) => part !== whole && part.rows.every((row) => inside[row] === 1))
    const sum = parts.reduce((total, { score }) => total + score, 0)
    const covered = parts.reduce((total, { rows }) => total + common(rows), 0)
    if (parts.length > 1 && covered >= COMMON && failures.length > 0)
      scores.set((strongest(parts) as Element).name, sum)
  }
  const highest = Math.max(...scores.values())
  const shares = [...scores].map(([name, score]) => [name, Math.exp(score - highest)] as const)
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  return new Map(shares.flatMap(([name, share]) => (share >= RIVAL_MIN * total ? [[name, share / total]] : [])))
}

const INDIFFERENT: PlaceOdds = () => () => 0

/** The failures of an element, and the share of them that other rows have. */
function sharedWith({ rows }: Element, all: Rows) {
  const inside = new Uint8Array(all.length)
  for (const row of rows) inside[row] = 1
  const failures = rows.slice(0, failedOf(rows, all))
  const common = (others: readonly number[]): number => {
    let count = 0
    for (const row of others) {
      if (row >= all.failed.length) break
      count += inside[row] as number
    }
    return count / failures.length
  }
  return { inside, failures, common }
}

/** How many of some rows, which are in order, failed: those come first. */
function failedOf(rows: readonly number[], all: Rows): number {
  const first = rows.findIndex((row) => row >= all.failed.length)
  return first < 0 ? rows.length : first
}

/** A fault fails a share of the sessions that would have passed: their expectation is raised by that. */
function explain({ rows }: Element, all: Rows): void {
  const sessions = rows.reduce((sum, row) => sum + (all.weight[row] as number), 0)
  const failed = failedOf(rows, all)
  const share = Math.min(0.999, failed / sessions)
  for (const row of rows) all.expected[row] = Math.max(all.expected[row] as number, (all.weight[row] as number) * share)
}

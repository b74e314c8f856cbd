import { indexOfDimension, CARD, NOWHERE } from './places.ts'
import type { Stretch } from './window.ts'

/** What divides the sessions of one place into those that fail and those that do not. */
export type Pattern = 'amount' | 'hours' | 'entry' | 'pin' | 'cards' | 'none'

/** Sessions of each kind from which on something is said of it. */
const FAILED_MIN = 6
const PASSED_MIN = 6
/** Likelihood ratio, as a logarithm, that a division has to have beyond that of the ways in which one may divide. */
const CERTAIN = 7
/** How much rarer failures are on the other side of it. */
const RARER = 4
const HOUR_MS = 3_600_000
const HOURS = 24
/** Hours of a day that may be called certain ones. */
const HOURS_MAX = 12

/** Sessions of one group, each card once, and those of them that failed. */
interface Group {
  n: number
  k: number
}

/**
 * Which division tells best which sessions of a place show one of the symptoms (bits): an amount, an hour of the day, a way of
 * reading the card, whether a PIN was there, a card range. No fault of the catalogue looks at an amount or a clock.
 */
export function patternOf(within: Stretch, kinds: number): Pattern | undefined {
  const fails = (row: number) => (within.symptoms(row) & kinds) !== 0
  // A locked card tells nothing of what divides the others: where many were locked, they come at certain hours.
  const all = within.filter((row) => fails(row) || !within.isLocked(row)).rows
  const first = all.findIndex(fails)
  const last = all.findLastIndex(fails)
  // Before and after there is nothing to divide.
  const rows = all.subarray(Math.max(0, first), last + 1)
  const failed = rows.reduce((count, row) => count + Number(fails(row)), 0)
  if (failed < FAILED_MIN || rows.length - failed < PASSED_MIN) return undefined
  let [best, most]: [Pattern, number] = ['none', CERTAIN]
  const offer = (pattern: Pattern, certainty: number) => {
    if (certainty > most) [best, most] = [pattern, certainty]
  }
  for (const [pattern, dimension] of DIVIDING) {
    const index = indexOfDimension(dimension)
    const groups = counted(within, rows, fails, (row) => within.placeAt(row, index))
    groups.delete(NOWHERE)
    offer(pattern, oneAgainstOthers([...groups.values()]))
  }
  offer('pin', oneAgainstOthers([...counted(within, rows, fails, (row) => Number(within.hasPin(row))).values()]))
  const amounts = counted(within, rows, fails, (row) => within.amountBand(row))
  amounts.delete(0)
  offer('amount', aboveAgainstBelow([...amounts].toSorted(([a], [b]) => a - b).map(([, group]) => group)))
  offer('hours', certainHours(within, rows, fails))
  return best
}

const DIVIDING = [
  ['entry', 'entry'],
  ['cards', 'range'],
  ['cards', 'panLength'],
] as const

/** With the cards that were met. */
interface Met extends Group {
  readonly failed: Set<number>
  readonly passed: Set<number>
}

/** A card that comes again and fails again is one observation. */
function counted(
  within: Stretch,
  rows: Int32Array,
  fails: (row: number) => boolean,
  groupOf: (row: number) => number,
): Map<number, Group> {
  const groups = new Map<number, Met>()
  for (const row of rows) {
    const [card, failed, at] = [within.placeAt(row, CARD), fails(row), groupOf(row)]
    let group = groups.get(at)
    if (!group) groups.set(at, (group = { n: 0, k: 0, failed: new Set(), passed: new Set() }))
    const cards = failed ? group.failed : group.passed
    if (card !== NOWHERE) {
      if (cards.has(card)) continue
      cards.add(card)
    }
    group.n++
    if (failed) group.k++
  }
  return groups
}

function oneAgainstOthers(groups: readonly Group[]): number {
  if (groups.length < 2) return -Infinity
  const all = sumOf(groups)
  const best = Math.max(...groups.flatMap((one) => [divided(one, less(all, one)), divided(less(all, one), one)]))
  return best - Math.log(2 * groups.length)
}

function aboveAgainstBelow(ordered: readonly Group[]): number {
  if (ordered.length < 2) return -Infinity
  const all = sumOf(ordered)
  const below = { n: 0, k: 0 }
  let best = -Infinity
  for (const { n, k } of ordered.slice(0, -1)) {
    below.n += n
    below.k += k
    best = Math.max(best, divided(less(all, below), below))
  }
  return best - Math.log(ordered.length)
}

/** Sessions, and the hours that had any with those in which one failed: what comes and goes fails many times at once. */
interface Span {
  readonly sessions: Group
  readonly hours: Group
}

/**
 * The same hours on several days, with failures on each, against the hours between them. What went well before those began, as before
 * a fault that lasts, is no hour that is spared.
 */
function certainHours(within: Stretch, rows: Int32Array, fails: (row: number) => boolean): number {
  const begun = Math.floor(within.began(rows[0] as number) / HOUR_MS)
  const count = Math.floor(within.began(rows.at(-1) as number) / HOUR_MS) - begun + 1
  if (count <= HOURS) return -Infinity
  const sessions = new Int32Array(count)
  const failed = new Int32Array(count)
  for (const row of rows) {
    const hour = Math.floor(within.began(row) / HOUR_MS) - begun
    sessions[hour] = (sessions[hour] as number) + 1
    if (fails(row)) failed[hour] = (failed[hour] as number) + 1
  }
  const [n, k] = [sumsOf(sessions), sumsOf(failed)]
  const [used, spoilt] = [
    sumsOf(sessions.map((each) => Math.min(1, each))),
    sumsOf(failed.map((each) => Math.min(1, each))),
  ]
  const between = (from: number, until: number): Span => {
    const [first, last] = [Math.max(0, Math.min(count, from)), Math.max(0, Math.min(count, until))]
    const of = (sums: Int32Array) => (sums[last] as number) - (sums[first] as number)
    return { sessions: { n: of(n), k: of(k) }, hours: { n: of(used), k: of(spoilt) } }
  }
  let best = -Infinity
  for (let from = 0; from < HOURS; from++)
    for (let length = 1; length <= HOURS_MAX; length++)
      best = Math.max(best, dividedByHours(between, from - HOURS, length, count))
  return best
}

/** What came before each, and all of it at the end. */
function sumsOf(values: Int32Array): Int32Array {
  const sums = new Int32Array(values.length + 1)
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] as number) + value
  return sums
}

/** From the first day on which they failed to the last one: a single failure is anybody's. */
function dividedByHours(
  between: (from: number, until: number) => Span,
  begins: number,
  length: number,
  end: number,
): number {
  const [inside, outside] = [nothing(), nothing()]
  /** Since the last day on which they failed: nothing comes after the last of all. */
  let since = [nothing(), nothing()] as const
  let days = 0
  for (let from = begins; from < end; from += HOURS) {
    const own = between(from, from + length)
    add(since[0], own)
    if (own.sessions.k >= FAILED_A_DAY_MIN) {
      add(inside, days === 0 ? own : since[0])
      if (days > 0) add(outside, since[1])
      since = [nothing(), nothing()]
      days++
    }
    add(since[1], between(from + length, from + HOURS))
  }
  if (days < DAYS_MIN) return -Infinity
  const bySessions = divided(inside.sessions, outside.sessions) - Math.log(HOURS * HOURS_MAX)
  return Math.min(bySessions, divided(inside.hours, outside.hours))
}

const nothing = (): Span => ({ sessions: { n: 0, k: 0 }, hours: { n: 0, k: 0 } })

function add(to: Span, { sessions, hours }: Span): void {
  to.sessions.n += sessions.n
  to.sessions.k += sessions.k
  to.hours.n += hours.n
  to.hours.k += hours.k
}
const FAILED_A_DAY_MIN = 2
const DAYS_MIN = 2

/** How much better two rates explain it than one, as a logarithm; for a much higher rate in the first group only. */
function divided(inside: Group, outside: Group): number {
  if (inside.k * (outside.n + 1) < RARER * (outside.k + 0.5) * inside.n) return -Infinity
  return likely(inside) + likely(outside) - likely({ n: inside.n + outside.n, k: inside.k + outside.k })
}

const likely = ({ n, k }: Group): number =>
  k === 0 || k === n ? 0 : k * Math.log(k / n) + (n - k) * Math.log(1 - k / n)

const less = (all: Group, part: Group): Group => ({ n: all.n - part.n, k: all.k - part.k })
const sumOf = (groups: readonly Group[]): Group => ({
  n: groups.reduce((sum, { n }) => sum + n, 0),
  k: groups.reduce((sum, { k }) => sum + k, 0),
})

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
const DAY_MS = 86_400_000
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
  const all = within.rows
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

/** The same hours on several days, with failures on each, and payments that went well before and after. */
function certainHours(within: Stretch, rows: Int32Array, fails: (row: number) => boolean): number {
  const begun = within.began(rows[0] as number)
  const days = Math.ceil((within.began(rows.at(-1) as number) - begun + 1) / DAY_MS)
  if (days < 2) return -Infinity
  const hours = Array.from({ length: HOURS }, (): Group & { readonly failedOn: Map<number, number> } => ({
    n: 0,
    k: 0,
    failedOn: new Map(),
  }))
  for (const row of rows) {
    const at = within.began(row)
    const hour = hours[Math.floor(at / HOUR_MS) % HOURS] as (typeof hours)[number]
    hour.n++
    if (!fails(row)) continue
    hour.k++
    // Days that begin when the first one failed would cut hours in two.
    const day = Math.floor(at / DAY_MS)
    hour.failedOn.set(day, (hour.failedOn.get(day) ?? 0) + 1)
  }
  const all = sumOf(hours)
  let best = -Infinity
  for (let from = 0; from < HOURS; from++) {
    const inside = { n: 0, k: 0 }
    const failedOn = new Map<number, number>()
    for (let length = 1; length <= HOURS_MAX; length++) {
      const hour = hours[(from + length - 1) % HOURS] as (typeof hours)[number]
      inside.n += hour.n
      inside.k += hour.k
      for (const [day, count] of hour.failedOn) failedOn.set(day, (failedOn.get(day) ?? 0) + count)
      if ([...failedOn.values()].filter((count) => count >= 2).length < DAYS_MIN) continue
      best = Math.max(best, divided(inside, less(all, inside)))
    }
  }
  return best - Math.log(HOURS * HOURS_MAX)
}
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

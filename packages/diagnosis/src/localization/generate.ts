import { assert, pick, randomFraction, randomInteger, type Random } from '@fiftyfive/kernel'
import type { Dimension, Table } from './table.ts'

/** A made-up case with what is truly wrong in it, by the names of the elements. */
export interface GeneratedCase {
  readonly table: Table
  readonly causes: readonly string[]
}

type Leaf = readonly number[]

/** Standard normal, by the polar method of Marsaglia and Bray. */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * randomFraction(random) - 1
    const y = 2 * randomFraction(random) - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}
const between = (random: Random, low: number, high: number): number => low + (high - low) * randomFraction(random)

/** Values `i01`, `i02`, ... whose shares fall like 1 / rank. */
function zipf(random: Random, size: number): number {
  const total = Math.log(size + 1)
  return Math.min(size - 1, Math.floor(Math.exp(randomFraction(random) * total)) - 1)
}

const FLAT = { issuer: 40, model: 6, version: 5, link: 3, entry: 3, plen: 2, region: 8 }
const FLEET = { terminal: 1200, merchant: 250, ...FLAT }

export interface CountsShape {
  readonly attempts: number
  /** With terminals that carry merchant, model, version, link and region. */
  readonly fleet: boolean
  /** One to three when not stated. */
  readonly faults?: number
}

/**
 * PIN refusals out of attempts: sparse leaves, uneven shares, base rates that differ by issuer and entry mode, a
 * forecast with error, and one to three faults, each failing a share of the attempts of one element of up to three
 * dimensions. With `fleet`, terminals belong to merchants and carry model, version, link and region with them.
 */
export function generateCounts(random: Random, options: CountsShape): GeneratedCase {
  const sizes = options.fleet ? FLEET : FLAT
  const names = Object.keys(sizes)
  const draw = options.fleet ? fleetLeaf(random) : (): Leaf => Object.values(FLAT).map((size) => zipf(random, size))
  const leaves = new Map<string, { leaf: Leaf; attempts: number }>()
  for (let attempt = 0; attempt < options.attempts; attempt++) {
    const leaf = draw()
    const key = leaf.join()
    const known = leaves.get(key)
    if (known) known.attempts++
    else leaves.set(key, { leaf, attempts: 1 })
  }
  const rows = [...leaves.values()]
  const baseOf = baseRates(random, names)
  const faults = pickFaults(random, rows, names, baseOf, options.faults ?? 1 + randomInteger(random, 3))
  const columns = { n: [] as number[], k: [] as number[], en: [] as number[], ek: [] as number[] }
  for (const { leaf, attempts } of rows) {
    const base = baseOf(leaf)
    let passes = 1 - base
    for (const { covers, share } of faults) if (covers(leaf)) passes *= 1 - share
    let failures = 0
    for (let attempt = 0; attempt < attempts; attempt++) if (randomFraction(random) > passes) failures++
    const forecast = attempts * Math.exp(0.3 * normal(random))
    columns.n.push(attempts)
    columns.k.push(failures)
    columns.en.push(forecast)
    columns.ek.push(forecast * base * Math.exp(0.1 * normal(random)))
  }
  const table: Table = {
    dimensions: encode(
      names,
      rows.map(({ leaf }) => leaf),
    ),
    rows: rows.length,
    measure: {
      kind: 'counts',
      attempts: Float64Array.from(columns.n),
      failures: Float64Array.from(columns.k),
      expectedAttempts: Float64Array.from(columns.en),
      expectedFailures: Float64Array.from(columns.ek),
    },
  }
  return { table, causes: faults.map(({ name }) => name) }
}

/** A terminal, what comes with it, and a card drawn apart from it. */
function fleetLeaf(random: Random): () => Leaf {
  const regionOf = Array.from({ length: FLEET.merchant }, () => zipf(random, FLEET.region))
  const terminals = Array.from({ length: FLEET.terminal }, (_, terminal) => {
    const merchant = zipf(random, FLEET.merchant)
    const software = [zipf(random, FLEET.model), zipf(random, FLEET.version)]
    return { terminal, merchant, software, link: zipf(random, FLEET.link), region: regionOf[merchant] as number }
  })
  return () => {
    const { terminal, merchant, software, link, region } = terminals[
      randomInteger(random, FLEET.terminal)
    ] as (typeof terminals)[number]
    const [issuer, entry, length] = [FLEET.issuer, FLEET.entry, FLEET.plen].map((size) => zipf(random, size))
    return [terminal, merchant, issuer, ...software, link, entry, length, region] as Leaf
  }
}

function baseRates(random: Random, names: readonly string[]): (leaf: Leaf) => number {
  const factors = (['issuer', 'entry'] as const).map((name) => ({
    index: names.indexOf(name),
    of: Array.from({ length: FLEET[name] }, () => Math.exp(0.4 * normal(random))),
  }))
  return (leaf) =>
    Math.min(
      0.2,
      factors.reduce((rate, { index, of }) => rate * (of[leaf[index] as number] as number), 0.015),
    )
}

interface PickedFault {
  readonly name: string
  readonly share: number
  readonly covers: (leaf: Leaf) => boolean
}

/** Faults large enough that somebody could find them: an expected log-likelihood ratio of at least 20. */
function pickFaults(
  random: Random,
  rows: readonly { readonly leaf: Leaf; readonly attempts: number }[],
  names: readonly string[],
  baseOf: (leaf: Leaf) => number,
  wanted: number,
): PickedFault[] {
  const faults: PickedFault[] = []
  for (let trial = 0; trial < 2_000 && faults.length < wanted; trial++) {
    const { leaf: model } = pick(random, rows)
    const indices = someOf(random, names.length, 1 + randomInteger(random, 3))
    const covers = (leaf: Leaf): boolean => indices.every((index) => leaf[index] === model[index])
    const share = Math.exp(between(random, Math.log(0.02), Math.log(0.9)))
    let attempts = 0
    let expected = 0
    for (const row of rows) {
      if (!covers(row.leaf)) continue
      attempts += row.attempts
      expected += row.attempts * baseOf(row.leaf)
    }
    const failures = expected + share * (attempts - expected)
    const strength =
      failures * Math.log(failures / expected) +
      (attempts - failures) * Math.log((attempts - failures) / (attempts - expected))
    if (strength < 20 || attempts > 0.5 * rows.reduce((sum, row) => sum + row.attempts, 0)) continue
    faults.push({ name: elementName(names, indices, model), share, covers })
  }
  return faults
}

export interface SumsShape {
  /** Number of values of each dimension. */
  readonly sizes: readonly number[]
  readonly noiseMax: number
  readonly severityMin: number
  readonly groupsMax: number
  readonly elementsMax: number
  /** All faults are single leaves. */
  readonly onlyLeaves: boolean
}

/**
 * Sums of an additive measure, as the literature makes them (Squeeze, 2019; RiskLoc, 2022): Weibull leaves, some of
 * them zero, a forecast with a relative error to either side, and groups of elements of one cuboid that lose, or gain,
 * the same share of their value on every leaf.
 */
export function generateSums(random: Random, shape: SumsShape): GeneratedCase {
  const names = shape.sizes.map((_, index) => String.fromCharCode(97 + index))
  const leaves = product(shape.sizes)
  const noise = between(random, 0, shape.noiseMax)
  const zeros = between(random, 0, 0.25)
  const exponent = 1 / between(random, 0.5, 1)
  const real = new Float64Array(leaves.length)
  const predict = new Float64Array(leaves.length)
  for (let row = 0; row < leaves.length; row++) {
    const value = randomFraction(random) < zeros ? 0 : 100 * (-Math.log(1 - randomFraction(random))) ** exponent
    const off = Math.max(0, value * (1 + noise * normal(random)))
    const forecastIsOff = randomFraction(random) < 0.5
    real[row] = forecastIsOff ? value : off
    predict[row] = forecastIsOff ? off : value
  }
  // The faults follow the forecast's overall error, so that they do not cancel it.
  const [lowered, kept] = total(real) > total(predict) ? [predict, real] : [real, predict]
  const taken: Leaf[] = []
  const causes: string[] = []
  const groups = 1 + randomInteger(random, shape.groupsMax)
  for (let group = 0; group < groups; group++) {
    const depth = shape.onlyLeaves ? names.length : 1 + randomInteger(random, names.length)
    const indices = someOf(random, names.length, depth)
    const severity = noise + between(random, shape.severityMin, 1)
    const deviation = shape.onlyLeaves ? 0 : between(random, 0, 0.1)
    const elements = 1 + randomInteger(random, shape.elementsMax)
    for (let trial = 0, found = 0; trial < 200 && found < elements; trial++) {
      const row = randomInteger(random, leaves.length)
      const model = leaves[row] as Leaf
      // No two elements overlap, and none is empty.
      if (kept[row] === 0 || taken.some((other) => overlap(other, model, indices))) continue
      taken.push(model.map((value, index) => (indices.includes(index) ? value : -1)))
      causes.push(elementName(names, indices, model))
      found++
      for (const [each, leaf] of leaves.entries()) {
        if (!indices.every((index) => leaf[index] === model[index])) continue
        lowered[each] = Math.max(0, (kept[each] as number) * (1 - severity - deviation * normal(random)))
      }
    }
  }
  assert(causes.length > 0, 'generateSums: a case has at least one cause')
  return {
    table: { dimensions: encode(names, leaves), rows: leaves.length, measure: { kind: 'sums', real, predict } },
    causes,
  }
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/** -1 stands for any value. */
const overlap = (other: Leaf, model: Leaf, indices: readonly number[]): boolean =>
  other.every((value, index) => value === -1 || !indices.includes(index) || value === model[index])

function product(sizes: readonly number[]): Leaf[] {
  return sizes.reduce<Leaf[]>(
    (leaves, size) => leaves.flatMap((leaf) => Array.from({ length: size }, (_, value) => [...leaf, value])),
    [[]],
  )
}

function someOf(random: Random, size: number, count: number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(randomInteger(random, size))
  return [...chosen].toSorted((a, b) => a - b)
}

const valueName = (dimension: string, value: number): string => `${dimension}${value + 1}`
const elementName = (names: readonly string[], indices: readonly number[], leaf: Leaf): string =>
  indices
    .map((index) => `${names[index]}=${valueName(names[index] as string, leaf[index] as number)}`)
    .toSorted()
    .join('&')

function encode(names: readonly string[], leaves: readonly Leaf[]): Dimension[] {
  return names.map((name, index) => {
    const numbers = new Map<number, number>()
    const codes = Int32Array.from(leaves, (leaf) => {
      const value = leaf[index] as number
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, numbers.size)
      return numbers.size - 1
    })
    return { name, values: [...numbers.keys()].map((value) => valueName(name, value)), codes }
  })
}

import { addedFailures, STRATA, stratumOf, type Strata } from './added-failures.ts'
import { cuboidsOf, nameOf, type Cuboid } from './cuboids.ts'
import { orParent, wholeOrPart, type Scored } from './parts.ts'
import type { Measure, Table } from './table.ts'

type Counts = Extract<Measure, { kind: 'counts' }>

/** Faults of four and more dimensions are rare and cannot be told from chance among all combinations. */
const DEPTH_MAX = 3
/** Log-likelihood ratio charged per dimension of an element, besides the logarithm of the number of its siblings. */
const DEPTH_COST = 1.5
/** Net log-likelihood ratio below which nothing more is reported. */
const SCORE_MIN = 5
/** An element of fewer dimensions is preferred while it explains nearly as much. */
const TIE = 1

/** An element that may be a cause, with what was seen in it and what is expected by now. */
interface Candidate extends Strata, Scored {
  readonly layer: Layer
  score: number
  share: number
}

/** A cuboid with its candidates; `candidateOf` is -1 for elements that never stood out. */
interface Layer {
  readonly cuboid: Cuboid
  readonly cost: number
  readonly candidates: Candidate[]
  readonly candidateOf: Int32Array
}

/** A set of causes; `worth` is the log-likelihood of all leaves given them, less the price of their names. */
interface Explanation {
  readonly causes: readonly Candidate[]
  readonly worth: number
}

/** An explanation of so many causes is doubted: perhaps its first cause was a wrong turn. */
const MANY_CAUSES = 4
const SECOND_THOUGHTS = 3

/**
 * Failures out of attempts: a likelihood-ratio scan over all elements. When many causes are needed, the scan is repeated
 * without the first one, and the explanation that is worth more is kept.
 */
export function localizeCounts(table: Table, measure: Counts): string[] {
  const cuboids = cuboidsOf(table, Math.min(DEPTH_MAX, table.dimensions.length))
  const forbidden = new Set<string>()
  const name = ({ cuboid, leaf }: Candidate): string => nameOf(table, cuboid, leaf)
  const explainWithout = (): Explanation => scan(cuboids, measure, (candidate) => forbidden.has(name(candidate)))
  let best = explainWithout()
  for (let thought = 0; thought < SECOND_THOUGHTS && best.causes.length >= MANY_CAUSES; thought++) {
    const [first] = best.causes
    if (!first) break
    forbidden.add(name(first))
    const other = explainWithout()
    if (other.worth <= best.worth) break
    best = other
  }
  return best.causes.map(name)
}

/**
 * Takes the best element, raises its expectation to what was observed and scores the rest again, until nothing stands
 * out.
 */
function scan(
  cuboids: readonly Cuboid[],
  measure: Counts,
  isForbidden: (candidate: Candidate) => boolean,
): Explanation {
  const expected = expectedFailures(measure)
  const layers = cuboids
    .map((cuboid) => layerOf(cuboid, measure, expected))
    .filter(({ candidates }) => candidates.length > 0)
  let candidates = layers.flatMap((layer) => layer.candidates).filter((candidate) => !isForbidden(candidate))
  const causes: Candidate[] = []
  for (;;) {
    candidates = candidates.filter(rescore)
    const best = pickBest(candidates)
    if (!best) {
      const price = causes.reduce((sum, { layer }) => sum + layer.cost, 0)
      return { causes, worth: logLikelihood(measure, expected) - price }
    }
    causes.push(best)
    explain(best, measure, expected, layers)
  }
}

/** Of what was seen in every leaf, given what is expected there. */
function logLikelihood({ attempts, failures }: Counts, expected: Float64Array): number {
  return failures.reduce((sum, failed, row) => {
    const all = attempts[row] as number
    if (all === 0) return sum
    const rate = Math.min(Math.max((expected[row] as number) / all, 1e-6), 1 - 1e-6)
    return sum + failed * Math.log(rate) + (all - failed) * Math.log(1 - rate)
  }, 0)
}

/** A forecast that is off by less than this is not news, however many attempts show it. */
const TOLERANCE = 1.03

/** The forecast rate of each leaf applied to the attempts that were really made. */
function expectedFailures({ attempts, expectedAttempts, expectedFailures }: Counts): Float64Array {
  return attempts.map((seen, row) => {
    const forecast = expectedAttempts[row] as number
    return forecast > 0 ? Math.min(seen, (TOLERANCE * seen * (expectedFailures[row] as number)) / forecast) : 0
  })
}

/** Finds the elements with more failures than expected by a margin, then sorts their leaves into strata. */
function layerOf(cuboid: Cuboid, { attempts, failures }: Counts, expected: Float64Array): Layer {
  const { size, elementOf } = cuboid
  const totals = {
    attempts: new Float64Array(size),
    failures: new Float64Array(size),
    expected: new Float64Array(size),
  }
  for (let row = 0; row < elementOf.length; row++) {
    const element = elementOf[row] as number
    totals.attempts[element]! += attempts[row] as number
    totals.failures[element]! += failures[row] as number
    totals.expected[element]! += expected[row] as number
  }
  const cost = Math.log(size) + DEPTH_COST * cuboid.dimensions.length
  const layer: Layer = { cuboid, cost, candidates: [], candidateOf: new Int32Array(size).fill(-1) }
  for (let element = 0; element < size; element++) {
    const pooled = pooledGain(
      totals.attempts[element] as number,
      totals.failures[element] as number,
      totals.expected[element] as number,
    )
    if (pooled - cost < SCORE_MIN - TIE) continue
    layer.candidateOf[element] = layer.candidates.length
    layer.candidates.push(emptyCandidate(layer, element))
  }
  if (layer.candidates.length > 0) {
    for (let row = 0; row < elementOf.length; row++) {
      count(layer, row, attempts[row] as number, failures[row] as number, expected[row] as number, 1)
    }
  }
  return layer
}

/** Binomial log-likelihood ratio of the observed rate against the expected one, 0 when it is not higher. */
function pooledGain(attempts: number, failures: number, expected: number): number {
  if (failures <= expected) return 0
  const passed = attempts - failures
  const gain = failures * Math.log(failures / Math.max(expected, 1e-6 * attempts))
  return passed > 0 ? gain + passed * Math.log(passed / (attempts - expected)) : gain
}

const emptyCandidate = (layer: Layer, element: number): Candidate => ({
  layer,
  cuboid: layer.cuboid,
  element,
  leaf: layer.cuboid.elementOf.indexOf(element),
  attempts: new Float64Array(STRATA),
  failures: new Float64Array(STRATA),
  expected: new Float64Array(STRATA),
  score: 0,
  share: 0,
})

/** Adds a leaf to the candidate it belongs to, or with `sign` -1 takes it out. */
function count(layer: Layer, row: number, attempts: number, failures: number, expected: number, sign: 1 | -1): void {
  const index = layer.candidateOf[layer.cuboid.elementOf[row] as number] as number
  if (index < 0 || attempts === 0) return
  const candidate = layer.candidates[index] as Candidate
  const stratum = stratumOf(expected / attempts)
  candidate.attempts[stratum]! += sign * attempts
  candidate.failures[stratum]! += sign * failures
  candidate.expected[stratum]! += sign * expected
}

/** False when the candidate does not stand out any more, and never will: what others explain is only ever less. */
function rescore(candidate: Candidate): boolean {
  const { share, gain } = addedFailures(candidate)
  candidate.share = share
  candidate.score = gain - candidate.layer.cost
  return candidate.score >= SCORE_MIN
}

function pickBest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined
  for (const candidate of candidates) if (!best || candidate.score > best.score) best = candidate
  if (!best) return undefined
  const part = wholeOrPart(best, candidates)
  return part === best ? orParent(best, candidates, TIE) : part
}

/** A fault fails a share of the attempts that would have passed: raises the expectation of its leaves by that. */
function explain(best: Candidate, measure: Counts, expected: Float64Array, layers: readonly Layer[]): void {
  const { elementOf } = best.layer.cuboid
  for (let row = 0; row < elementOf.length; row++) {
    if (elementOf[row] !== best.element) continue
    const attempts = measure.attempts[row] as number
    const failures = measure.failures[row] as number
    const before = expected[row] as number
    const after = before + best.share * (attempts - before)
    expected[row] = after
    for (const layer of layers) {
      count(layer, row, attempts, failures, before, -1)
      count(layer, row, attempts, failures, after, 1)
    }
  }
}

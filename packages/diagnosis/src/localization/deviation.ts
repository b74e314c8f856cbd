import type { Measure } from './table.ts'

type Sums = Extract<Measure, { kind: 'sums' }>

/**
 * How much more likely each leaf's deviation is under a fault than under the forecast's ordinary error, as a natural
 * logarithm, once for a loss (`real` below `predict`) and once for a gain.
 */
export interface LeafGains {
  readonly loss: Float64Array
  readonly gain: Float64Array
}

/** Leaves of alike size share one noise level: a forecast is the surer the larger what it forecasts. */
const SIZE_CLASSES = 8
const CLASS_LEAVES_MIN = 400
/** Noise levels that differ by less than this factor are taken for one. */
const ALIKE = 1.15
/** Rounding alone makes a relative error of this order. */
const NOISE_MIN = 0.002
/** No leaf counts more, so that no single odd value makes a cause of many leaves. */
const GAIN_LIMIT = 20
/** Share of a fault's leaves that may look healthy all the same. */
const UNTOUCHED = 1e-6
/** A fault takes more than this many times the ordinary error, or nobody would call it one; at most half is asked of it. */
const BEYOND_NOISE = 2
const BEYOND_MAX = 0.5
/** The leaves of one fault differ in what they lose by about this much. */
const UNEVEN = 0.07
/** Share of faults that take everything: where there should be something there is nothing at all. */
const ENTIRE = 0.1
/** Standard normal: half of all values are closer to 0. */
const QUARTILE = 0.6745

/** The deviation relative to the larger of both values: 0.3 says that 30 % are missing, -0.3 that 30 % are too many. */
function relativeDeviations({ real, predict }: Sums): Float64Array {
  return predict.map((expected, row) => {
    const seen = real[row] as number
    const larger = Math.max(Math.abs(expected), Math.abs(seen))
    return larger === 0 ? 0 : Math.max(-1, Math.min(1, (expected - seen) / larger))
  })
}

export function leafGains(measure: Sums): LeafGains {
  const deviations = relativeDeviations(measure)
  const loss = new Float64Array(deviations.length)
  const gain = new Float64Array(deviations.length)
  for (const { rows, noise } of noiseClasses(measure, deviations)) {
    const odd = oddShare(rows, deviations, noise)
    for (const row of rows) {
      const deviation = deviations[row] as number
      // What changes its sign cannot have been taken away: that is the forecast's own error.
      if ((measure.real[row] as number) * (measure.predict[row] as number) < 0) {
        loss[row] = gain[row] = Math.log(UNTOUCHED)
        continue
      }
      if (Math.abs(deviation) === 1) {
        const entire = limited(Math.log(ENTIRE / Math.max(tail(1 / noise), odd)))
        loss[row] = deviation > 0 ? entire : -GAIN_LIMIT
        gain[row] = deviation < 0 ? entire : -GAIN_LIMIT
        continue
      }
      const ordinary = density(Math.abs(deviation), noise) * (1 - odd) + odd / 2
      loss[row] = logRatio(deviation, ordinary, noise)
      gain[row] = logRatio(-deviation, ordinary, noise)
    }
  }
  return { loss, gain }
}

/**
 * A fault takes any share of the value beyond the noise, all such shares alike, and less of it the less likely; against
 * the ordinary error's density at this deviation.
 */
function logRatio(deviation: number, ordinary: number, noise: number): number {
  if (deviation <= 0) return limited(Math.log(UNTOUCHED / ordinary))
  const least = Math.min(BEYOND_MAX, BEYOND_NOISE * noise)
  const below = Math.max(0, least - deviation) / UNEVEN
  const fault = UNTOUCHED + Math.exp((-below * below) / 2) / (1 - least)
  return limited(Math.log(fault / ordinary))
}

const limited = (gain: number): number => Math.max(-GAIN_LIMIT, Math.min(GAIN_LIMIT, gain))

interface NoiseClass {
  readonly rows: readonly number[]
  readonly noise: number
}

/** Leaves that are not empty, in classes of alike size with their noise; one class when size makes no difference. */
function noiseClasses({ real, predict }: Sums, deviations: Float64Array): NoiseClass[] {
  const size = (row: number): number => Math.max(Math.abs(real[row] as number), Math.abs(predict[row] as number))
  const filled = real
    .keys()
    .filter((row) => size(row) > 0)
    .toArray()
    .toSorted((a, b) => size(a) - size(b))
  const count = Math.max(1, Math.min(SIZE_CLASSES, Math.floor(filled.length / CLASS_LEAVES_MIN)))
  const width = Math.ceil(filled.length / count)
  const classes = Array.from({ length: count }, (_, index) => {
    const rows = filled.slice(index * width, (index + 1) * width)
    return { rows, noise: noiseOf(rows, deviations) }
  })
  const noises = classes.map(({ noise }) => noise)
  if (Math.max(...noises) > ALIKE * Math.min(...noises)) return classes
  return [{ rows: filled, noise: noiseOf(filled, deviations) }]
}

/**
 * Standard deviation of the ordinary relative error, from the median size of deviations. When the two sides differ, from
 * the quieter one: faults push one way and leave the other side alone.
 */
function noiseOf(rows: readonly number[], deviations: Float64Array): number {
  const off = rows.map((row) => deviations[row] as number).filter((deviation) => deviation !== 0)
  const sides = [off.filter((deviation) => deviation > 0), off.filter((deviation) => deviation < 0)]
  const medians = sides.filter((side) => side.length > off.length / 10).map(medianSize)
  const [least, most] = [Math.min(...medians), Math.max(...medians)]
  const middle = off.length === 0 ? 0 : most > ALIKE * least ? least : medianSize(off)
  // Half of the errors are relative to the larger value and half to the smaller: x and x / (1 - x), on average.
  return Math.max(NOISE_MIN, (middle * (1 + middle / 2)) / QUARTILE)
}

const medianSize = (values: readonly number[]): number =>
  Float64Array.from(values, Math.abs).toSorted()[Math.floor(values.length / 2)] ?? 0

/** A few leaves beyond six times the noise prove no heavy tail. */
const CHANCE_LEAVES = 3

/** Share of leaves far outside the ordinary error for no reason, twice what the quieter side has of them. */
function oddShare(rows: readonly number[], deviations: Float64Array, noise: number): number {
  const limit = Math.min(6 * noise, 0.95)
  let low = 0
  let high = 0
  for (const row of rows) {
    const deviation = deviations[row] as number
    if (deviation > limit) high++
    else if (deviation < -limit) low++
  }
  return Math.max(1e-9, (2 * Math.max(0, Math.min(low, high) - CHANCE_LEAVES)) / rows.length)
}

/** Of a deviation of this size: normal errors, relative to the larger value or to the smaller at equal odds. */
function density(size: number, noise: number): number {
  const direct = normalDensity(size / noise) / noise
  const rest = 1 - size
  if (rest < 1e-9) return direct / 2
  return (direct + normalDensity(size / rest / noise) / noise / (rest * rest)) / 2
}

/** Chance of a standard normal above x, by the bound of Mills' ratio, which is close for the large x that matter. */
const tail = (x: number): number => (x === Number.POSITIVE_INFINITY ? 0 : Math.min(0.5, normalDensity(x) / x))

const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

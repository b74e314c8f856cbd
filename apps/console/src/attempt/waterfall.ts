/** A bar of an additive list: it begins where the one before ended. All in parts of the whole width, 0 to 1. */
export interface Bar {
  readonly start: number
  readonly width: number
}

export interface Waterfall {
  readonly bars: readonly Bar[]
  /** The bars from one index to before another as one. */
  readonly span: (from: number, to: number) => { readonly bar: Bar; readonly sum: number }
  /** Sum of all weights. */
  readonly sum: number
  readonly sumBar: Bar
  /** Where no evidence at all would stand. */
  readonly zero: number
}

/** Lays weights (log-odds, any sign) end to end on one axis that just holds them and zero. */
export function waterfall(weights: readonly number[]): Waterfall {
  const stops = [0]
  for (const weight of weights) stops.push((stops.at(-1) ?? 0) + weight)
  const low = Math.min(...stops)
  const span = Math.max(...stops) - low || 1
  const sum = stops.at(-1) ?? 0
  const bar = (from: number, to: number): Bar => ({
    start: (Math.min(from, to) - low) / span,
    width: Math.abs(to - from) / span,
  })
  return {
    bars: weights.map((weight, index) => bar(stops[index] ?? 0, (stops[index] ?? 0) + weight)),
    span: (from, to) => {
      const [start = sum, end = sum] = [stops[from], stops[to]]
      return { bar: bar(start, end), sum: end - start }
    },
    sum,
    sumBar: bar(0, sum),
    zero: (0 - low) / span,
  }
}

/** How often each outcome of a feature was seen. */
export type Counts = ReadonlyMap<string, number>

/**
 * ln of the probability of these counts, in the order they came, when their true shares are unknown but expected around
 * `expected` with the weight of `strength` observations: Dirichlet-multinomial (Polya's urn). Repeated evidence of one
 * origin thereby counts less and less, and who expects nothing in particular (a small strength) learns from the first.
 */
export function logUrn(counts: Counts, expected: (outcome: string) => number, strength: number): number {
  let sum = 0
  let drawn = 0
  for (const [outcome, count] of counts) {
    const share = strength * expected(outcome)
    for (let index = 0; index < count; index++) sum += Math.log((share + index) / (strength + drawn++))
  }
  return sum
}

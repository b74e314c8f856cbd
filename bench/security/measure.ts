export interface BenchRow {
  readonly name: string
  /** Operations a second: the best of several rounds, since other work on the machine only ever slows one down. */
  readonly perSecond: number
}

const ROUNDS = 7
const ROUND_MS = 300

/** Runs `operation` for a while, several times. `size` is how many operations one call stands for. */
export function measure(name: string, operation: () => void, size = 1): BenchRow {
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    let count = 0
    const start = performance.now()
    let elapsed = 0
    while (elapsed < ROUND_MS) {
      for (let i = 0; i < 64; i++) operation()
      count += 64 * size
      elapsed = performance.now() - start
    }
    best = Math.max(best, (count / elapsed) * 1000)
  }
  return { name, perSecond: Math.round(best) }
}

/** The same for operations that answer later, `inFlight` of them under way at any time. */
export async function measureAsync(
  name: string,
  operation: () => Promise<unknown>,
  inFlight: number,
): Promise<BenchRow> {
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    let count = 0
    const start = performance.now()
    const worker = async (): Promise<void> => {
      while (performance.now() - start < ROUND_MS) {
        await operation()
        count += 1
      }
    }
    await Promise.all(Array.from({ length: inFlight }, worker))
    best = Math.max(best, (count / (performance.now() - start)) * 1000)
  }
  return { name, perSecond: Math.round(best) }
}

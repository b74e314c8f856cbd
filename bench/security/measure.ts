export interface BenchRow {
  readonly name: string
  /**
   * Operations a second: the best of several rounds, since other work on the machine only ever slows one down. Seconds of this
   * process's CPU for what is worked out in this thread, by the clock for what answers later.
   */
  readonly perSecond: number
}

const ROUNDS = 7
const ROUND_MS = 300

/** Runs `operation` for a while, several times. `size` is how many operations one call stands for. */
export function measure(name: string, operation: () => void, size = 1): BenchRow {
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    let count = 0
    const start = process.cpuUsage()
    let elapsed = 0
    while (elapsed < ROUND_MS) {
      for (let i = 0; i < 64; i++) operation()
      count += 64 * size
      const { user, system } = process.cpuUsage(start)
      elapsed = (user + system) / 1000
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

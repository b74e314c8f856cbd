/** Microseconds of CPU time (user and system, garbage collection included) for one call, the best of some rounds. */
export function measure_us(work: () => unknown, calls = 100_000): number {
  for (let i = 0; i < calls; i++) sink = work()
  let best = Infinity
  for (let round = 0; round < 8; round++) {
    const start = process.cpuUsage()
    for (let i = 0; i < calls; i++) sink = work()
    const used = process.cpuUsage(start)
    best = Math.min(best, (used.user + used.system) / calls)
  }
  return best
}

/** Keeps results alive, so that no call is optimized away. */
let sink: unknown
export const lastResult = (): unknown => sink

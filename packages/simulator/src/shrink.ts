import { type Outcome, simulate, type Simulation } from './simulate.ts'

/** Runs spent on shrinking one seed: half a minute. What was not found by then hardly ever is. */
const RUNS_MAX = 40
const HOUR_MS = 3_600_000
const MARGIN_HOURS = 0.05

/**
 * Takes faults away for as long as the same promise still breaks (delta debugging, Zeller 2002), and tells the story of
 * what is left. Possible because each fault is decided by its own identity: the others do not move.
 */
export async function shrink(whole: Simulation, broken: Outcome): Promise<Outcome> {
  const { breach } = broken
  if (!breach) return broken
  // A run without the breach would go on to its end; little after the breach there is nothing more to see.
  const simulation = { ...whole, hours: Math.min(whole.hours, breach.at_ms / HOUR_MS + MARGIN_HOURS) }
  let left = [...broken.faults]
  let parts = 2
  let runs = 0
  while (left.length > 1 && parts <= left.length && runs < RUNS_MAX) {
    const size = Math.ceil(left.length / parts)
    let smaller: readonly string[] | undefined
    for (let start = 0; start < left.length && !smaller && runs < RUNS_MAX; start += size) {
      const rest = left.filter((_, index) => index < start || index >= start + size)
      runs++
      const outcome = await simulate({ ...simulation, only: new Set(rest) })
      if (outcome.breach?.invariant === breach.invariant) smaller = outcome.faults
    }
    if (smaller) {
      left = [...smaller]
      parts = Math.max(2, parts - 1)
    } else if (size === 1) break
    else parts = Math.min(left.length, parts * 2)
  }
  return simulate({ ...simulation, only: new Set(left), story: true })
}

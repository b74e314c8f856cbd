import type { AttemptSummary } from '@fiftyfive/contract'
import type { Filters } from './route.ts'

/** The same meaning of the filters as the host's list has, for attempts that arrive by themselves. */
export function matches(attempt: AttemptSummary, filters: Filters): boolean {
  if (filters.status && attempt.status !== filters.status) return false
  if (filters.cause && attempt.cause !== filters.cause) return false
  if (filters.terminal && attempt.terminal !== filters.terminal) return false
  return !filters.q || attempt.id.includes(filters.q) || attempt.maskedPan.includes(filters.q)
}

/** One row per attempt, newest first: what was listed, overtaken by what has arrived since and still fits. */
export function mergeAttempts(
  listed: readonly AttemptSummary[],
  arrived: Iterable<AttemptSummary>,
  filters: Filters,
): AttemptSummary[] {
  const byId = new Map(listed.map((attempt) => [attempt.id, attempt]))
  for (const attempt of arrived) {
    if (matches(attempt, filters)) byId.set(attempt.id, attempt)
    else byId.delete(attempt.id)
  }
  return [...byId.values()].toSorted((a, b) => b.at - a.at || b.id.localeCompare(a.id))
}

/** As many arrivals are held beside the list; then only the newest stay and the list is asked for again. */
const ARRIVALS_MAX = 300
const ARRIVALS_KEPT = 100
type Arrivals = ReadonlyMap<string, AttemptSummary>

/** Arrivals in the order they last changed. `dropped`: some were let go, which the host's list must now supply. */
export function addArrivals(
  kept: Arrivals,
  fresh: Arrivals,
): { readonly arrived: Arrivals; readonly dropped: boolean } {
  const all = [...kept].filter(([id]) => !fresh.has(id)).concat([...fresh])
  const dropped = all.length > ARRIVALS_MAX
  return { arrived: new Map(dropped ? all.slice(-ARRIVALS_KEPT) : all), dropped }
}

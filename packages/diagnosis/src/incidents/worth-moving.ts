import type { Within } from './places.ts'
import type { Stretch } from './window.ts'

/** Below this chance that the rest of the scope was spared by accident, the narrower scope is taken. */
const SPARED = 1e-4
/** Share of a scope's sessions that lie in another one to be a part of it, whatever it is named by. */
const PART = 0.98

/** Whether what the new scope leaves out of the old one, if it is a part of it, is really spared. */
export function isWorthMoving(covers: Within, coveredBefore: Within, kind: number, sessions: Stretch): boolean {
  const now = sessions.within(covers)
  const before = sessions.within(coveredBefore)
  const inside = now.within(coveredBefore)
  if (inside.rows.length < PART * now.rows.length) return true
  const failed = inside.count(kind)
  const rate = failed / inside.rows.length
  const rest = before.rows.length - inside.rows.length
  const failedRest = before.count(kind) - failed
  return failedRest <= 0.2 * rate * rest && (1 - Math.min(rate, 0.99)) ** (rest - failedRest) < SPARED
}

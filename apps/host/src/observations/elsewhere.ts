import type { SharedAttempts } from '@fiftyfive/store/postgres'
import type { ObservationRow, Takes } from '@fiftyfive/store/sqlite'
import type { News } from './orders.ts'

const ASKED_EVERY_MS = 1_000

/**
 * Lets the console of this host show the attempts of all: what other hosts give goes into its log too. Returns what ends it,
 * with the question that is under way.
 */
export function followOthers(
  shared: SharedAttempts,
  log: Takes<ObservationRow>,
  tell: (news: News) => void,
  failed: (failure: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const ask = async (): Promise<void> => {
    const rows = await shared.arrived()
    await log.put(rows)
    for (const { body } of rows) tell({ news: 'attempt', body, isNew: false })
    // When nothing more is there, the next question may wait.
    again(rows.length > 0 ? 0 : ASKED_EVERY_MS)
  }
  const again = (pause_ms: number): void => {
    if (stopped) return
    timer = setTimeout(() => {
      running = ask().catch((failure: unknown) => {
        failed(failure)
        again(ASKED_EVERY_MS)
      })
    }, pause_ms)
  }
  again(0)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

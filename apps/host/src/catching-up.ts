/** How far what follows from the journal, and what the console shows, may lag behind. */
const BEHIND_QUIET_MS = 200
const BEHIND_BUSY_MS = 1_000
const BUSY_ROWS = 100
const LOOK_MS = 50

/**
 * Writes what may lag behind: as soon as it is `together` rows, and the rest in time. `write` writes until fewer than so many
 * rows are left, and says how many it wrote. Returns what ends it, with everything written.
 */
export function keepCatchingUp(
  write: (least: number) => Promise<number>,
  together: number,
  failed: (failure: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  let behind_ms = BEHIND_QUIET_MS
  let last_ms = performance.now()
  let rows = 0
  const round = async (): Promise<void> => {
    const isTime = performance.now() - last_ms >= behind_ms
    rows += await write(isTime ? 1 : together)
    if (!isTime) return
    behind_ms = rows > BUSY_ROWS ? BEHIND_BUSY_MS : BEHIND_QUIET_MS
    last_ms = performance.now()
    rows = 0
  }
  const again = (): void => {
    timer = setTimeout(() => {
      running = round()
        .catch(failed)
        .then(() => (stopped ? undefined : again()))
    }, LOOK_MS).unref()
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
    await write(1)
  }
}

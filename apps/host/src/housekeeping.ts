import { type AcquirerPorts, findOverdueBatches, keepZoneKeysFresh } from '@fiftyfive/acquiring'
import type { Logger } from 'pino'
import type { Surroundings } from './observations/surroundings.ts'
import type { Watch } from './observations/watch.ts'
import type { Payments } from './payments.ts'

const ZONE_KEYS_INTERVAL_MS = 15_000
const BATCHES_INTERVAL_MS = 10 * 60_000

/**
 * What nobody asks for: keys shared with issuers are changed in time, and batches that nobody settles are brought to
 * notice. Of hosts that share a store the one that leads does it. Ends with what is running.
 */
export function keepHouse(
  acquirer: AcquirerPorts,
  payments: Payments,
  surroundings: Surroundings,
  logger: Logger,
  failed: (failure: unknown) => void,
): () => Promise<void> {
  const chores = [
    every(ZONE_KEYS_INTERVAL_MS, async () => {
      // What another host changed has to be known here before it is changed once more.
      for (const { name, ring } of acquirer.links) ring?.adopt(await payments.store.zoneKeys(name))
      if (await payments.leads()) await keepZoneKeysFresh(acquirer)
      for (const { name } of acquirer.links)
        surroundings.zoneKey(name, (await payments.store.zoneKeys(name))?.current.pinCheckValue ?? '')
    }),
    every(BATCHES_INTERVAL_MS, async () => {
      if (!(await payments.leads())) return
      const overdue = await findOverdueBatches(acquirer)
      if (overdue > 0) logger.warn({ overdue }, 'batches hold money and are not settled')
    }),
  ]
  return async () => {
    await Promise.all(chores.map((stop) => stop()))
  }

  function every(pause_ms: number, work: () => Promise<void>): () => Promise<void> {
    let running: Promise<void> = Promise.resolve()
    let timer: NodeJS.Timeout
    const again = (): void => {
      timer = setTimeout(() => {
        running = work().catch(failed).then(again)
      }, pause_ms).unref()
    }
    again()
    return async () => {
      clearTimeout(timer)
      await running
      clearTimeout(timer)
    }
  }
}

/** How far what follows from the journal, and what the console shows, may lag behind. */
const BEHIND_QUIET_MS = 200
const BEHIND_BUSY_MS = 1_000
const BUSY_ATTEMPTS = 100
/**
 * Rows that are written together cost less, but those of a whole second held up the payments of 50 ms: so many at once are
 * enough, and are looked for so often.
 */
const TOGETHER = 256
const LOOK_MS = 50

/** Writes what may lag behind: as soon as it is many rows, and the rest in time. */
export function keepCatchingUp(
  watch: Watch,
  payments: Payments,
  failed: (failure: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  let behind_ms = BEHIND_QUIET_MS
  let last_ms = performance.now()
  let attempts = 0
  const round = async (): Promise<void> => {
    const isTime = performance.now() - last_ms >= behind_ms
    const least = isTime ? 1 : TOGETHER
    try {
      const [written] = await Promise.all([watch.write(least), payments.catchUp(least)])
      attempts += written
    } catch (failure) {
      failed(failure)
    }
    if (isTime) {
      behind_ms = attempts > BUSY_ATTEMPTS ? BEHIND_BUSY_MS : BEHIND_QUIET_MS
      last_ms = performance.now()
      attempts = 0
    }
    if (!stopped) again()
  }
  const again = (): void => {
    timer = setTimeout(() => {
      running = round()
    }, LOOK_MS).unref()
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
    await watch.write()
  }
}

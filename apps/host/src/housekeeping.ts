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
const CATCH_UP_QUIET_MS = 200
const CATCH_UP_BUSY_MS = 1_000
const BUSY_ATTEMPTS = 100

/** Writes what may lag behind: much at once when there is much, because rows that are written together cost less. */
export function keepCatchingUp(
  watch: Watch,
  payments: Payments,
  failed: (failure: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  const round = async (): Promise<void> => {
    let attempts = 0
    try {
      ;[attempts] = await Promise.all([watch.write(), payments.catchUp()])
    } catch (failure) {
      failed(failure)
    }
    if (!stopped) again(attempts > BUSY_ATTEMPTS ? CATCH_UP_BUSY_MS : CATCH_UP_QUIET_MS)
  }
  const again = (pause_ms: number): void => {
    timer = setTimeout(() => {
      running = round()
    }, pause_ms).unref()
  }
  again(CATCH_UP_QUIET_MS)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
    await watch.write()
  }
}

import { type AcquirerPorts, findOverdueBatches, keepZoneKeysFresh } from '@fiftyfive/acquiring'
import type { HostConfiguration } from './configuration.ts'
import type { Surroundings } from './observations/surroundings.ts'
import type { Watch } from './observations/watch.ts'
import type { Payments } from './payments.ts'

const DAY_MS = 86_400_000
const ZONE_KEYS_INTERVAL_MS = 15_000
const BATCHES_INTERVAL_MS = 10 * 60_000
const FORGET_INTERVAL_MS = 3_600_000
/** As long as incidents that are over are carried to hosts that start. */
const SHARED_KEPT_MS = 30 * DAY_MS

/**
 * What nobody asks for: keys shared with issuers are changed in time, and batches that nobody settles are brought to
 * notice. Of hosts that share a store the one that leads does it. Ends with what is running.
 */
export function keepHouse(
  acquirer: AcquirerPorts,
  payments: Payments,
  { surroundings, watch }: { readonly surroundings: Surroundings; readonly watch: Watch },
  { logger, keepAttemptDays }: Pick<HostConfiguration, 'logger' | 'keepAttemptDays'>,
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
    every(FORGET_INTERVAL_MS, async () => {
      const now = acquirer.clock.now()
      if (await payments.leads()) watch.forgetShared(now - SHARED_KEPT_MS)
      // Not waited for: the first time it may take minutes, for which nobody who stops the host should wait.
      if (keepAttemptDays !== undefined) void watch.forget(now - keepAttemptDays * DAY_MS)
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

import type { Watch } from '../observations/watch.ts'
import { type ActionPorts, Actions } from './actions.ts'

export { RecentHour } from './recent.ts'
export { StandingRestrictions } from './standing.ts'

/** How often it is looked whether an action is over, and what other hosts have paused. */
const TICK_MS = 2_000

/** Actions that follow what is observed: they are measured by it, and the automatic ones begin with an incident. */
export async function startActions(
  ports: ActionPorts,
  watch: Watch,
  /** Of hosts that share a store, whether this one is to end what is over. */
  due: () => Promise<boolean>,
): Promise<{ readonly actions: Actions; readonly stop: () => Promise<void> }> {
  const { logger, standing } = ports
  const actions = new Actions(ports)
  await actions.reconcile()
  const failed = (failure: unknown) =>
    logger.error({ reason: failure instanceof Error ? failure.message : 'unknown' }, 'an action went wrong')
  const unsubscribe = watch.subscribe(({ attempt }) => actions.observe(attempt))
  const unsubscribeIncidents = watch.subscribeIncidents((incident) => void actions.consider(incident).catch(failed))
  let running: Promise<unknown> = Promise.resolve()
  const tick = async (): Promise<void> => {
    await standing.refresh()
    if (await due()) await actions.tick()
  }
  const ticking = setInterval(() => {
    running = tick().catch(failed)
  }, TICK_MS).unref()
  return {
    actions,
    async stop() {
      clearInterval(ticking)
      unsubscribe()
      unsubscribeIncidents()
      await running
    },
  }
}

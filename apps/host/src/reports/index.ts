import type { Logger } from 'pino'
import type { Reports } from './reports.ts'

export { Reports } from './reports.ts'
export { renderReport } from './render.ts'

const ROUND_MS = 60_000

/** Makes reports when they are due: of hosts that share a store, the one that leads does it. */
export function startReports(
  reports: Reports,
  { leads, logger }: { readonly leads: () => Promise<boolean>; readonly logger: Logger },
): { stop: () => Promise<void> } {
  const round = async (): Promise<void> => {
    if (!(await leads())) return
    const made = await reports.round()
    if (made > 0) logger.info({ made }, 'reports made')
  }
  const failed = (failure: unknown) =>
    logger.error({ reason: failure instanceof Error ? failure.message : 'unknown' }, 'reports could not be made')
  let running: Promise<unknown> = round().catch(failed)
  const going = setInterval(() => {
    running = running.then(round).catch(failed)
  }, ROUND_MS).unref()
  return {
    async stop() {
      clearInterval(going)
      await running
    },
  }
}

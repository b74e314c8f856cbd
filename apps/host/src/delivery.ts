import { type AcquirerPorts, deliverOwed, recoverOpenPayments } from '@fiftyfive/acquiring'
import type { HostConfiguration } from './configuration.ts'
import { afterFailure } from './failure.ts'
import type { Payments } from './payments.ts'

const DELIVERY_INTERVAL_MS = 1_000

/**
 * Recovers what a stopped host left open, and comes back to what is owed to issuers until nothing is. Of hosts that share
 * a store one does it, and another takes over when that one is gone.
 */
export async function keepDelivering(
  acquirer: AcquirerPorts,
  payments: Payments,
  { logger, databaseUrl }: HostConfiguration,
): Promise<() => Promise<void>> {
  let stopped = false
  let recoveredOnce = false
  let timer: NodeJS.Timeout
  const round = async () => {
    if (!(await payments.leads())) return
    // A host alone finds its own payments open while it works on them: then only the start tells what was left.
    if (databaseUrl !== undefined || !recoveredOnce) {
      const recovered = await recoverOpenPayments(acquirer)
      if (recovered > 0) logger.warn({ recovered }, 'payments left open became unknown and are being reversed')
      recoveredOnce = true
    }
    if (!stopped) await deliverOwed(acquirer)
  }
  await round().catch(afterFailure(logger))
  let running: Promise<unknown> = Promise.resolve()
  const again = () => {
    timer = setTimeout(() => {
      running = round()
        .catch(afterFailure(logger))
        .then(() => (stopped ? undefined : again()))
    }, DELIVERY_INTERVAL_MS)
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

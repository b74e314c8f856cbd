import { StoreFailure } from '@fiftyfive/store/sqlite'
import type { HostConfiguration } from './configuration.ts'

const STOPPED_BY_STORE = 70

/**
 * A store that cannot write stops the process: going on could lose a payment, and a restart recovers. A bug that one
 * message brings out ends that connection only, so that nobody can stop the host by finding it.
 */
export const afterFailure = (logger: HostConfiguration['logger']) => (failure: unknown) => {
  if (failure instanceof StoreFailure) {
    logger.fatal({ reason: failure.message }, 'stopping')
    process.exit(STOPPED_BY_STORE)
  }
  logger.error({ reason: failure instanceof Error ? failure.message : 'unknown' }, 'a message could not be handled')
  return undefined
}

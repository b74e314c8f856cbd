import { logger } from '../../apps/cli/src/environment.ts'

/** The product's logger, saying nothing. */
export const SILENT = logger('silent')

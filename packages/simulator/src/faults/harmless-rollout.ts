import type { FaultModule } from './fault.ts'
import { modelFor, rollOut } from './rollout.ts'

/** A release that breaks nothing. */
export const harmlessRollout: FaultModule = {
  name: 'harmless-rollout',
  owner: 'terminal',
  harmless: true,
  install(site) {
    const model = modelFor(site)
    site.scope(`model=${model}&version=8.0.0`)
    rollOut(site, { part: 'software', version: '8.0.0', takes: (till) => till.site.model === model })
  },
}

import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/** A release that breaks nothing. */
export const harmlessRollout: FaultModule = {
  name: 'harmless-rollout',
  owner: 'terminal',
  harmless: true,
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'software')
    site.scope(`model=${model}&version=${version}`)
    rollOut(site, { part: 'software', version, takes: (till) => till.site.model === model })
  },
}

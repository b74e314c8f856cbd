import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/** A release of one model that builds PIN blocks of ISO 9564-1 format 1: without the card number in them. */
export const blockFormat: FaultModule = {
  name: 'block-format',
  cause: 'block-format',
  owner: 'terminal',
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'software')
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    for (const till of rollOut(site, { part: 'software', version, takes: (till) => till.site.model === model })) {
      till.hooks.push({
        firmware(firmware) {
          if (till.versions.software !== version || !site.acts()) return firmware
          site.mark(till.story, 'pin-pad')
          return { ...firmware, format: 'iso-1' }
        },
      })
    }
  },
}

import { Pan } from '@fiftyfive/kernel'
import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/** A release that cuts card numbers of 19 digits to 16 before it makes the PIN block of them. */
export const panMismatch: FaultModule = {
  name: 'pan-mismatch',
  cause: 'pan-mismatch',
  owner: 'terminal',
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'software')
    site.scope(`model=${model}&version=${version}&panLength=19`, `version=${version}&panLength=19`)
    for (const till of rollOut(site, { part: 'software', version, takes: (till) => till.site.model === model })) {
      till.hooks.push({
        firmware: (firmware) => ({
          ...firmware,
          panForBlock(pan) {
            const digits = pan.reveal()
            if (digits.length !== 19 || till.versions.software !== version || !site.acts())
              return firmware.panForBlock(pan)
            site.mark(till.story, 'pin-pad')
            return Pan.of(digits.slice(0, 16))
          },
        }),
      })
    }
  },
}

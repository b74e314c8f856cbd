import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/**
 * A new kernel does not fit the PIN pad of one model: now and then it hands the entry over as format 3, and chips are
 * read only at the second go. `strength` is the share of entries (default 0.4).
 */
export const incompatible: FaultModule = {
  name: 'incompatible',
  cause: 'incompatible',
  owner: 'terminal',
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'kernel')
    site.scope(`model=${model}&kernel=${version}`, `kernel=${version}`)
    const strength = site.options.strength ?? 0.4
    for (const till of rollOut(site, { part: 'kernel', version, takes: (till) => till.site.model === model })) {
      const fails = () => site.present && till.versions.kernel === version && site.chance.happens(strength)
      till.hooks.push({
        read(card, method) {
          if (method !== 'chip' || !fails()) return card
          site.mark(till.story, 'reader')
          return { ...card, condition: 'chip-worn' }
        },
        firmware(firmware) {
          if (!fails()) return firmware
          site.mark(till.story, 'pin-pad')
          return { ...firmware, format: 'iso-3' }
        },
      })
    }
  },
}

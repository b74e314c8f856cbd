import type { FaultModule } from './fault.ts'
import { releaseName, rollOut } from './rollout.ts'

/**
 * New parameters tell the contactless kernel that a tap needs no PIN, whatever the amount. The till still asks for one, and
 * the message, made by what the kernel said, leaves it out: DE 52 is missing since.
 */
export const cvmConfig: FaultModule = {
  name: 'cvm-config',
  cause: 'cvm-config',
  owner: 'terminal',
  install(site) {
    const version = releaseName(site.chance, 'parameters')
    site.scope(`parameters=${version}&entry=contactless`)
    const share = site.options.strength ?? 0.3
    for (const till of rollOut(site, { part: 'parameters', version, takes: () => true, share })) {
      till.hooks.push({
        firmware(firmware) {
          const tapped = till.terminal.state.session?.card?.method === 'contactless'
          if (!tapped || till.versions.parameters !== version || !site.present) return firmware
          site.mark(till.story, 'terminal')
          return { ...firmware, sendsPinBlock: false }
        },
      })
    }
  },
}

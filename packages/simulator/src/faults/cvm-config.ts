import type { Till, TillHooks } from '../fleet/parties/till.ts'
import type { FaultModule, FaultSite } from './fault.ts'
import { releaseName, rollOut } from './rollout.ts'

/**
 * New parameters no longer tell the contactless kernel of the PIN pad (9F66, byte 1 bit 3). The card asks for a signature
 * (9F34 = 1E 00 00), the payment leaves without DE 52, and the issuer wants the PIN after all (70).
 *
 * In suite version 1 the kernel has the PIN asked for and reports it (42 03 00), and the message leaves it out.
 */
export const cvmConfig: FaultModule = {
  name: 'cvm-config',
  cause: 'cvm-config',
  owner: 'terminal',
  install(site) {
    const version = releaseName(site.chance, 'parameters')
    site.scope(`parameters=${version}&entry=contactless`)
    const share = site.options.strength ?? 0.3
    const hooksOf = site.fleet.sizes.suite === 1 ? leavingOut : withoutPinPad
    for (const till of rollOut(site, { part: 'parameters', version, takes: () => true, share })) {
      till.hooks.push(hooksOf(site, till, () => till.versions.parameters === version && site.present))
    }
  },
}

const withoutPinPad = (site: FaultSite, till: Till, isThere: () => boolean): TillHooks => ({
  kernel(terminal, method) {
    if (method !== 'contactless' || !isThere()) return terminal
    site.mark(till.story, 'terminal')
    return { ...terminal, pinOfTaps: false }
  },
})

const leavingOut = (site: FaultSite, till: Till, isThere: () => boolean): TillHooks => ({
  firmware(firmware) {
    const tapped = till.terminal.state.session?.card?.method === 'contactless'
    if (!tapped || !isThere()) return firmware
    site.mark(till.story, 'terminal')
    return { ...firmware, sendsPinBlock: false }
  },
})

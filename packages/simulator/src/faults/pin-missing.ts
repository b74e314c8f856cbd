import type { FaultModule } from './fault.ts'

/**
 * The PIN pads of one shop reach their terminals through one box with a bad contact: digits are counted, and the block is
 * cut off on its way. The payment leaves without DE 52. `strength`: share of payments (default 0.3).
 */
export const pinMissing: FaultModule = {
  name: 'pin-missing',
  cause: 'pin-missing',
  owner: 'terminal',
  install(site) {
    const { fleet, chance } = site
    const { merchant } = site.shop(2)
    const tills = fleet.tills.filter(({ shop }) => shop.merchant === merchant)
    site.scope(`merchant=${merchant}`, ...(tills.length === 1 ? [`terminal=${tills[0]?.id ?? ''}`] : []))
    const strength = site.options.strength ?? 0.3
    for (const till of tills) {
      till.hooks.push({
        firmware(firmware) {
          if (!site.present || !chance.happens(strength)) return firmware
          site.mark(till.story, 'terminal')
          return { ...firmware, sendsPinBlock: false }
        },
      })
    }
  },
}

import type { FaultModule } from './fault.ts'

/** Cashiers of one shop press green for the customer; the payment leaves without a PIN. `strength`: share of payments. */
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

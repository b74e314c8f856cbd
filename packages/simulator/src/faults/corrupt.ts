import type { FaultModule } from './fault.ts'

/** A bad modem or router on the way of one shop's terminals flips bits; `strength` is the share of frames (default 0.15). */
export const corrupt: FaultModule = {
  name: 'corrupt',
  cause: 'corrupt',
  owner: 'link',
  install(site) {
    const { fleet, chance } = site
    const { merchant } = site.shop(2)
    const tills = fleet.tills.filter(({ shop }) => shop.merchant === merchant)
    site.scope(`merchant=${merchant}`, ...(tills.length === 1 ? [`terminal=${tills[0]?.id ?? ''}`] : []))
    const strength = site.options.strength ?? 0.15
    /** Behind length, TPDU, header, message type and bitmap, so that it stays a message of this terminal's mostly. */
    const untouched = 60
    for (const till of tills) {
      till.hooks.push({
        async line(frame, direction) {
          if (direction === 'back' || frame.length <= untouched || !site.present || !chance.happens(strength))
            return frame
          site.mark(till.story, 'access')
          const damaged = frame.slice()
          const at = untouched + chance.whole(frame.length - untouched)
          damaged[at] = (damaged[at] as number) ^ (1 << chance.whole(8))
          return damaged
        },
      })
    }
  },
}

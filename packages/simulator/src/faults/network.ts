import type { FaultModule } from './fault.ts'
import { linkFor } from './zone-key.ts'

/** A line to one network drops packets or stalls; `strength` is the share of requests without an answer in time (default 0.3). */
export const network: FaultModule = {
  name: 'network',
  cause: 'network',
  owner: 'link',
  install(site) {
    const link = linkFor(site)
    site.scope(`link=${link.name}`)
    const strength = site.options.strength ?? 0.3
    link.hooks.push({
      async wire(bytes, direction, about) {
        if (!site.present || about.mti !== '0200' || !site.chance.happens(strength / 2)) return bytes
        site.mark(site.fleet.storyOfPan(about[2] ?? ''), 'link')
        if (direction === 'back' && site.chance.happens(0.5)) {
          await link.pause(16_000)
          return bytes
        }
        return undefined
      },
    })
  },
}

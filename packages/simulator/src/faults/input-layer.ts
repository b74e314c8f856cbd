import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/** The key above a key; a touch layer that is shifted takes a finger near the upper edge for it. */
const ABOVE: Readonly<Record<string, '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'>> = {
  '4': '1',
  '5': '2',
  '6': '3',
  '7': '4',
  '8': '5',
  '9': '6',
  '0': '8',
}

/** A release of one model shifts the touch layer; `strength` is the share of touches that land a row too high (default 0.06). */
export const inputLayer: FaultModule = {
  name: 'input-layer',
  cause: 'input-layer',
  owner: 'terminal',
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'software')
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    const strength = site.options.strength ?? 0.06
    for (const till of rollOut(site, { part: 'software', version, takes: (till) => till.site.model === model })) {
      till.hooks.push({
        press(pressed, press) {
          const above = ABOVE[pressed]
          const shifted = above && site.present && till.versions.software === version && site.chance.happens(strength)
          if (!shifted) return press(pressed)
          site.mark(till.story, 'keypad')
          press(above)
        },
      })
    }
  },
}

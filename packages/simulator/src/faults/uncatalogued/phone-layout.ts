import type { PinKey } from '@fiftyfive/terminal'
import type { FaultModule } from '../fault.ts'

const UPSIDE_DOWN: Readonly<Record<string, PinKey>> = { '1': '7', '2': '8', '3': '9', '7': '1', '8': '2', '9': '3' }

/** A spare keypad in the layout of a calculator: people type by place, `strength` of them (default 0.6) do not look. */
export const phoneLayout: FaultModule = {
  name: 'phone-layout',
  owner: 'terminal',
  install(site) {
    const strength = site.options.strength ?? 0.6
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      let looks = new Map<unknown, boolean>()
      till.hooks.push({
        press(pressed, press) {
          const other = UPSIDE_DOWN[pressed]
          if (!other || !site.present) return press(pressed)
          if (!looks.has(till.story)) looks = new Map([[till.story, !site.chance.happens(strength)]])
          if (looks.get(till.story)) return press(pressed)
          site.mark(till.story, 'keypad')
          press(other)
        },
      })
    }
  },
}

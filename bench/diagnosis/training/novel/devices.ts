import type { FaultModule } from '@fiftyfive/simulator'
import { hourOf } from './hours.ts'

const NEIGHBOUR = ['8', '2', '1', '6', '5', '4', '3', '8', '7', '6'] as const

/** Damp in a PIN pad until the sun has dried it: in the morning some presses close the neighbour as well. */
export const morningDamp: FaultModule = {
  name: 'morning-damp',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        press(pressed, press) {
          press(pressed)
          const other = NEIGHBOUR[Number(pressed)]
          if (other === undefined || hourOf(site) >= 13 || !site.present || !site.chance.happens(0.25)) return
          site.mark(till.story, 'keypad')
          press(other)
        },
      })
    }
  },
}

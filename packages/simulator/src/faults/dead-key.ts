import type { FaultModule } from './fault.ts'

/** The contact of one digit does not close any more; `strength` is the share of presses that are lost. */
export const deadKey: FaultModule = {
  name: 'dead-key',
  cause: 'dead-key',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      const key = String(site.chance.whole(10))
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        press(pressed, press) {
          if (pressed !== key || !site.acts()) return press(pressed)
          site.mark(till.story, 'keypad')
        },
      })
    }
  },
}

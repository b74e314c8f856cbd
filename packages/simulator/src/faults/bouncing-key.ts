import type { FaultModule } from './fault.ts'

/** A worn contact closes twice; `strength` is the share of presses that do. */
export const bouncingKey: FaultModule = {
  name: 'bouncing-key',
  cause: 'bouncing-key',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      const keys = site.chance.sample([...'0123456789'], 2)
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        press(pressed, press) {
          press(pressed)
          if (!keys.includes(pressed) || !site.acts()) return
          site.mark(till.story, 'keypad')
          press(pressed)
        },
      })
    }
  },
}

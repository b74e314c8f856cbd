import type { FaultModule } from './fault.ts'
import { modelFor, releaseName, rollOut } from './rollout.ts'

/** A release whose spoken prompts swallow the keys that are pressed meanwhile; `strength` is the share of such entries. */
export const accessibility: FaultModule = {
  name: 'accessibility',
  cause: 'accessibility',
  owner: 'terminal',
  install(site) {
    const model = modelFor(site)
    const version = releaseName(site.chance, 'software')
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    for (const till of rollOut(site, { part: 'software', version, takes: (till) => till.site.model === model })) {
      till.hooks.push({
        press(pressed, press) {
          const speaks = till.terminal.state.assistance === true && till.versions.software === version
          if (!speaks || pressed === 'cancel' || !site.acts()) return press(pressed)
          site.mark(till.story, 'keypad')
        },
      })
    }
    // Who needs spoken prompts is told where they are, and comes back. In a small town there may be nobody.
    const listening = site.fleet.people.filter(({ needsAssistance }) => needsAssistance)
    site.fleet.business.guests.push((till, chance) =>
      listening.length > 0 && site.present && till.versions.software === version && chance.happens(0.02)
        ? chance.pick(listening)
        : undefined,
    )
  },
}

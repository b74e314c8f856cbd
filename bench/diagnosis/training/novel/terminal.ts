import type { FaultModule } from '@fiftyfive/simulator'

const NEIGHBOUR = ['8', '2', '3', '6', '5', '6', '9', '8', '5', '6'] as const

/** A bent membrane: one key closes its neighbour's contact instead, on `strength` of its presses (default 0.7). */
const crossedContacts: FaultModule = {
  name: 'crossed-contacts',
  owner: 'terminal',
  install(site) {
    const strength = site.options.strength ?? 0.7
    for (const till of site.tills()) {
      const key = site.chance.whole(10)
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        press(pressed, press) {
          if (pressed !== String(key) || !site.present || !site.chance.happens(strength)) return press(pressed)
          site.mark(till.story, 'keypad')
          press(NEIGHBOUR[key] ?? '1')
        },
      })
    }
  },
}

/** A release filters bouncing too well: of two equal digits in a row the second is taken for a bounce. */
const strongDebounce: FaultModule = {
  name: 'strong-debounce',
  owner: 'terminal',
  install(site) {
    const { fleet, chance } = site
    const models = Map.groupBy(fleet.tills, (till) => till.site.model)
    const [model] = [...models].toSorted(([, a], [, b]) => b.length - a.length)[chance.whole(2)] ?? ['']
    const version = `${chance.between(2, 6)}.${chance.between(0, 9)}.${chance.between(1, 9)}`
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    for (const till of fleet.tills.filter((till) => till.site.model === model && chance.happens(0.7))) {
      site.when(site.from + chance.whole(80_000_000), () => fleet.install(till, 'software', version))
      let last = ''
      till.hooks.push({
        press(pressed, press) {
          const swallowed = pressed === last && till.versions.software === version && site.acts()
          last = pressed
          if (!swallowed) return press(pressed)
          last = ''
          site.mark(till.story, 'keypad')
        },
      })
    }
  },
}

/** A weak buffer battery: what is read from the memory of the PIN key has a bit turned now and then. */
const tiredMemory: FaultModule = {
  name: 'tired-memory',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        readKey(slot, stored) {
          if (slot !== 'pin' || !stored || !site.actsOn(till.story)) return stored
          site.mark(till.story, 'pin-pad')
          const turned = stored.slice()
          turned[3] = (turned[3] as number) ^ 0x10
          return turned
        },
      })
    }
  },
}

export const TERMINAL = [crossedContacts, strongDebounce, tiredMemory]

import type { FaultModule } from './fault.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/**
 * The clock of a terminal is a day or two wrong. Every few hours the host compares the date of each terminal with its own
 * and takes one that lives in another day off: its batch is not today's, so a new one is opened. It gets 77 until it signs on
 * again, which does not set its clock.
 *
 * Before suite version 3 its working keys are withdrawn besides, so that its MAC counts as invalid.
 */
export const clockBatch: FaultModule = {
  name: 'clock-batch',
  cause: 'clock-batch',
  owner: 'terminal',
  install(site) {
    const { fleet, chance } = site
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      const error_ms = (chance.happens(0.5) ? -1 : 1) * (DAY_MS + chance.whole(DAY_MS))
      till.hooks.push({ clockError_ms: () => (site.present ? error_ms : 0) })
      let signedOff = false
      for (let at = site.from; at < site.until; at += HOUR_MS * (2 + chance.whole(5))) {
        site.when(at, () => {
          const terminal = fleet.acquirer.tables.terminal(till.id)
          const livesInAnotherDay = Math.abs(till.clockError_ms) >= DAY_MS
          if (!terminal || !livesInAnotherDay || !site.acts()) return
          const { current: _c, pending: _p, previous: _v, ...withoutKeys } = terminal
          const batch = String(chance.whole(900_000) + 1).padStart(6, '0')
          const off = fleet.sizes.suite < 3 ? withoutKeys : ({ ...terminal, signedOff: true } as const)
          fleet.acquirer.tables.apply({ type: 'terminal-state', reason: 'cut-over', terminal: { ...off, batch } })
          signedOff = true
        })
      }
      fleet.beforeEntry.push((_card, story) => {
        if (till.story !== story || !site.present) return
        story.seen.clockError_s = Math.round(till.clockError_ms / 1000)
        const terminal = fleet.acquirer.tables.terminal(till.id)
        const hasKeys = terminal?.current !== undefined || terminal?.pending !== undefined
        const mustSignOn = fleet.sizes.suite < 3 ? !hasKeys : terminal?.signedOff !== undefined
        if (signedOff && mustSignOn) site.mark(story, 'terminal')
      })
    }
  },
}

import type { FaultModule } from './fault.ts'

const HOUR_MS = 3_600_000

/**
 * A terminal whose clock is a day wrong settles at the wrong time; the host's cut-over finds another batch than it
 * expects and signs it off: 77 until it signs on again. Repeats every few hours.
 */
export const clockBatch: FaultModule = {
  name: 'clock-batch',
  cause: 'clock-batch',
  owner: 'terminal',
  install(site) {
    const { fleet, chance } = site
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      const error_ms = (chance.happens(0.5) ? -1 : 1) * (86_400_000 + chance.whole(86_400_000))
      till.hooks.push({ clockError_ms: () => (site.present ? error_ms : 0) })
      let signedOff = false
      for (let at = site.from; at < site.until; at += HOUR_MS * (2 + chance.whole(5))) {
        site.when(at, () => {
          const terminal = fleet.acquirer.tables.terminal(till.id)
          if (!terminal || !site.acts()) return
          const { current: _c, pending: _p, previous: _v, ...rest } = terminal
          const batch = String(chance.whole(900_000) + 1).padStart(6, '0')
          fleet.acquirer.tables.apply({ type: 'terminal-state', reason: 'cut-over', terminal: { ...rest, batch } })
          signedOff = true
        })
      }
      fleet.beforeEntry.push((_card, story) => {
        if (till.story !== story || !site.present) return
        story.seen.clockError_s = Math.round(error_ms / 1000)
        const keys = fleet.acquirer.tables.terminal(till.id)
        if (signedOff && !keys?.current && !keys?.pending) site.mark(story, 'terminal')
      })
    }
  },
}

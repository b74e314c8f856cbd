import type { Clock } from '@fiftyfive/kernel'
import type { Terminal } from '../shell/terminal.ts'
import type { LoggedNotice } from './ticket.ts'

/** Enough for the last few payments. */
const NOTICES_MAX = 60

/** Remembers the latest notices of a terminal with their times. Notices hold no card data beyond a masked number. */
export function keepEventLog(terminal: Terminal, clock: Clock): { readonly notices: readonly LoggedNotice[] } {
  const log: LoggedNotice[] = []
  terminal.on((notice) => {
    // A time for each key would tell of the rhythm in which the PIN was typed.
    if (notice.type === 'pin-digits') return
    log.push({ at: clock.now(), notice })
    if (log.length > NOTICES_MAX) log.shift()
  })
  return {
    get notices() {
      return [...log]
    },
  }
}

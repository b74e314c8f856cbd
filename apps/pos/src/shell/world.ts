import type { Clock, Random, Timers } from '@fiftyfive/kernel'

export const browserClock: Clock = { now: () => Date.now() }

export const browserRandom: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) }

export const browserTimers: Timers = {
  after(delay_ms, wake) {
    const handle = setTimeout(wake, delay_ms)
    return { cancel: () => clearTimeout(handle) }
  },
}

import type { Clock } from '@fiftyfive/kernel'
import type { Counters } from './ports.ts'

/**
 * DE 37 is year digit, day of the year and an 8-digit running number; DE 11 towards issuers wraps at 999999. The
 * running number continues after the highest one in the store, so that it never repeats across a restart.
 */
export function counters(clock: Clock, lastReference: string | undefined): Counters {
  let running = lastReference ? Number(lastReference.slice(4)) : 0
  return countersFrom(
    clock,
    () => {
      running = (running + 1) % RUNNING_NUMBERS
      return running
    },
    running,
  )
}

const RUNNING_NUMBERS = 100_000_000

/** The same over running numbers that come from elsewhere: hosts that share a store take them from it. */
export function countersFrom(clock: Clock, nextNumber: () => number, firstTrace: number): Counters {
  let trace = firstTrace % 999_999
  return {
    nextReference() {
      const now = new Date(clock.now())
      const day = Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
      return `${now.getUTCFullYear() % 10}${String(day).padStart(3, '0')}${String(nextNumber()).padStart(8, '0')}`
    },
    nextTrace() {
      trace = (trace % 999_999) + 1
      return String(trace).padStart(6, '0')
    },
  }
}

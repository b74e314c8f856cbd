import type { Attempt, Surroundings } from '../attempt.ts'
import { FRESH_MS } from '../model/facts.ts'
import { observed, type Observation } from './observation.ts'

const CLOCK_ERROR_S = 3_600

/** Plain facts of the attempt: how the entry ended, what chip, counter and clock say, who decided. */
export function observeFacts(attempt: Attempt): Observation[] {
  const { pinPad, batchMismatch, clockError_s, chip, serialNumber, answeredBy } = attempt
  const wrongClock = batchMismatch === true || Math.abs(clockError_s ?? 0) > CLOCK_ERROR_S
  const clockKnown = batchMismatch !== undefined || clockError_s !== undefined
  return [
    ...(pinPad ? observed('end', pinPad.end ?? 'confirmed') : []),
    ...(pinPad ? observed('assisted', pinPad.assisted === true ? 'yes' : 'no') : []),
    ...(clockKnown || attempt.code === '77' ? observed('clock', wrongClock ? 'wrong' : 'right') : []),
    ...observed('offline', attempt.offline === true ? 'yes' : 'no'),
    ...(chip ? observed('chipTries', chipTriesOf(chip)) : []),
    ...observed('method', methodOf(attempt.cvmResults)),
    ...(chip ? observed('reading', (chip.readFailures ?? 0) > 0 ? 'failed' : 'clean') : []),
    ...(serialNumber
      ? observed(
          'counter',
          serialNumber.follows === 'next' || serialNumber.follows === 'jump' ? serialNumber.follows : 'wrong',
        )
      : []),
    ...(answeredBy === 'issuer' || answeredBy === 'stand-in' ? observed('decider', answeredBy) : []),
  ]
}

/** What the acquirer knows besides the attempt: the card from before, keys, reports and releases. */
export function observeRecords(attempt: Attempt, { facts }: Surroundings): Observation[] {
  const opened = facts?.opened === true || attempt.tampered === true
  return [
    ...(facts?.opened !== undefined || attempt.tampered !== undefined ? observed('opened', opened ? 'yes' : 'no') : []),
    ...(facts?.acquaintance === undefined ? [] : observed('acquaintance', facts.acquaintance)),
    ...(facts?.keyOfAnother === undefined ? [] : observed('keyOwner', facts.keyOfAnother ? 'another' : 'own')),
    ...(facts?.releaseAge_ms === undefined
      ? []
      : observed('release', facts.releaseAge_ms < FRESH_MS ? 'fresh' : 'old')),
  ]
}

function chipTriesOf({ triesLeft, verifyStatus }: NonNullable<Attempt['chip']>): 'none' | 'some' | undefined {
  if (triesLeft !== undefined) return triesLeft <= 0 ? 'none' : 'some'
  if (verifyStatus === '6983' || verifyStatus === '6984' || verifyStatus === '63C0') return 'none'
  return verifyStatus === undefined ? undefined : 'some'
}

type Method = 'online-pin' | 'offline-pin' | 'signature' | 'none' | 'failed'
const METHODS: Readonly<Record<number, Method>> = {
  0x01: 'offline-pin',
  0x02: 'online-pin',
  0x03: 'offline-pin',
  0x04: 'offline-pin',
  0x05: 'offline-pin',
  0x1e: 'signature',
  0x1f: 'none',
}

/** First byte: the method in its lower six bits; third byte 01: it failed. */
function methodOf(cvmResults: string | undefined): Method | undefined {
  if (cvmResults === undefined) return undefined
  if (cvmResults.endsWith('01')) return 'failed'
  return METHODS[Number.parseInt(cvmResults.slice(0, 2), 16) & 0x3f]
}

import type { Attempt, SurroundingFacts } from '../attempt.ts'
import { codeClass, type Origin } from '../model/answer.ts'
import { KEY_FRESH_S, KEY_TODAY_S } from '../model/keys.ts'
import { LATENCY_LATE_MS, LATENCY_SLOW_MS } from '../model/path.ts'
import { observed, type Observation } from './observation.ts'
import { isAnswerChanged } from './outcome.ts'

/** The answer: what the issuer said where it is known, else what the till was told. */
export function observeAnswer(attempt: Attempt): Observation[] {
  const said = attempt.issuerCode ?? attempt.code
  return [
    ...observed('code', codeClass(said), { code: said }),
    ...observed('origin', originOf(attempt), { code: attempt.code, issuerCode: attempt.issuerCode ?? '-' }),
  ]
}

function originOf(attempt: Attempt): Origin | undefined {
  if (attempt.forwarded === false) return 'own'
  if (attempt.issuerCode !== undefined) return isAnswerChanged(attempt) ? 'changed' : 'issuer'
  const silent = attempt.issuerLink !== undefined && attempt.issuerLink !== 'answered'
  return silent ? 'unanswered' : undefined
}

export function observePinBlock(attempt: Attempt): Observation[] {
  const { pinPresent, pinBlock } = attempt
  if (pinPresent === undefined) return []
  const presence = observed('pinPresence', pinPresent ? 'present' : 'absent')
  if (!pinPresent || !pinBlock) return presence
  const lines = [...presence, ...observed('shape', pinBlock.shape)]
  if (pinBlock.shape === 'well-formed') return lines
  const { underPreviousKey, underOtherFormat } = pinBlock
  // A finding about the previous key shows that the block was tried; without one, no format found is no evidence.
  const tried = underPreviousKey !== undefined
  return [
    ...lines,
    ...(tried ? observed('previousKey', underPreviousKey ? 'fits' : 'no') : []),
    ...(underOtherFormat ? observed('otherFormat', 'fits', { format: underOtherFormat }) : []),
    ...(tried && !underOtherFormat ? observed('otherFormat', 'no') : []),
  ]
}

export function observeKeys({ keyCheck, mac, keyAge_s }: Attempt, facts: SurroundingFacts = {}): Observation[] {
  // A key from before the previous one is no other's: it was delivered here, at a sign-on long ago.
  const earlier = keyCheck === 'other' && facts.keyDelivered === true
  return [
    ...observed('keyCheck', earlier ? 'previous' : keyCheck),
    ...observed('mac', mac),
    ...(keyAge_s === undefined ? [] : observeKeyAge(keyAge_s, facts)),
  ]
}

function observeKeyAge(keyAge_s: number, { firstKey }: SurroundingFacts): Observation[] {
  const age = keyAge_s < KEY_FRESH_S ? 'fresh' : keyAge_s < KEY_TODAY_S ? 'today' : 'old'
  // That the first key of a terminal is a new one is no news.
  return age === 'fresh' && firstKey ? [] : observed('keyAge', age, { minutes: Math.round(keyAge_s / 60) })
}

export function observePath({ issuerLink, latency_ms, duplicate }: Attempt): Observation[] {
  return [
    ...observed('issuerLink', issuerLink),
    ...(latency_ms === undefined
      ? []
      : observed('latency', latency_ms < LATENCY_SLOW_MS ? 'quick' : latency_ms < LATENCY_LATE_MS ? 'slow' : 'late', {
          seconds: Math.round(latency_ms / 100) / 10,
        })),
    ...(duplicate === undefined ? [] : observed('duplicate', duplicate ? 'yes' : 'no')),
  ]
}

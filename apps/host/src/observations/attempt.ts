import type { Observation } from '@fiftyfive/acquiring'
import type { Attempt, PinPadFacts } from '@fiftyfive/diagnosis'

/** Every member that may be missing may be undefined instead. */
type Seen<T> = { [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) }

const TIMES: readonly PinPadFacts['time'][] = ['fast', 'normal', 'slow', 'very-slow']

/**
 * The acquirer's observation in the words of the diagnosis. What was not seen is undefined, and no evidence: a member for
 * everything makes all attempts of one shape, which takes a fifth of the memory of one that is put together member by member.
 */
export function attemptOf(observation: Observation, code: string): Attempt {
  const facts = observation.terminalFacts
  const pinPad = pinPadFacts(facts)
  const attempt: Seen<Attempt> = {
    id: observation.key,
    at: observation.at,
    terminal: observation.terminalId,
    merchant: observation.merchantId,
    card: observation.card,
    range: observation.range,
    entryMode: observation.entryMode,
    pinPresent: observation.pinPresent,
    amount_minor: observation.amount.minor,
    code,
    forwarded: observation.forwarded,
    issuer: observation.link,
    link: observation.link,
    fallback: facts.fallback,
    model: facts.model,
    softwareVersion: facts.softwareVersion,
    pinKeyCheckValue: facts.pinKeyCheckValue,
    pinPad,
    keyCheck: observation.keyCheck,
    mac: observation.mac,
    pinBlock: observation.pinBlock,
    issuerCode: observation.issuerCode,
    triesLeft: observation.triesLeft,
    issuerLink: observation.issuerLink,
    latency_ms: observation.latency_ms,
    keyAge_s: observation.keyAge_s,
    cardExpired: observation.cardExpired,
    duplicate: observation.duplicate,
    batchMismatch: observation.batchMismatch,
    panLength: observation.cardFacts.panLength,
    pinWanted: observation.cardFacts.pinWanted,
    cvmResults: observation.cardFacts.cvmResults,
    // A code that is not the issuer's own was decided here, whatever the issuer had said.
    answeredBy: observation.issuerCode !== undefined && observation.issuerCode === code ? 'issuer' : 'acquirer',
  }
  return attempt as Attempt
}

function pinPadFacts(facts: Observation['terminalFacts']): PinPadFacts | undefined {
  if (facts.pinDigits === undefined) return undefined
  return {
    digits: facts.pinDigits,
    clears: facts.clears ?? 0,
    time: TIMES[facts.time ?? 1] ?? 'normal',
    entry: facts.entry ?? 1,
    // A first entry has nothing to be equal to; its flag says nothing.
    ...(facts.repeated === undefined || (facts.entry ?? 1) < 2 ? {} : { repeated: facts.repeated }),
  }
}

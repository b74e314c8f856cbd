import type { Observation } from '@fiftyfive/acquiring'
import type { Attempt, PinPadFacts } from '@fiftyfive/diagnosis'

const TIMES: readonly PinPadFacts['time'][] = ['fast', 'normal', 'slow', 'very-slow']

/** The acquirer's observation in the words of the diagnosis. */
export function attemptOf(observation: Observation, code: string): Attempt {
  const facts = observation.terminalFacts
  const pinPad = pinPadFacts(facts)
  return defined({
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
  })
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

type WithoutUndefined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Leaves out members that are undefined: for the diagnosis, what is missing is no evidence. */
function defined<T extends object>(value: T): WithoutUndefined<T> {
  const rest: Partial<T> = {}
  for (const name of Object.keys(value) as (keyof T)[]) if (value[name] !== undefined) rest[name] = value[name]
  return rest as WithoutUndefined<T>
}

import type { Observation } from '@fiftyfive/acquiring'
import type { Attempt, PinPadFacts } from '@fiftyfive/diagnosis'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { toHex } from '@fiftyfive/kernel'
import type { Till } from '../parties/till.ts'
import type { CardRange } from '../population/network.ts'
import type { FleetSizes } from '../scenario.ts'
import type { Story } from '../story.ts'

const TIMES: readonly PinPadFacts['time'][] = ['fast', 'normal', 'slow', 'very-slow']

/** The line of an attempt that reached the acquirer: its own observation, with what gateway and terminal management add. */
export function attemptLine(
  observation: Observation,
  code: string,
  more: {
    readonly till: Till
    readonly range: CardRange | undefined
    readonly story: Story | undefined
    readonly request: UnionPayMessage | undefined
    /** What a damaged message says may be no hex; only in suite version 1 it is written down as it came. */
    readonly suite: FleetSizes['suite']
  },
): Attempt {
  const { till, range, story, request, suite } = more
  const seen = story?.seen ?? {}
  const facts = observation.terminalFacts
  const issuerCode = seen.originalCode ?? observation.issuerCode
  return asWritten({
    id: observation.key,
    at: observation.at,
    terminal: observation.terminalId,
    merchant: observation.merchantId,
    card: observation.card,
    range: observation.range,
    issuer: range?.bank,
    link: observation.link,
    region: till.shop.region,
    access: till.site.access,
    operator: till.operator || undefined,
    node: seen.node,
    entryMode: observation.entryMode,
    fallback: facts.fallback || undefined,
    pinPresent: observation.pinPresent,
    amount_minor: observation.amount.minor,
    model: till.site.model,
    softwareVersion: till.versions.software,
    parameterVersion: till.versions.parameters,
    kernelVersion: till.versions.kernel,
    pinPad: pinPadFacts(facts, story),
    // Under DUKPT every entry has a key of its own, and check values tell nothing.
    keyCheck: seen.serialNumber ? undefined : observation.keyCheck,
    pinKeyCheckValue: seen.serialNumber || (suite > 1 && !isCheckValue(facts)) ? undefined : facts.pinKeyCheckValue,
    serialNumber: seen.serialNumber,
    mac: observation.mac,
    pinBlock: observation.pinBlock,
    code,
    issuerCode,
    forwarded: observation.forwarded,
    triesLeft: observation.triesLeft,
    issuerLink: observation.issuerLink,
    latency_ms: observation.latency_ms === undefined ? undefined : Math.round(observation.latency_ms),
    keyAge_s: observation.keyAge_s,
    cardExpired: observation.cardExpired || undefined,
    duplicate: observation.duplicate || undefined,
    batchMismatch: observation.batchMismatch || undefined,
    panLength: observation.cardFacts.panLength,
    pinWanted: observation.cardFacts.pinWanted,
    cvmResults: observation.cardFacts.cvmResults,
    answeredBy: answeredBy(code, issuerCode, seen.standIn),
    pinDigitsUsual: range?.pinDigits,
    chip: chipFacts(request, story),
    tampered: seen.tampered,
    clockError_s: seen.clockError_s,
  })
}

/** The line of an attempt that only the terminal's log tells of. */
export function offlineLine(parts: {
  readonly till: Till
  readonly story: Story
  readonly range: CardRange
  readonly id: string
  readonly at: number
  readonly entryMode: Attempt['entryMode']
  readonly amount_minor: number
  readonly pinPad?: PinPadFacts
}): Attempt {
  const { till, story, range, id, at, entryMode, amount_minor, pinPad } = parts
  return asWritten({
    id,
    at,
    terminal: till.id,
    merchant: till.shop.merchant,
    card: story.card,
    range: range.prefix,
    issuer: range.bank,
    region: till.shop.region,
    access: till.site.access,
    operator: till.operator || undefined,
    entryMode,
    pinPresent: false,
    amount_minor,
    model: till.site.model,
    softwareVersion: till.versions.software,
    parameterVersion: till.versions.parameters,
    kernelVersion: till.versions.kernel,
    pinPad,
    code: 'Z1',
    forwarded: false,
    panLength: range.panLength,
    pinDigitsUsual: range.pinDigits,
    chip: chipFacts(undefined, story),
    offline: true,
    tampered: story.seen.tampered,
  })
}

const isCheckValue = ({ pinKeyCheckValue = '' }: Observation['terminalFacts']): boolean =>
  /^[0-9A-F]{6}$/.test(pinKeyCheckValue)

function answeredBy(code: string, issuerCode: string | undefined, standIn = false): Attempt['answeredBy'] {
  if (standIn && issuerCode === code) return 'stand-in'
  // A code that is not the issuer's own was decided here, whatever the issuer had said.
  return issuerCode !== undefined && issuerCode === code ? 'issuer' : 'acquirer'
}

function pinPadFacts(facts: Observation['terminalFacts'], story: Story | undefined): PinPadFacts | undefined {
  if (facts.pinDigits === undefined) return undefined
  const entry = facts.entry ?? 1
  return asWritten({
    digits: facts.pinDigits,
    clears: facts.clears ?? 0,
    time: TIMES[facts.time ?? 1] ?? 'normal',
    entry,
    // A first entry has nothing to be equal to; its flag says nothing.
    repeated: entry < 2 ? undefined : facts.repeated,
    assisted: story?.seen.assisted || undefined,
  })
}

function chipFacts(request: UnionPayMessage | undefined, story: Story | undefined): Attempt['chip'] {
  const data = request?.[55] as Readonly<Record<string, Uint8Array | undefined>> | undefined
  const [results, application] = [data?.['95'], data?.['4F'] ?? data?.['84']]
  const { readFailures, verifyStatus, chipTriesLeft } = story?.seen ?? {}
  const facts = {
    application: application && toHex(application),
    terminalVerificationResults: results && toHex(results),
    triesLeft: chipTriesLeft,
    verifyStatus,
    readFailures: readFailures || undefined,
  }
  return Object.values(facts).some((fact) => fact !== undefined) ? asWritten(facts) : undefined
}

type WithoutUndefined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** JSON leaves out what is undefined. */
const asWritten = <T extends object>(value: T) => value as WithoutUndefined<T>

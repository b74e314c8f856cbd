import type { Attempt, AttemptDetail } from '@fiftyfive/contract'
import { fill, type Language, type Messages } from '@fiftyfive/messages/console'
import type { Formats } from '../format.ts'
import { placeHash } from '../route.ts'
import { lookUp } from '../words.ts'

type Words = Messages['console']
type FactName = keyof Words['attempt']['factNames']
export interface Fact {
  readonly name: FactName
  readonly value: string
  /** Address of the page about it. */
  readonly href?: string
}

const SECOND_MS = 1000

/** The facts that are known, in reading order: who and what, the answer, then the technical side. */
export function factsOf(detail: AttemptDetail, words: Words, formats: Formats, language: Language): Fact[] {
  const { attempt } = detail
  const { attempt: texts } = words
  const yesNo = (value: boolean): string => (value ? texts.yes : texts.no)
  const ifTrue = (value: boolean | undefined): string | undefined => (value ? texts.yes : undefined)
  const code = (value: string): string => [value, lookUp(words.responseCodes, value)].filter(Boolean).join(' · ')
  const facts: readonly (readonly [FactName, string | undefined])[] = [
    ['merchant', `${detail.merchantName[language]} · ${attempt.merchant}`],
    ['terminal', attempt.terminal],
    ['model', attempt.model],
    ['softwareVersion', attempt.softwareVersion],
    ['card', detail.maskedPan],
    ['range', attempt.range],
    ['issuer', attempt.issuer],
    ['link', attempt.link],
    ['entryMode', attempt.entryMode && words.entryModes[attempt.entryMode]],
    ['fallback', ifTrue(attempt.fallback)],
    ['cardExpired', ifTrue(attempt.cardExpired)],
    ['code', detail.code && code(detail.code)],
    ['issuerCode', attempt.issuerCode && code(attempt.issuerCode)],
    ['forwarded', attempt.forwarded === undefined ? undefined : yesNo(attempt.forwarded)],
    ['triesLeft', attempt.triesLeft === undefined ? undefined : formats.count(attempt.triesLeft)],
    ['issuerLink', attempt.issuerLink && texts.issuerLinks[attempt.issuerLink]],
    ['latency', attempt.latency_ms === undefined ? undefined : formats.duration(attempt.latency_ms)],
    ['pinPad', pinPad(attempt, texts)],
    ['pinBlock', pinBlock(attempt, texts)],
    ['keyCheck', attempt.keyCheck && texts.keyChecks[attempt.keyCheck]],
    ['keyAge', attempt.keyAge_s === undefined ? undefined : formats.duration(attempt.keyAge_s * SECOND_MS)],
    ['mac', attempt.mac && texts.macs[attempt.mac]],
    ['duplicate', ifTrue(attempt.duplicate)],
  ]
  const pages: Partial<Record<FactName, string>> = {
    merchant: placeHash('merchant', attempt.merchant),
    terminal: placeHash('terminal', attempt.terminal),
    ...(attempt.card && { card: placeHash('card', attempt.card) }),
    ...(attempt.issuer && { issuer: placeHash('issuer', attempt.issuer) }),
  }
  return facts.flatMap(([name, value]) => (value ? [{ name, value, ...(pages[name] && { href: pages[name] }) }] : []))
}

function pinPad({ pinPad }: Attempt, texts: Words['attempt']): string | undefined {
  if (!pinPad) return undefined
  const { entry, digits, clears, time, repeated } = pinPad
  const entered = fill(texts.pinPadFacts, { entry, digits, clears, time: texts.pinPadTimes[time] })
  return repeated ? `${entered} · ${texts.pinPadRepeated}` : entered
}

function pinBlock({ pinBlock }: Attempt, texts: Words['attempt']): string | undefined {
  if (!pinBlock) return undefined
  const { shape, underPreviousKey, underOtherFormat } = pinBlock
  const remarks = [
    texts.shapes[shape],
    underPreviousKey && texts.shapeUnderPrevious,
    underOtherFormat && fill(texts.shapeUnderOther, { format: underOtherFormat }),
  ]
  return remarks.filter(Boolean).join(' · ')
}

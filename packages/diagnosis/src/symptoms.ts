import { type Attempt, concernsPin } from './attempt.ts'
import { isAnswerChanged, isApproved, isWrongPin } from './evidence/outcome.ts'
import { codeClass } from './model/answer.ts'

/**
 * What can go wrong with an attempt, as an acquirer sees it, apart from why. Each is counted and watched by itself: a
 * malformed PIN block is rare and says much, a wrong PIN is common and says little.
 */
export const SYMPTOMS = [
  'malformed-block',
  'wrong-pin',
  'wrong-again',
  'known-card-wrong',
  'odd-length',
  'mac',
  'no-answer',
  'damaged',
  'issuer-cannot-read',
  'pin-missing',
  'tries-exceeded',
  'restricted',
  'reading',
  'sign-on',
  'key',
  'tamper',
  'entry',
  'system',
  'answer-changed',
  'stand-in',
  'other-refusal',
] as const
export type Symptom = (typeof SYMPTOMS)[number]

/** How often each occurs per card session in a healthy fleet, until a watch has learnt its own. */
export const USUAL: Readonly<Record<Symptom, number>> = {
  'malformed-block': 0.0004,
  'wrong-pin': 0.03,
  'wrong-again': 0.01,
  'known-card-wrong': 0.006,
  'odd-length': 0.006,
  mac: 0.0005,
  'no-answer': 0.003,
  damaged: 0.0005,
  'issuer-cannot-read': 0.0005,
  'pin-missing': 0.003,
  'tries-exceeded': 0.004,
  restricted: 0.004,
  reading: 0.02,
  'sign-on': 0.001,
  key: 0.001,
  tamper: 0.00002,
  entry: 0.03,
  system: 0.002,
  'answer-changed': 0.0003,
  'stand-in': 0.0003,
  'other-refusal': 0.003,
}

/**
 * What never happened so far may still happen once in so many sessions without a fault. A watch that does not know the
 * customers yet sees hardly a known card, and must not take that for their being sure of their PINs.
 */
export const rateMin = (kind: number): number => (SYMPTOMS[kind] === 'known-card-wrong' ? 2e-3 : 2e-4)

/** What people do every day, here more and there less: such a rise that lasts is a habit. No other symptom is one. */
export const HABITS: ReadonlySet<Symptom> = new Set([
  'wrong-pin',
  'wrong-again',
  'known-card-wrong',
  'odd-length',
  'tries-exceeded',
  'reading',
  'entry',
])

/** What is known of the card and of its session at this terminal so far, the attempt itself not counted. */
export interface SessionSoFar {
  /** Wrong PINs of this card in this session. */
  readonly wrongPins: number
  /** The card was accepted with a PIN before this session. */
  readonly knownCard: boolean
  /** A wrong PIN of the card was seen within the last days, anywhere; asked of a card that is locked. */
  readonly wrongBefore: boolean
}

const HOUR_S = 3_600

/** The symptoms of one attempt, each a bit at its index in `SYMPTOMS`. Missing facts show none. */
export function symptomsOf(attempt: Attempt, { wrongPins, knownCard, wrongBefore }: SessionSoFar): number {
  const { pinBlock, pinPad, mac, issuerLink, keyCheck, serialNumber, chip, clockError_s } = attempt
  const answer = codeClass(attempt.issuerCode ?? attempt.code)
  const told = codeClass(attempt.code)
  const malformed = pinBlock === undefined ? told === 'pin-format' : pinBlock.shape !== 'well-formed'
  const wrong = isWrongPin(attempt) && !malformed
  const { issuerCode, code } = attempt
  let found = 0
  if (malformed) found |= BIT['malformed-block']
  if (wrong) {
    found |= BIT['wrong-pin']
    if (wrongPins > 0) found |= knownCard ? BIT['wrong-again'] | BIT['known-card-wrong'] : BIT['wrong-again']
  }
  if (pinPad) {
    if (attempt.pinDigitsUsual !== undefined && pinPad.digits !== attempt.pinDigitsUsual) found |= BIT['odd-length']
    if (pinPad.clears > 1 || pinPad.end === 'timeout') found |= BIT.entry
  }
  if (mac === 'invalid' || mac === 'missing') found |= BIT.mac
  if (issuerLink === 'timeout' || issuerLink === 'down') found |= BIT['no-answer']
  else if (issuerLink === 'damaged') found |= BIT.damaged
  if (attempt.fallback === true || (chip?.readFailures ?? 0) > 0) found |= BIT.reading
  if (attempt.batchMismatch === true || Math.abs(clockError_s ?? 0) > HOUR_S) found |= BIT['sign-on']
  if (keyCheck === 'other' || keyCheck === 'previous' || (serialNumber && serialNumber.follows !== 'next'))
    found |= BIT.key
  if (attempt.tampered === true) found |= BIT.tamper
  // Nearly every payment was approved, and then its codes say nothing.
  if (code === '00' && (issuerCode === undefined || issuerCode === '00')) return found
  if (answer === 'no-answer' || answer === 'link-down') found |= BIT['no-answer']
  if (issuerCode !== undefined && (answer === 'security' || answer === 'pin-format')) found |= BIT['issuer-cannot-read']
  if (answer === 'pin-required' || (attempt.pinPresent === false && code !== '00' && attempt.offline !== true))
    found |= BIT['pin-missing']
  // A card that is locked after wrong PINs was locked by them, whatever made them wrong: that is no symptom of its own.
  const locked = answer === 'tries-exceeded'
  if (locked && !wrongBefore) found |= BIT['tries-exceeded']
  if (answer === 'restricted') found |= BIT.restricted
  if (told === 'sign-on') found |= BIT['sign-on']
  if (told === 'system') found |= BIT.system
  if (isAnswerChanged(attempt)) found |= BIT['answer-changed']
  if (attempt.answeredBy === 'stand-in' && concernsPin(code)) found |= BIT['stand-in']
  if (found === 0 && !locked && concernsPin(code) && !isApproved(attempt)) found |= BIT['other-refusal']
  return found
}

/** Each as its bit. */
const BIT = Object.fromEntries(SYMPTOMS.map((symptom, index) => [symptom, 1 << index])) as Record<Symptom, number>
const INDEX = Object.fromEntries(SYMPTOMS.map((symptom, index) => [symptom, index])) as Record<Symptom, number>
export const indexOf = (symptom: Symptom): number => INDEX[symptom]

/** The bits that are set, as indices, lowest first. */
export function indicesOf(bits: number): number[] {
  const indices: number[] = []
  for (let rest = bits; rest !== 0; rest &= rest - 1) indices.push(31 - Math.clz32(rest & -rest))
  return indices
}

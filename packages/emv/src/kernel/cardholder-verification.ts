import { assert, err, ok, type Result } from '@fiftyfive/kernel'
import type { Finding } from './verification-results.ts'

/** Ways to check that it is the cardholder (EMV Book 3, annex C3). */
export type VerificationMethod =
  | 'fail'
  | 'plaintext-pin'
  | 'online-pin'
  | 'plaintext-pin-and-signature'
  | 'enciphered-pin'
  | 'enciphered-pin-and-signature'
  | 'signature'
  | 'none'
const METHODS: Readonly<Record<number, VerificationMethod>> = {
  0x00: 'fail',
  0x01: 'plaintext-pin',
  0x02: 'online-pin',
  0x03: 'plaintext-pin-and-signature',
  0x04: 'enciphered-pin',
  0x05: 'enciphered-pin-and-signature',
  0x1e: 'signature',
  0x1f: 'none',
}

/** The card's list, tag 8E: amounts X and Y in the application currency's smallest unit, then rules of two bytes. */
export interface VerificationList {
  readonly x_minor: number
  readonly y_minor: number
  readonly rules: readonly VerificationRule[]
}
export interface VerificationRule {
  readonly code: number
  readonly condition: number
  /** Undefined for a code this terminal does not recognise. */
  readonly method?: VerificationMethod
  /** Bit 7: go on with the next rule when this one fails. */
  readonly elseNext: boolean
}

export function readVerificationList(bytes: Uint8Array): Result<VerificationList, string> {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return err('CVM list: two amounts of 4 bytes, then pairs of bytes')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const rules: VerificationRule[] = []
  for (let at = 8; at < bytes.length; at += 2) {
    const code = view.getUint8(at)
    const method = METHODS[code & 0x3f]
    const elseNext = (code & 0x40) !== 0
    rules.push({ code, condition: view.getUint8(at + 1), elseNext, ...(method ? { method } : {}) })
  }
  return ok({ x_minor: view.getUint32(0), y_minor: view.getUint32(4), rules })
}

export interface VerificationContext {
  readonly amount_minor: number
  /** The transaction is in the application's currency (9F42), or else the amounts X and Y cannot be compared. */
  readonly sameCurrency: boolean
  readonly transaction: 'purchase' | 'cashback' | 'attended-cash' | 'unattended-cash'
  /** What the terminal can do, from its capabilities (9F33). */
  readonly supports: ReadonlySet<VerificationMethod>
}

/** What became of one method: `unknown` is the result of those that somebody else checks later (online PIN, signature). */
export type MethodOutcome = 'successful' | 'failed' | 'unknown'
/** Where the list stands: a method to be carried out, or the end. */
export type VerificationProgress =
  | {
      readonly next: 'perform'
      readonly rule: number
      readonly method: VerificationMethod
      readonly findings: readonly Finding[]
    }
  | {
      readonly next: 'done'
      readonly results: Uint8Array
      readonly findings: readonly Finding[]
      /** Nothing was verified, nor was it to be: tag 9B does not say that it was done. */
      readonly skipped?: true
    }

const RESULT_CODE = { unknown: 0, failed: 1, successful: 2 } as const
/** Tag 9F34: no method was performed. The last byte says whether that is a failure (EMV Book 4, 6.3.4.5). */
const NOTHING_PERFORMED = (failed: boolean): Uint8Array => Uint8Array.of(0x3f, 0x00, failed ? 1 : 0)

/** Of a card that supports no verification: the step is left out. */
export const NOT_WANTED: VerificationProgress = {
  next: 'done',
  results: NOTHING_PERFORMED(false),
  findings: [],
  skipped: true,
}

/** Starts the list (EMV Book 3, 10.5). A card without rules has data missing (7.5), and the step is left out. */
export function beginVerification(list: VerificationList, context: VerificationContext): VerificationProgress {
  if (list.rules.length === 0) return { ...NOT_WANTED, findings: ['icc-data-missing'] }
  return from(0, list, context, [], NOTHING_PERFORMED(true))
}

/** Goes on after `rule` was carried out. `findings` are those of the step before. */
export function continueVerification(
  list: VerificationList,
  context: VerificationContext,
  step: Extract<VerificationProgress, { next: 'perform' }>,
  outcome: MethodOutcome,
): VerificationProgress {
  const rule = list.rules[step.rule]
  assert(rule?.method, 'continueVerification: the rule that was to be carried out')
  const results = Uint8Array.of(rule.code, rule.condition, RESULT_CODE[outcome])
  const online: readonly Finding[] = rule.method === 'online-pin' && outcome === 'unknown' ? ['online-pin-entered'] : []
  const findings = [...step.findings, ...online]
  if (outcome !== 'failed') return { next: 'done', results, findings }
  if (rule.elseNext) return from(step.rule + 1, list, context, findings, results)
  return { next: 'done', results, findings: [...findings, 'cardholder-verification-not-successful'] }
}

function from(
  start: number,
  list: VerificationList,
  context: VerificationContext,
  before: readonly Finding[],
  results: Uint8Array,
): VerificationProgress {
  const findings = [...before]
  for (let position = start; position < list.rules.length; position++) {
    const rule = list.rules[position] as VerificationRule
    if (!applies(rule, list, context)) continue
    const { method } = rule
    if (method === 'none') return { next: 'done', results: Uint8Array.of(rule.code, rule.condition, 2), findings }
    if (method && method !== 'fail' && context.supports.has(method))
      return { next: 'perform', rule: position, method, findings }
    if (!method) findings.push('unrecognised-cvm')
    else if (method.includes('pin') && !findings.includes('pin-pad-not-working')) findings.push('pin-pad-not-working')
    if (method === 'fail') results = Uint8Array.of(rule.code, rule.condition, 1)
    if (!rule.elseNext) break
  }
  return { next: 'done', results, findings: [...findings, 'cardholder-verification-not-successful'] }
}

/** Condition codes of annex C3, table 44. */
function applies(
  rule: VerificationRule,
  { x_minor, y_minor }: VerificationList,
  context: VerificationContext,
): boolean {
  const { amount_minor, sameCurrency, transaction } = context
  switch (rule.condition) {
    case 0x00:
      return true
    case 0x01:
      return transaction === 'unattended-cash'
    case 0x02:
      return transaction === 'purchase'
    case 0x03:
      return rule.method !== undefined && (rule.method === 'none' || context.supports.has(rule.method))
    case 0x04:
      return transaction === 'attended-cash'
    case 0x05:
      return transaction === 'cashback'
    case 0x06:
      return sameCurrency && amount_minor < x_minor
    case 0x07:
      return sameCurrency && amount_minor > x_minor
    case 0x08:
      return sameCurrency && amount_minor < y_minor
    case 0x09:
      return sameCurrency && amount_minor > y_minor
    default:
      return false
  }
}

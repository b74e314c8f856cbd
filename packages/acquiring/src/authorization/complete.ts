import type { AdditionalAmounts } from '@fiftyfive/iso8583'
import { toHex } from '@fiftyfive/kernel'
import type { Soon } from '../journal.ts'
import type { PaymentStatus, StoodIn, StoredAnswer } from '../payment.ts'
import { noteZoneKeyUse } from '../key-exchange/renew-zone-keys.ts'
import type { Passage } from '../pipeline.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Refusal } from '../refusal.ts'
import { stampedAnswer } from '../time.ts'
import type { Arrived, Forwarded, Recorded } from './known.ts'
import { restrictionAdvice } from './restrict.ts'

export interface Completed {
  readonly known: Arrived
  readonly status: Exclude<PaymentStatus, 'open'>
  readonly answer: StoredAnswer
  readonly refusal?: Refusal
  /** Approved in place of the issuer, which has to hear of it. */
  readonly stoodIn?: StoodIn
}

/**
 * Turns the passage into one outcome: what the journal will hold and what the terminal will hear. The diagnosis is
 * asked here, so that its advice travels with the refusal.
 */
export async function complete(ports: AcquirerPorts, passage: Passage<Arrived, Forwarded>): Promise<Completed> {
  const now = ports.clock.now()
  const { known } = passage
  const answered = passage.outcome === 'passed' ? issuerOutcome(passage.known) : undefined
  const refusal = passage.outcome === 'refused' ? passage.refusal : undefined
  const code = answered?.code ?? refusal?.code ?? '96'
  const proof = answered?.issuerAuthentication ? { issuerAuthentication: answered.issuerAuthentication } : {}
  const scripted = answered?.scripted ? { scripted: true as const } : {}

  if (known.link && answered?.issuerCode === PIN_UNREADABLE) noteZoneKeyUse(ports, known.link.name, 'suspect')
  if (answered && known.observation) {
    known.observation.issuerCode = answered.issuerCode
    if (answered.triesLeft !== undefined) known.observation.triesLeft = answered.triesLeft
  }
  // Before it is looked whether the terminal gave up: it may do so while the reason is being found.
  const explained = code === '00' ? undefined : known.observation && ports.explain(known.observation, code)
  const verdict = explained && (await explained)
  const reversed = wasReversed(ports, known)
  if (reversed instanceof Promise ? await reversed : reversed) {
    // The terminal gave up on this payment meanwhile; whatever the issuer said, its effect is being undone.
    return { known, status: 'reversed', answer: stampedAnswer('06', now), ...(refusal ? { refusal } : {}) }
  }
  if (code === '00') {
    const { authorizationCode, balance } = answered ?? {}
    const told = {
      ...(authorizationCode ? { authorizationCode } : {}),
      ...(balance ? { balance } : {}),
      ...proof,
      ...scripted,
    }
    return { known, status: 'approved', answer: { ...stampedAnswer(code, now), ...told } }
  }
  const placed = known.observation && restrictionAdvice(ports, known, code)
  const advice = placed ? { ...verdict, ...placed } : verdict
  return {
    known,
    status: refusal && !refusal.outcomeKnown ? 'unknown' : 'declined',
    answer: { ...stampedAnswer(code, now), ...(advice ? { advice } : {}), ...proof },
    ...(refusal ? { refusal } : {}),
  }
}

/** The same for an advice, which `record` decided. */
export async function completeAdvice(ports: AcquirerPorts, passage: Passage<Arrived, Recorded>): Promise<Completed> {
  const { known } = passage
  const now = ports.clock.now()
  if (passage.outcome === 'refused') {
    return { known, status: 'declined', answer: stampedAnswer(passage.refusal.code, now), refusal: passage.refusal }
  }
  const stored = await ports.store.payment(passage.known.request.key)
  return { known, status: 'approved', answer: stored?.answer ?? stampedAnswer('00', now) }
}

/** Only a recorded payment can have been reversed durably; the store is asked because that may predate a restart. */
function wasReversed({ inFlight, store }: AcquirerPorts, { request, reference }: Arrived): Soon<boolean> {
  if (!request) return false
  return inFlight.reversed.has(request.key) || (reference !== undefined && store.wasReversed(request.key))
}

/** Cryptographic error found in the PIN (ISO 8583:1987). */
const PIN_UNREADABLE = '81'

interface IssuerOutcome {
  readonly code: string
  readonly issuerCode: string
  readonly authorizationCode?: string
  readonly balance?: AdditionalAmounts
  readonly triesLeft?: number
  readonly issuerAuthentication?: string
  readonly scripted: boolean
}

/**
 * The issuer's word for the terminal. 81, cryptographic error in the PIN, is about the zone key between host and
 * issuer: the terminal cannot help it and must not be told to sign on again, let alone "incorrect PIN".
 */
function issuerOutcome(known: Forwarded): IssuerOutcome {
  const issuerCode = known.issuerAnswer[39] ?? ''
  const authorizationCode = known.issuerAnswer[38]
  const triesLeft = known.issuerAnswer[44]?.triesLeft
  const { '91': proof, '71': before, '72': after } = known.issuerAnswer[55] ?? {}
  const approvedInFull = issuerCode === '00' && authorizationCode !== undefined
  const code =
    issuerCode === '' || issuerCode === PIN_UNREADABLE || (issuerCode === '00' && !approvedInFull) ? '96' : issuerCode
  return {
    code,
    issuerCode,
    scripted: before !== undefined || after !== undefined,
    ...(authorizationCode ? { authorizationCode } : {}),
    ...(known.issuerAnswer[54] ? { balance: known.issuerAnswer[54] } : {}),
    ...(triesLeft === undefined ? {} : { triesLeft }),
    ...(proof ? { issuerAuthentication: toHex(proof) } : {}),
  }
}

import type { AdditionalAmounts } from '@fiftyfive/iso8583'
import { toHex } from '@fiftyfive/kernel'
import { andThen, type Soon } from '../journal.ts'
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
  readonly refusal?: Refusal | undefined
  /** Approved in place of the issuer, which has to hear of it. */
  readonly stoodIn?: StoodIn
}

/**
 * Turns the passage into one outcome: what the journal will hold and what the terminal will hear. The diagnosis is
 * asked here, so that its advice travels with the refusal.
 */
export function complete(ports: AcquirerPorts, passage: Passage<Arrived, Forwarded>): Soon<Completed> {
  const now = ports.clock.now()
  const { known } = passage
  const answered = passage.outcome === 'passed' ? issuerOutcome(passage.known) : undefined
  const refusal = passage.outcome === 'refused' ? passage.refusal : undefined
  const code = answered?.code ?? refusal?.code ?? '96'
  if (known.link && answered?.issuerCode === PIN_UNREADABLE) noteZoneKeyUse(ports, known.link.name, 'suspect')
  if (answered && known.observation) {
    known.observation.issuerCode = answered.issuerCode
    if (answered.triesLeft !== undefined) known.observation.triesLeft = answered.triesLeft
  }
  // Before it is looked whether the terminal gave up: it may do so while the reason is being found.
  const explained = code === '00' ? undefined : known.observation && ports.explain(known.observation, code)
  return andThen(explained, (verdict) =>
    andThen(wasReversed(ports, known), (reversed): Completed => {
      // The terminal gave up on this payment meanwhile; whatever the issuer said, its effect is being undone.
      if (reversed) return { known, status: 'reversed', answer: stampedAnswer('06', now), refusal }
      if (code === '00') {
        const { authorizationCode, balance, issuerAuthentication, scripted } = answered ?? {}
        const told = { authorizationCode, balance, issuerAuthentication, scripted }
        return { known, status: 'approved', answer: { ...stampedAnswer(code, now), ...told } }
      }
      const placed = known.observation && restrictionAdvice(ports, known, code)
      const advice = placed ? { ...verdict, ...placed } : verdict
      const { issuerAuthentication } = answered ?? {}
      return {
        known,
        status: refusal && !refusal.outcomeKnown ? 'unknown' : 'declined',
        answer: { ...stampedAnswer(code, now), advice, issuerAuthentication },
        refusal,
      }
    }),
  )
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
  readonly authorizationCode: string | undefined
  readonly balance: AdditionalAmounts | undefined
  readonly triesLeft: number | undefined
  readonly issuerAuthentication: string | undefined
  readonly scripted: true | undefined
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
    authorizationCode,
    balance: known.issuerAnswer[54],
    triesLeft,
    issuerAuthentication: proof && toHex(proof),
    scripted: before || after ? true : undefined,
  }
}

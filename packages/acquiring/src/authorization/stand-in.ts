import { type Currency, randomInteger } from '@fiftyfive/kernel'
import type { Observation } from '../observation.ts'
import type { StoodIn } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { stampedAnswer } from '../time.ts'
import type { Completed } from './complete.ts'
import type { PaymentRequest } from './known.ts'
import { recordOutcome } from './record.ts'
import { restrictionOn } from './restrict.ts'
import { linkFor } from './route.ts'

/**
 * What we may approve in an issuer's place while it cannot be asked, as agreed with it for a range. Whoever approves bears
 * the loss when the issuer does not take the advice.
 */
export interface StandInRule {
  /** Leading digits of the card numbers it is for. */
  readonly range: string
  readonly currency: Currency
  readonly amountMax_minor: number
  /** Of one card, until its issuer has heard of them. */
  readonly perCard: { readonly count: number; readonly amount_minor: number }
}

const CVM_RESULTS_TAG = '9F34'

/** The way to the issuer was known to be down before anything was sent. */
export const mayStandIn = ({ status, refusal }: Completed): boolean =>
  refusal?.fault === 'FF_LINK_DOWN' && refusal.outcomeKnown && status === 'declined'

/**
 * Records the outcome of a payment whose issuer was not asked: as approved where it is a small sale by chip or tap that
 * needs no PIN, within what was agreed with the issuer. Never a payment with a PIN, which only the issuer can verify. In the
 * turn of the card, so that what counts against it is read, judged and added to by one payment at a time.
 */
export async function standIn(ports: AcquirerPorts, declined: Completed): Promise<Completed> {
  const { request, card, observation } = declined.known
  const rule = request && observation && ruleFor(ports, request, observation)
  if (!card || !rule || restrictionOn(ports, { request, card, observation })) return recorded(ports, declined)
  return ports.inFlight.standIns.take(card.token, async () => {
    const before = await ports.store.stoodIn(card.token)
    const stoodIn = { card: card.token, amount_minor: request.amount.minor }
    const isWithin = before.length < rule.perCard.count && sum([...before, stoodIn]) <= rule.perCard.amount_minor
    // Meanwhile the terminal may have given up on it.
    if (!isWithin || ports.inFlight.reversed.has(request.key)) return recorded(ports, declined)
    const now = ports.clock.now()
    observation.timeline.push({ at: now, step: 'standIn', detail: rule.range })
    const authorizationCode = String(randomInteger(ports.random, 1_000_000)).padStart(6, '0')
    const answer = { ...stampedAnswer('00', now), authorizationCode }
    return recorded(ports, { known: declined.known, status: 'approved', answer, stoodIn })
  })
}

async function recorded(ports: AcquirerPorts, completed: Completed): Promise<Completed> {
  await recordOutcome(ports, completed)
  return completed
}

const sum = (approvals: readonly StoodIn[]): number =>
  approvals.reduce((total, { amount_minor }) => total + amount_minor, 0)

/** What was agreed for this payment; undefined when it may not be approved. */
function ruleFor(ports: AcquirerPorts, request: PaymentRequest, observation: Observation): StandInRule | undefined {
  const { standIn: rules = [] } = linkFor(ports.links, request.pan) ?? {}
  const digits = request.pan.reveal()
  const fitting = rules.filter(({ range }) => digits.startsWith(range))
  const [rule] = fitting.toSorted((a, b) => b.range.length - a.range.length)
  // A card that does not say until when it is good is nobody's to vouch for.
  return rule && observation.cardExpired === false && isSmallAndNeedsNoPin(request, rule) ? rule : undefined
}

function isSmallAndNeedsNoPin(request: PaymentRequest, { currency, amountMax_minor }: StandInRule): boolean {
  const { kind, entryMode, pinBlock, chipData, amount } = request
  const byChip = entryMode === 'chip' || entryMode === 'contactless'
  const [method] = chipData?.[CVM_RESULTS_TAG] ?? []
  // EMV Book 3, annex C3: 1F no cardholder verification, 3F none was performed.
  const wantsNone = method !== undefined && (method & 0x1f) === 0x1f
  const isSmall = amount.currency === currency && amount.minor <= amountMax_minor
  return kind === 'sale' && byChip && pinBlock === undefined && wantsNone && isSmall
}

import { type Currency, randomInteger } from '@fiftyfive/kernel'
import type { StoredCard } from '../payment.ts'
import type { AcquirerPorts, IssuerLink } from '../ports.ts'
import type { Refusal } from '../refusal.ts'
import type { Arrived, PaymentRequest } from './known.ts'
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

/** Approvals in an issuer's place, by card, that their issuer has not heard of. */
export interface StoodIn {
  readonly count: number
  readonly amount_minor: number
}
const NOTHING: StoodIn = { count: 0, amount_minor: 0 }

const CVM_RESULTS_TAG = '9F34'

/**
 * Approves a small sale by chip or tap that needs no PIN, when its issuer was not asked because the way to it is down. Never
 * a payment with a PIN, which only the issuer can verify, nor one whose request may have left.
 */
export function standIn(ports: AcquirerPorts, known: Arrived, refusal: Refusal | undefined): string | undefined {
  const { request, card, observation, reference } = known
  const wasAsked = !refusal?.outcomeKnown || observation?.forwarded !== false
  if (refusal?.fault !== 'FF_LINK_DOWN' || wasAsked || !request || !card || reference === undefined) {
    return undefined
  }
  const rule = ruleFor(linkFor(ports.links, request.pan), request)
  const before = ports.inFlight.stoodIn.get(card.token) ?? NOTHING
  const after = { count: before.count + 1, amount_minor: before.amount_minor + request.amount.minor }
  const within = rule && after.count <= rule.perCard.count && after.amount_minor <= rule.perCard.amount_minor
  if (!within || observation.cardExpired || !isSmallAndNeedsNoPin(request, rule)) return undefined
  ports.inFlight.stoodIn.set(card.token, after)
  observation.timeline.push({ at: ports.clock.now(), step: 'standIn', detail: rule.range })
  return String(randomInteger(ports.random, 1_000_000)).padStart(6, '0')
}

/** The issuer of the card has heard of what was approved in its place, or said that it will not take it. */
export const heardOf = (ports: AcquirerPorts, card: StoredCard | undefined): boolean =>
  card !== undefined && ports.inFlight.stoodIn.delete(card.token)

function ruleFor(
  { standIn: rules = [] }: Pick<IssuerLink, 'standIn'> = {},
  { pan, expiry }: PaymentRequest,
): StandInRule | undefined {
  const digits = pan.reveal()
  const fitting = rules.filter(({ range }) => digits.startsWith(range))
  // A card that does not say until when it is good is nobody's to vouch for.
  return expiry === undefined ? undefined : fitting.toSorted((a, b) => b.range.length - a.range.length)[0]
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

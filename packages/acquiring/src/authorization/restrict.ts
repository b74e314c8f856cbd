import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Advice } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { covers, type Restriction } from '../restriction.ts'
import { ruleOf } from '../transaction.ts'
import type { Recorded, Routed } from './known.ts'

/**
 * Where people, or a policy of theirs, have paused something because of an incident. Only what begins something new is
 * refused: what belongs to an earlier payment, reversals and settlement go on, so that no money is left hanging.
 */
export function restrict(ports: AcquirerPorts, known: Routed): Result<Routed, Refusal> {
  const refusal = restrictionOn(ports, known)
  return refusal ? err(refusal) : ok(known)
}

type Restrictable = Pick<Recorded, 'request' | 'card' | 'observation'>

export function restrictionOn(ports: AcquirerPorts, known: Restrictable): Refusal | undefined {
  const { request } = known
  const { pin, originals } = ruleOf(request.kind)
  if (originals.length > 0) return undefined
  const wantsPin = pin === 'required' || request.pinBlock !== undefined
  for (const { kind, id } of standingOn(ports, known)) {
    if (kind === 'quarantine') return refuse('FF_QUARANTINED', id)
    if (kind === 'hold-card') return refuse('FF_CARD_HELD', id)
    if (kind === 'pause-pin' && wantsPin) return refuse('FF_PIN_PAUSED', id)
  }
  return undefined
}

/** Whether the terminal may not be given keys or orders, until somebody has looked at it. */
export const isQuarantined = (ports: AcquirerPorts, terminal: string): boolean =>
  restrictions(ports).some(
    (each) => each.kind === 'quarantine' && each.until > ports.clock.now() && covers(each, { terminal }),
  )

/**
 * What the till is told of a restriction: the cause it was placed for, so that it offers what helps instead of the PIN
 * again. `offer-qr` refuses nothing and speaks only when the issuer has said "incorrect PIN" (55).
 */
export function restrictionAdvice(ports: AcquirerPorts, known: Partial<Recorded>, code: string): Advice | undefined {
  const { request, card, observation } = known
  if (!request || !card || !observation) return undefined
  const speaks = ({ kind }: Restriction) => (kind === 'offer-qr' ? code === '55' : code === '58' || code === '62')
  const cause = standingOn(ports, { request, card, observation }).find(speaks)?.cause
  return cause === undefined ? undefined : { cause, confidence_percent: 100 }
}

const restrictions = (ports: AcquirerPorts): readonly Restriction[] => ports.restrictions?.() ?? []

function standingOn(ports: AcquirerPorts, { request, card, observation }: Restrictable): readonly Restriction[] {
  const standing = restrictions(ports)
  if (standing.length === 0) return standing
  const { terminalFacts, cardFacts, range, link } = observation
  const subject = {
    terminal: request.terminalId,
    merchant: request.merchantId,
    card: card.token,
    range,
    link,
    issuer: link,
    model: terminalFacts.model,
    version: terminalFacts.softwareVersion,
    entry: request.entryMode,
    panLength: String(cardFacts.panLength),
  }
  const now = ports.clock.now()
  return standing.filter((each) => each.until > now && covers(each, subject))
}

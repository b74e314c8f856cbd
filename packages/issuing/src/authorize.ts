import { randomInteger } from '@fiftyfive/kernel'
import { type CardAccount, PIN_TRIES_MAX } from './card.ts'
import type { Authorization, IssuerEntry } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import { offsetKeyOf } from './pin-offset.ts'
import type { IssuerRequest } from './request.ts'

/**
 * Decides a payment. What it does to the card (a hold, a counted try) is durable before the answer exists, and bound
 * to the payment's key: the same request again gets the same answer and has no second effect.
 */
export function authorizeCard(ports: IssuerPorts, request: IssuerRequest): Promise<Authorization> {
  const { token } = ports.cardVault.store(request.pan)
  return ports.perCard.take(token, async () => {
    const earlier = await ports.store.authorization(request.key)
    if (earlier) return earlier.status === 'tombstone' ? { ...earlier, code: '25' } : earlier
    const card = await ports.store.card(token)
    const decision = card ? await decide(ports, card, request) : declined('14')
    const authorization: Authorization = {
      key: request.key,
      token,
      amount_minor: request.amount_minor,
      status: decision.code === '00' ? 'held' : 'declined',
      code: decision.code,
      ...(decision.triesLeft === undefined ? {} : { triesLeft: decision.triesLeft }),
      ...(decision.code === '00' ? { authorizationCode: authorizationCode(ports) } : {}),
    }
    const entries: IssuerEntry[] = [{ type: 'authorization', authorization }]
    if (decision.card) entries.push({ type: 'card-changed', reason: decision.code, card: decision.card })
    await ports.store.commit(ports.clock.now(), entries)
    return authorization
  })
}

interface Decision {
  /** DE 39. */
  readonly code: string
  /** The card as it is afterwards, when the decision changes it. */
  readonly card?: CardAccount
  readonly triesLeft?: number
}

const declined = (code: string, rest: Omit<Decision, 'code'> = {}): Decision => ({ code, ...rest })

/** Checks in the order that gives nothing away: the state of the card before its PIN, the PIN before the balance. */
async function decide(ports: IssuerPorts, card: CardAccount, request: IssuerRequest): Promise<Decision> {
  if (card.status === 'blocked') return declined('62')
  if (request.expiry !== card.expiry || hasExpired(card.expiry, ports.clock.now())) return declined('54')
  if (card.triesLeft === 0) return declined('75', { triesLeft: 0 })
  if (!request.pinBlock) return declined('70')

  const verified = await ports.securityModule.verifyPinReference({
    pinBlock: request.pinBlock,
    pan: request.pan,
    key: ports.zoneKeys.pin,
    format: ports.pinBlockFormat,
    reference: { ...offsetKeyOf(ports, request.pan), value: card.pinOffset },
  })
  // A PIN that could not be read says nothing about the cardholder: never 55, never a counted try.
  if (!verified.ok) return declined(verified.error.reason === 'pin-block-malformed' ? '81' : '96')
  if (!verified.value) {
    const triesLeft = card.triesLeft - 1
    return declined(triesLeft === 0 ? '75' : '55', { triesLeft, card: { ...card, triesLeft } })
  }
  const restored: CardAccount = { ...card, triesLeft: PIN_TRIES_MAX }
  if (request.currency !== card.currency) return declined('57', { card: restored })
  if (request.amount_minor > card.available_minor) return declined('51', { card: restored })
  return { code: '00', card: { ...restored, available_minor: card.available_minor - request.amount_minor } }
}

function hasExpired(expiry: string, now_ms: number): boolean {
  return now_ms >= Date.UTC(2000 + Number(expiry.slice(0, 2)), Number(expiry.slice(2, 4)), 1)
}

/** DE 38, six characters; ISO 8583 lets the issuer choose them. */
const authorizationCode = (ports: IssuerPorts): string =>
  String(randomInteger(ports.random, 1_000_000)).padStart(6, '0')

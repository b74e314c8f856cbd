import { ok } from '@fiftyfive/kernel'
import { type CardAccount, PIN_TRIES_MAX } from './card.ts'
import { changePin } from './change-pin.ts'
import { judgeAct, withAct } from './chip-acts.ts'
import { checkCryptogram, type ChipCheck, isPinRightAtChip, issuerAuthentication, wantsNoPin } from './chip.ts'
import { refusalOf, taken, withDependent } from './family.ts'
import { issuerScript } from './issuer-script.ts'
import type { Authorization, AuthorizationKind } from './ledger.ts'
import { offsetKeyOf } from './pin-offset.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

export interface Decision {
  /** DE 39. */
  readonly code: string
  /** The card as it is afterwards, money apart, when the decision changes it. */
  readonly card?: CardAccount
  readonly triesLeft?: number
  readonly balance_minor?: number
  readonly pinOffset?: Authorization['pinOffset']
  readonly issuerAuthentication?: string
  readonly issuerScript?: string
}

interface Asked {
  readonly kind: AuthorizationKind
  readonly request: IssuerRequest
  readonly card: CardAccount
  readonly first: Authorization | undefined
}

const declined = (code: string, rest: Omit<Decision, 'code'> = {}): Decision => ({ code, ...rest })

const NEEDS_PIN: readonly AuthorizationKind[] = ['balance-inquiry', 'sale', 'pre-authorization', 'pin-change']

/** 59, suspected fraud, for a cryptogram that is wrong or was seen before: another chip, a changed message, a repeated one. */
const WRONG_CRYPTOGRAM = '59'
/** 57, not permitted to the cardholder, is what a change of PIN is answered with that its chip could not hear of. */
const NOT_THIS_WAY = '57'
/** Up to here a tap needs no PIN (China UnionPay). */
const TAP_WITHOUT_PIN_MAX_MINOR = 100_000

/** The decision, with proof for the chip that it is the issuer's. */
export async function decide(ports: IssuerPorts, asked: Asked): Promise<Decision> {
  const { card, request } = asked
  const chip = request.advice ? 'not-checked' : await checkCryptogram(ports, card, request)
  if (chip === 'wrong') return declined(WRONG_CRYPTOGRAM)
  if (chip === 'module-failed') return declined('96')
  if (chip !== 'right' || !request.chipData) return judge(ports, asked, chip)
  if ((await judgeAct(ports.store, card.chipActs, request.chipData)) !== 'fresh') return declined(WRONG_CRYPTOGRAM)
  const chipActs = withAct(card.chipActs, request.chipData, request.key)
  return decideWithChip(ports, { ...asked, card: { ...card, chipActs } })
}

/** The decision of a payment that the card's own chip has made, and that was not seen before. */
async function decideWithChip(ports: IssuerPorts, asked: Asked): Promise<Decision> {
  const { card, request, kind } = asked
  const judged = await judge(ports, asked, 'right')
  const decision = { ...judged, card: judged.card ?? card }
  const proof = await issuerAuthentication(ports, card, request, decision.code)
  if (!proof) return decision
  const script = decision.code === '00' ? await issuerScript(ports, card, request, kind) : ok(undefined)
  // A PIN that only the issuer knows as changed would be refused by the chip: then it stays as it is.
  if (!script.ok) return { ...declined('96', { card }), issuerAuthentication: proof }
  return { ...decision, issuerAuthentication: proof, ...(script.value ? { issuerScript: script.value } : {}) }
}

/** Checks in the order that gives nothing away: the state of the card before its PIN, the PIN before the money. */
async function judge(ports: IssuerPorts, asked: Asked, chip: ChipCheck): Promise<Decision> {
  const { kind, request, card } = asked
  const verified = request.advice ? { code: '00', card } : await identify(ports, asked, chip)
  if (verified.code !== '00') return verified
  const identified = verified.card ?? card
  const changed = identified === card ? {} : { card: identified }
  if (request.currency !== card.currency) return declined('57', changed)
  if (kind === 'balance-inquiry') return { code: '00', ...changed, balance_minor: card.available_minor }
  if (kind === 'pin-change' && card.chipPin && !canHearOfPin(request, chip)) return declined(NOT_THIS_WAY, changed)
  if (kind === 'pin-change') return changePin(ports, request, identified)
  const code = codeOf(asked)
  return { code, ...changed }
}

/** A card that is tapped or swiped is gone when the answer comes: its chip would refuse the new PIN for good. */
const canHearOfPin = ({ byTap }: IssuerRequest, chip: ChipCheck): boolean => chip === 'right' && !byTap

async function identify(ports: IssuerPorts, { kind, request, card }: Asked, chip: ChipCheck): Promise<Decision> {
  const needsPin = NEEDS_PIN.includes(kind)
  if (needsPin) {
    if (card.status === 'blocked') return declined('62')
    if (request.expiry !== card.expiry || hasExpired(card.expiry, ports.clock.now())) return declined('54')
  }
  if (needsPin || request.pinBlock) {
    if (card.triesLeft === 0) return declined('75', { triesLeft: 0 })
    if (request.pinBlock) return verifyPin(ports, { ...request, pinBlock: request.pinBlock }, card)
    return isIdentifiedOtherwise(kind, request, chip) ? { code: '00' } : declined('70')
  }
  return { code: '00' }
}

/** The chip compared the PIN, and proved that it is the card's own; or the sale is a small one, by tap. */
function isIdentifiedOtherwise(kind: AuthorizationKind, request: IssuerRequest, chip: ChipCheck): boolean {
  const { chipData, byTap, amount_minor } = request
  if (kind !== 'pin-change' && chip === 'right' && isPinRightAtChip(chipData)) return true
  return kind === 'sale' && byTap && amount_minor <= TAP_WITHOUT_PIN_MAX_MINOR && wantsNoPin(chipData)
}

async function verifyPin(
  ports: IssuerPorts,
  request: IssuerRequest & Required<Pick<IssuerRequest, 'pinBlock'>>,
  card: CardAccount,
): Promise<Decision> {
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
  return { code: '00', card: { ...card, triesLeft: PIN_TRIES_MAX } }
}

/** Whether its original lets it and the money is there. */
function codeOf({ kind, request, card, first }: Asked): string {
  const { key, original, amount_minor } = request
  if (request.advice && kind === 'sale') return '00'
  if (kind === 'sale' || kind === 'pre-authorization') return amount_minor > card.available_minor ? '51' : '00'
  if (kind === 'offline-sale') return '00'
  if (!first || original === undefined || first.token !== card.token) return '25'
  const refusal = refusalOf(first, { kind, original, amount_minor })
  if (refusal) return refusal
  const after = withDependent(first, { key, kind, original, amount_minor, status: 'approved' })
  // The merchant of an advice was paid already: the account goes below zero rather than the merchant without.
  const more = taken(after) - taken(first)
  return !request.advice && more > card.available_minor ? '51' : '00'
}

function hasExpired(expiry: string, now_ms: number): boolean {
  return now_ms >= Date.UTC(2000 + Number(expiry.slice(0, 2)), Number(expiry.slice(2, 4)), 1)
}

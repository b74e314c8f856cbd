import { assert, randomInteger } from '@fiftyfive/kernel'
import type { CardAccount } from './card.ts'
import { decide, type Decision } from './decide.ts'
import { taken, withDependent } from './family.ts'
import type { Authorization, AuthorizationKind, Dependent, IssuerEntry } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/**
 * Decides a payment. What it does to the card (money, a counted try) is durable before the answer exists, and bound to
 * the payment's key: the same request again gets the same answer and has no second effect.
 */
export function authorizeCard(
  ports: IssuerPorts,
  kind: AuthorizationKind,
  request: IssuerRequest,
): Promise<Authorization> {
  const { token } = ports.cardVault.store(request.pan)
  return ports.perCard.take(token, async () => {
    const earlier = await ports.store.authorization(request.key)
    if (earlier) return earlier.status === 'tombstone' ? { ...earlier, code: '25' } : earlier
    const card = await ports.store.card(token)
    const first = await firstOriginal(ports, request)
    const decision: Decision = card ? await decide(ports, { kind, request, card, first }) : { code: '14' }
    const authorization = authorizationOf(ports, kind, request, { ...decision, token })
    await ports.store.commit(ports.clock.now(), entriesOf(authorization, decision, card, first))
    return authorization
  })
}

/** The first of the family this refers to: a refund of a completion belongs to the family of its hold. */
export async function firstOriginal(
  ports: IssuerPorts,
  { original }: { readonly original?: string },
): Promise<Authorization | undefined> {
  const direct = original === undefined ? undefined : await ports.store.authorization(original)
  return direct?.original === undefined ? direct : ports.store.authorization(direct.original)
}

function authorizationOf(
  ports: IssuerPorts,
  kind: AuthorizationKind,
  { key, amount_minor, original }: IssuerRequest,
  {
    code,
    token,
    triesLeft,
    balance_minor,
    pinOffset,
    issuerAuthentication,
    issuerScript,
  }: Decision & { readonly token: string },
): Authorization {
  return {
    key,
    kind,
    token,
    amount_minor,
    status: code === '00' ? 'approved' : 'declined',
    code,
    ...(original ? { original } : {}),
    ...(triesLeft === undefined ? {} : { triesLeft }),
    ...(balance_minor === undefined ? {} : { balance_minor }),
    ...(pinOffset ? { pinOffset } : {}),
    ...(issuerAuthentication ? { issuerAuthentication } : {}),
    ...(issuerScript ? { issuerScript } : {}),
    ...(code === '00' ? { authorizationCode: authorizationCode(ports) } : {}),
  }
}

function entriesOf(
  authorization: Authorization,
  decision: Decision,
  card: CardAccount | undefined,
  first: Authorization | undefined,
): IssuerEntry[] {
  const entries: IssuerEntry[] = [{ type: 'authorization', authorization }]
  const judged = decision.card ?? card
  if (authorization.status !== 'approved') {
    if (decision.card) entries.push({ type: 'card-changed', reason: decision.code, card: decision.card })
    return entries
  }
  assert(judged, 'entriesOf: what is approved has a card')
  const moved = moveMoney(judged, authorization, first)
  entries.push(...moved.entries)
  if (moved.card !== card) entries.push({ type: 'card-changed', reason: decision.code, card: moved.card })
  return entries
}

/** What the card has and the family says after this authorization took its status. */
export function moveMoney(
  card: CardAccount,
  authorization: Authorization,
  first: Authorization | undefined,
  before = 0,
): { readonly card: CardAccount; readonly entries: readonly IssuerEntry[] } {
  const { key, kind, amount_minor, status, original } = authorization
  if (!first || original === undefined) {
    return { card: withMoney(card, before - taken(authorization)), entries: [] }
  }
  const dependent: Dependent = { key, kind, amount_minor, status, original }
  const family = withDependent(first, dependent)
  return {
    card: withMoney(card, taken(first) - taken(family)),
    entries: [{ type: 'authorization', authorization: family }],
  }
}

const withMoney = (card: CardAccount, change_minor: number): CardAccount =>
  change_minor === 0 ? card : { ...card, available_minor: card.available_minor + change_minor }

/** DE 38, six characters; ISO 8583 lets the issuer choose them. */
const authorizationCode = (ports: IssuerPorts): string =>
  String(randomInteger(ports.random, 1_000_000)).padStart(6, '0')

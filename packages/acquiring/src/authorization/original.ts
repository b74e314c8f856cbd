import { err, type Instant, ok, type Result } from '@fiftyfive/kernel'
import { batchKey, batchOf } from '../batch.ts'
import type { Payment } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { ruleOf } from '../transaction.ts'
import type { PaymentRequest } from './known.ts'

const DAY_MS = 86_400_000
/** A refund or a completion comes within 30 days; one more for clocks and time zones. */
const ORIGINAL_DAYS_MAX = 31
/** China UnionPay lets a completion exceed its hold by 15 %. */
const COMPLETION_PERCENT_MAX = 115

/** What is asked of an original, by whatever means it was paid. */
export type Referring = Pick<
  PaymentRequest,
  | 'key'
  | 'kind'
  | 'merchantId'
  | 'terminalId'
  | 'batch'
  | 'amount'
  | 'originalReference'
  | 'originalKey'
  | 'authorizationCode'
>

/** The payment that a request names by DE 37, DE 61 or both. Names nothing of it but that it is not there. */
export async function findOriginal(
  ports: AcquirerPorts,
  request: Pick<PaymentRequest, 'originalReference' | 'originalKey'>,
): Promise<Payment | undefined> {
  const { originalReference, originalKey } = request
  const byReference = originalReference ? await ports.store.paymentByReference(originalReference) : undefined
  if (originalReference && originalKey) return byReference?.key === originalKey ? byReference : undefined
  return originalReference ? byReference : originalKey ? ports.store.payment(originalKey) : undefined
}

/**
 * Whether the original lets this be done to it now. What is still open or unknown counts as done: two refunds that come
 * at once must not both find the whole amount.
 */
export function judgeOriginal(
  request: Referring,
  /** Token of the card; undefined where a phone paid. */
  card: string | undefined,
  original: Payment | undefined,
  family: readonly Payment[],
  now: Instant,
): Result<Payment, Refusal> {
  if (!original || !isItsOriginal(request, card, original)) return err(refuse('FF_ORIGINAL_UNKNOWN', request.key))
  const refused = refusalOf(request, original, standingOn(original, family), now)
  return refused ? err(refused) : ok(original)
}

/** What stands, or may, directly on this payment; a completion that was cancelled leaves its hold as it was. */
function standingOn({ key }: Payment, family: readonly Payment[]): readonly Payment[] {
  const isCancelled = (completion: Payment): boolean =>
    family.some((each) => each.original === completion.key && isCancellation(each) && each.status === 'approved')
  return family.filter((each) => each.original === key && mayStand(each) && !isCancelled(each))
}

const isCancellation = ({ kind }: Payment): boolean => kind === 'completion-cancellation'

const mayStand = ({ status }: Payment): boolean => status === 'approved' || status === 'open' || status === 'unknown'

function isItsOriginal(request: Referring, card: string | undefined, original: Payment): boolean {
  const { kind, merchantId, authorizationCode } = request
  const code = original.answer?.authorizationCode ?? original.authorizationCode
  return (
    original.merchantId === merchantId &&
    original.card?.token === card &&
    original.status === 'approved' &&
    ruleOf(kind).originals.includes(original.kind) &&
    (authorizationCode === undefined || authorizationCode === code)
  )
}

function refusalOf(
  request: Referring,
  original: Payment,
  dependents: readonly Payment[],
  now: Instant,
): Refusal | undefined {
  const { kind, amount, terminalId, batch } = request
  const wrongState = refuse('FF_ORIGINAL_STATE', original.key)
  const refunds = dependents.filter((dependent) => dependent.kind === 'refund')
  const isFinal = dependents.some((dependent) => dependent.kind !== 'refund' && dependent.kind !== 'adjustment')
  const isOld = now - original.receivedAt > ORIGINAL_DAYS_MAX * DAY_MS
  if (isFinal) return wrongState
  const mustBeInBatch = kind === 'void' || kind === 'completion-cancellation' || kind === 'adjustment'
  if (mustBeInBatch && batchOf(original.key) !== batchKey(terminalId, batch)) return wrongState
  const amountNow = dependents.findLast((dependent) => dependent.kind === 'adjustment')?.amount ?? original.amount
  switch (kind) {
    case 'refund': {
      const refunded = refunds.reduce((sum, refund) => sum + refund.amount.minor, 0)
      if (isOld) return wrongState
      return refunded + amount.minor > amountNow.minor ? refuse('FF_LIMIT', original.key) : undefined
    }
    case 'completion':
    case 'completion-advice': {
      if (isOld) return wrongState
      const isAbove = amount.minor * 100 > original.amount.minor * COMPLETION_PERCENT_MAX
      return isAbove ? refuse('FF_LIMIT', original.key) : undefined
    }
    case 'adjustment':
      return refunds.length > 0 ? wrongState : undefined
    default:
      if (refunds.length > 0) return wrongState
      return amount.minor === original.amount.minor ? undefined : refuse('FF_ORIGINAL_AMOUNT', original.key)
  }
}

import type { Authorization, AuthorizationKey, Dependent } from './ledger.ts'

/** China UnionPay lets a completion exceed its hold by 15 %. */
const COMPLETION_PERCENT_MAX = 115

const standing = (first: Authorization): readonly Dependent[] =>
  (first.dependents ?? []).filter(({ status }) => status === 'approved')

const refersTo = (dependents: readonly Dependent[], key: AuthorizationKey, kind: Dependent['kind']) =>
  dependents.filter((dependent) => dependent.original === key && dependent.kind === kind)

/** The completion of a hold that was not cancelled again. */
function completionOf(dependents: readonly Dependent[]): Dependent | undefined {
  return dependents.findLast(
    ({ key, kind }) => kind === 'completion' && refersTo(dependents, key, 'completion-cancellation').length === 0,
  )
}

/**
 * What a first original and all that refers to it take off their card: a function of what stands, whatever came in which
 * order, so that a reversal always leaves what would be without the reversed.
 */
export function taken(first: Authorization): number {
  if (first.status !== 'approved') return 0
  const dependents = standing(first)
  const gone = refersTo(dependents, first.key, 'void').length > 0
  if (gone || refersTo(dependents, first.key, 'pre-authorization-cancellation').length > 0) return 0
  const captured = capturedBy(first, dependents)
  return captured ? captured.amount_minor - refunded(dependents, captured.key) : first.amount_minor
}

interface Captured {
  readonly key: AuthorizationKey
  readonly amount_minor: number
}

/** What took the money for good, as last adjusted. Undefined while it is only held. */
function capturedBy(first: Authorization, dependents: readonly Dependent[]): Captured | undefined {
  switch (first.kind) {
    case 'sale':
      return first
    case 'offline-sale':
      return {
        key: first.key,
        amount_minor: refersTo(dependents, first.key, 'adjustment').at(-1)?.amount_minor ?? first.amount_minor,
      }
    case 'pre-authorization':
      return completionOf(dependents)
    default:
      return { key: first.key, amount_minor: 0 }
  }
}

const refunded = (dependents: readonly Dependent[], key: AuthorizationKey): number =>
  refersTo(dependents, key, 'refund').reduce((sum, { amount_minor }) => sum + amount_minor, 0)

/**
 * Whether this may be done to its original now: a code that refuses it, or undefined. 25 not found, 22 not in this state,
 * 64 another amount, 61 above the limit.
 */
export function refusalOf(first: Authorization, wanted: Omit<Dependent, 'key' | 'status'>): string | undefined {
  const dependents = standing(first)
  const { kind, original, amount_minor } = wanted
  const target = original === first.key ? first : dependents.find(({ key }) => key === original)
  if (!target || first.status !== 'approved') return '25'
  if (!ORIGINALS[kind]?.includes(target.kind)) return '25'
  const captured = capturedBy(first, dependents)
  const isUntouched = taken(first) > 0 && refunded(dependents, original) === 0
  const undoes = (): string | undefined => (amount_minor === target.amount_minor ? undefined : '64')
  switch (kind) {
    case 'void':
      return isUntouched ? undoes() : '22'
    case 'pre-authorization-cancellation':
      return isUntouched && !captured ? undoes() : '22'
    case 'completion':
      if (!isUntouched || captured) return '22'
      return amount_minor * 100 > first.amount_minor * COMPLETION_PERCENT_MAX ? '61' : undefined
    case 'completion-cancellation':
      return isUntouched && captured?.key === original ? undoes() : '22'
    case 'refund':
      if (!captured || captured.key !== original) return '22'
      return amount_minor > taken(first) ? (taken(first) === 0 && isVoided(first) ? '22' : '61') : undefined
    default:
      return isUntouched ? undefined : '22'
  }
}

const isVoided = (first: Authorization): boolean => refersTo(standing(first), first.key, 'void').length > 0

const ORIGINALS: Readonly<Partial<Record<Dependent['kind'], readonly string[]>>> = {
  void: ['sale'],
  refund: ['sale', 'completion', 'offline-sale'],
  'pre-authorization-cancellation': ['pre-authorization'],
  completion: ['pre-authorization'],
  'completion-cancellation': ['completion'],
  adjustment: ['offline-sale'],
}

/** The family with this dependent in it, or with its status changed. */
export function withDependent(first: Authorization, dependent: Dependent): Authorization {
  const others = (first.dependents ?? []).filter(({ key }) => key !== dependent.key)
  const known = others.length < (first.dependents?.length ?? 0)
  const dependents = known
    ? (first.dependents ?? []).map((each) => (each.key === dependent.key ? dependent : each))
    : [...others, dependent]
  return { ...first, dependents }
}

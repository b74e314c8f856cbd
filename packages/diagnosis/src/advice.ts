import { CAUSES, type CardholderStep, type CashierStep, type CauseId, type MerchantStep, type Owner } from './causes.ts'
import type { Verdict } from './verdict.ts'

/** What an engineer does next. The words are `messages.steps.engineer`. */
export type EngineerStep =
  | 'none'
  | 'force-sign-on'
  | 'compare-check-values'
  | 'inject-keys'
  | 'rebind-keys'
  | 'exchange-zone-key'
  | 'correct-format'
  | 'correct-pan-source'
  | 'fail-over'
  | 'test-keypad'
  | 'roll-back'
  | 'correct-parameters'
  | 'train'
  | 'tell-issuer'
  | 'synchronise-pin'
  | 'issuer-script'
  | 'review-stand-in'
  | 'correct-code-map'
  | 'query-status'
  | 'trace-line'
  | 'clean-reader'
  | 'review-rule'
  | 'hold-card'
  | 'add-range-rule'
  | 'quarantine'
  | 'collect-evidence'

const ENGINEER: Readonly<Record<CauseId, EngineerStep>> = {
  slip: 'none',
  forgotten: 'none',
  'other-card': 'none',
  changed: 'synchronise-pin',
  'same-wrong-again': 'none',
  'wrong-length': 'none',
  'dead-key': 'test-keypad',
  'bouncing-key': 'test-keypad',
  'input-layer': 'roll-back',
  accessibility: 'train',
  'wrong-terminal-key': 'compare-check-values',
  'sign-on-key-lost': 'force-sign-on',
  'dukpt-counter': 'inject-keys',
  'keys-swapped': 'rebind-keys',
  'zone-key': 'exchange-zone-key',
  'block-format': 'correct-format',
  'pan-mismatch': 'correct-pan-source',
  'hsm-fault': 'fail-over',
  'issuer-data': 'tell-issuer',
  'stand-in': 'review-stand-in',
  'code-mapping': 'correct-code-map',
  'online-locked': 'none',
  'chip-locked': 'issuer-script',
  'pin-missing': 'correct-parameters',
  'cvm-config': 'correct-parameters',
  incompatible: 'roll-back',
  network: 'query-status',
  corrupt: 'trace-line',
  'card-worn': 'clean-reader',
  'risk-block': 'review-rule',
  'stolen-card': 'hold-card',
  'distributed-guess': 'add-range-rule',
  tamper: 'quarantine',
  'clock-batch': 'force-sign-on',
}

/** Causes that a new sign-on, which delivers new working keys and the date, mends or at least proves. */
const SIGN_ON_HELPS: readonly CauseId[] = ['sign-on-key-lost', 'wrong-terminal-key', 'corrupt', 'clock-batch']
/** Causes under which entering the PIN once more at this terminal can succeed. */
const RETRY_HELPS: readonly CauseId[] = ['slip', 'wrong-length', 'accessibility', 'pin-missing', ...SIGN_ON_HELPS]

export interface Advice {
  /** Whose fault it is; never the cardholder's while the cause is unknown. */
  readonly owner: Owner | 'unknown'
  readonly cashier: CashierStep
  readonly cardholder: CardholderStep
  readonly merchant: MerchantStep
  readonly engineer: EngineerStep
  /** Asking for the PIN again here can succeed; where `signOnHelps`, only after a sign-on whose check values agreed. */
  readonly retryHelps: boolean
  readonly signOnHelps: boolean
  /** The next wrong entry locks the card: say so before asking for it. */
  readonly lastTry: boolean
}

export interface AdviceContext {
  /** PIN tries the issuer or the chip said are left. Absent when nobody said so; then nothing is assumed. */
  readonly triesLeft?: number
  /** The verdict's ranking. With it an `unknown` between causes that all allow a retry still allows one. */
  readonly ranking?: Verdict['ranking']
}

/** What to say and do about a cause, for each audience. */
export function adviceFor(cause: CauseId | 'unknown', context: AdviceContext = {}): Advice {
  const { triesLeft } = context
  if (cause === 'unknown') return adviceForUnknown(context)
  const { owner, cashier, cardholder, merchant } = CAUSES[cause]
  const retryHelps = RETRY_HELPS.includes(cause)
  const engineer = ENGINEER[cause]
  const signOnHelps = SIGN_ON_HELPS.includes(cause)
  // With no try left the cardholder's retry is futile; a fault of ours has spent none, and "not your PIN" stays true.
  if (triesLeft !== undefined && triesLeft <= 0 && cashier === 're-enter') {
    const steps = { cashier: 'other-tender', cardholder: 'unlock-at-bank' } as const
    return { owner, ...steps, merchant, engineer, retryHelps: false, signOnHelps, lastTry: false }
  }
  return {
    owner,
    cashier,
    cardholder,
    merchant,
    engineer,
    retryHelps,
    signOnHelps,
    lastTry: retryHelps && triesLeft === 1,
  }
}

/** Probability of causes that a careful second entry mends, from which on it is offered although none stands out. */
const RETRY_WORTH = 0.35

/** When nobody knows, nobody is blamed and no last try is risked. */
function adviceForUnknown({ triesLeft, ranking = [] }: AdviceContext): Advice {
  const entryHelps = ranking
    .filter(({ cause }) => cause !== 'other' && CAUSES[cause].cashier === 're-enter')
    .reduce((sum, { probability }) => sum + probability, 0)
  const retryHelps = entryHelps >= RETRY_WORTH && (triesLeft === undefined || triesLeft > 1)
  return {
    owner: 'unknown',
    cashier: retryHelps ? 're-enter' : 'other-tender',
    cardholder: 'check-pin',
    merchant: 'none',
    engineer: 'collect-evidence',
    retryHelps,
    signOnHelps: false,
    lastTry: false,
  }
}

/**
 * Whether to take one cause for the other does no harm: it is the same party's, and asks the same of everybody at the till, or
 * one and the same sign-on mends or proves both.
 */
export function areAlike(a: CauseId, b: CauseId): boolean {
  const [one, other] = [CAUSES[a], CAUSES[b]]
  if (one.owner !== other.owner) return false
  if (SIGN_ON_HELPS.includes(a) && SIGN_ON_HELPS.includes(b)) return true
  return one.cashier === other.cashier && one.cardholder === other.cardholder && one.merchant === other.merchant
}

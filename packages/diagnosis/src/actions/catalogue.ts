import type { CauseId } from '../causes.ts'

/** `automatic`: the host takes it by itself when it is sure of the cause. `never`: not even people may. */
export type ActionPolicy = 'automatic' | 'ask' | 'never'

export interface ActionReach {
  readonly terminals: number
  readonly cards: number
  /** Payments an hour that it touches, as the last hour had them. */
  readonly paymentsPerHour: number
}

/** A measure against causes: what it may touch, who may take it, how it is undone. Data; the host carries it out. */
export interface Action {
  readonly helps: readonly CauseId[]
  /** What its scope has to name; `any`: whatever the incident names. */
  readonly scope: 'terminal' | 'card' | 'any'
  /** More than this it never touches. */
  readonly reach: ActionReach
  /** Up to so many terminals one person may decide alone; beyond it, a second one approves. */
  readonly aloneUpTo_terminals: number
  /** Permission of whoever takes it, and of the second person. */
  readonly permission: 'actions.take'
  readonly approval: 'actions.take' | 'keys.change'
  /** Undone by then at the latest. */
  readonly lasts_ms: number
  /** `cure`: payments should succeed again, and it is undone when they do not. `hold`: it keeps harm away meanwhile, of whatever cause. */
  readonly kind: 'cure' | 'hold'
  readonly policy: ActionPolicy
  /** False: named because it would help, but nothing in this product alone can carry it out. */
  readonly available: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const action = (rest: Omit<Action, 'permission' | 'approval' | 'available'> & Partial<Action>): Action => ({
  permission: 'actions.take',
  approval: 'actions.take',
  available: true,
  ...rest,
})

export const ACTIONS = {
  /** The terminal's next payment is answered 77; it signs on, gets keys, and the payment goes on. */
  'force-sign-on': action({
    helps: ['sign-on-key-lost', 'clock-batch', 'corrupt'],
    scope: 'any',
    reach: { terminals: 50, cards: 5_000, paymentsPerHour: 2_000 },
    aloneUpTo_terminals: 20,
    lasts_ms: 4 * HOUR_MS,
    kind: 'cure',
    policy: 'automatic',
  }),
  /** The same with keys made anew: what was delivered and never proven is dropped. */
  'renew-keys': action({
    helps: ['wrong-terminal-key', 'keys-swapped', 'sign-on-key-lost', 'dukpt-counter'],
    scope: 'any',
    reach: { terminals: 20, cards: 2_000, paymentsPerHour: 1_000 },
    aloneUpTo_terminals: 0,
    approval: 'keys.change',
    lasts_ms: 4 * HOUR_MS,
    kind: 'cure',
    policy: 'ask',
  }),
  /** Payments that need a PIN are refused (58) before the PIN goes anywhere, and the till offers QR. */
  'pause-pin': action({
    helps: [
      'dead-key',
      'bouncing-key',
      'input-layer',
      'block-format',
      'pan-mismatch',
      'zone-key',
      'hsm-fault',
      'issuer-data',
      'stand-in',
      'code-mapping',
      'cvm-config',
      'incompatible',
      'wrong-terminal-key',
      'sign-on-key-lost',
      'keys-swapped',
      'dukpt-counter',
      'tamper',
      'distributed-guess',
    ],
    scope: 'any',
    reach: { terminals: 500, cards: 20_000, paymentsPerHour: 10_000 },
    aloneUpTo_terminals: 20,
    lasts_ms: 2 * HOUR_MS,
    kind: 'hold',
    policy: 'ask',
  }),
  /** At the first wrong PIN the till offers QR and another card instead of asking for the PIN again. */
  'offer-qr': action({
    helps: [
      'dead-key',
      'bouncing-key',
      'input-layer',
      'issuer-data',
      'zone-key',
      'stand-in',
      'code-mapping',
      'pan-mismatch',
      'incompatible',
      'network',
    ],
    scope: 'any',
    reach: { terminals: 2_000, cards: 100_000, paymentsPerHour: 50_000 },
    aloneUpTo_terminals: 500,
    lasts_ms: 4 * HOUR_MS,
    kind: 'hold',
    policy: 'automatic',
  }),
  /** No new payments and no keys for the terminal; reversals, settlement and what belongs to earlier payments go on. */
  quarantine: action({
    helps: ['tamper', 'keys-swapped', 'dead-key', 'bouncing-key', 'distributed-guess'],
    scope: 'terminal',
    reach: { terminals: 5, cards: 1_000, paymentsPerHour: 500 },
    aloneUpTo_terminals: 1,
    lasts_ms: 72 * HOUR_MS,
    kind: 'hold',
    policy: 'ask',
  }),
  /** Payments with the card are refused (62) before the issuer is asked. */
  'hold-card': action({
    helps: ['stolen-card', 'distributed-guess'],
    scope: 'card',
    reach: { terminals: 1_000, cards: 1, paymentsPerHour: 100 },
    aloneUpTo_terminals: 1_000,
    lasts_ms: 24 * HOUR_MS,
    kind: 'hold',
    policy: 'ask',
  }),
  /** Whoever brings software to the terminals takes the version back; without such a system people have to. */
  'halt-rollout': action({
    helps: ['incompatible', 'input-layer', 'block-format', 'cvm-config', 'pin-missing'],
    scope: 'any',
    reach: { terminals: 50_000, cards: 5_000_000, paymentsPerHour: 1_000_000 },
    aloneUpTo_terminals: 0,
    lasts_ms: 24 * HOUR_MS,
    kind: 'cure',
    policy: 'ask',
    available: false,
  }),
  reroute: action({
    helps: ['network', 'zone-key', 'hsm-fault', 'stand-in'],
    scope: 'any',
    reach: { terminals: 5_000, cards: 50_000, paymentsPerHour: 20_000 },
    aloneUpTo_terminals: 0,
    lasts_ms: 2 * HOUR_MS,
    kind: 'cure',
    policy: 'ask',
    available: false,
  }),
} as const satisfies Record<string, Action>

export type ActionId = keyof typeof ACTIONS
export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[]

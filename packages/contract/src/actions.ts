import type { Action, ActionId, ActionPolicy, ActionReach, CauseId, Effect } from '@fiftyfive/diagnosis'

/** A kind of action with the policy that stands now. */
export interface ActionKind extends Omit<Action, 'helps'> {
  readonly id: ActionId
  readonly helps: readonly CauseId[]
}

/** What an action would touch, as the last hour had it, and what it may. */
export interface ActionPreview {
  readonly action: ActionId
  readonly scope: string
  readonly reach: ActionReach
  readonly limit: ActionReach
  /** Terminals that it would touch, at most 50 of them by name. */
  readonly terminals: readonly string[]
  readonly secondPerson: boolean
  /** Why it cannot be taken: a fault code. */
  readonly refused?: string
}

export interface ProposalView extends ActionPreview {
  /** Probability that the incident has one of the causes it helps against. */
  readonly fits: number
  readonly policy: ActionPolicy
}

export interface ActionView {
  readonly id: string
  readonly action: ActionId
  /** Elements as in an incident's scope, or `card=<token>`. */
  readonly scope: string
  readonly incident?: string
  readonly cause?: CauseId
  readonly reason: string
  /** `waiting` for a second person; `running`; then `ended`. `refused` by that person, or nobody came in time. */
  readonly state: 'waiting' | 'running' | 'ended' | 'refused'
  /** Name of the account; `policy` when the host took it by itself. */
  readonly askedBy: string
  readonly askedAt: number
  readonly approvedBy?: string
  readonly startedAt?: number
  /** Undone by then at the latest. */
  readonly until: number
  readonly reach: ActionReach
  readonly terminals: readonly string[]
  readonly ended?: {
    readonly at: number
    readonly by: string
    readonly why: 'undone' | 'did-not-help' | 'lapsed' | 'incident-over' | 'failed'
    readonly note?: string
  }
  /** Payments that it stopped, as far as it stops any. */
  readonly stopped: number
  /** Against the control group; absent before it runs. */
  readonly effect?: Effect
}

/** A request that somebody else has to decide on. */
export interface ApprovalView {
  readonly id: string
  readonly action: ActionView
  /** Permission that the second person needs. */
  readonly permission: string
  readonly expiresAt: number
  readonly state: 'waiting' | 'approved' | 'refused' | 'expired'
  readonly decidedBy?: string
  readonly decidedAt?: number
  readonly note?: string
  /** Whether whoever asks may decide it: has the permission, and did not ask for it. */
  readonly mayDecide: boolean
}

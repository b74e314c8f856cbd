import type { ApprovalView } from './actions.ts'
import type { CauseId, Incident, Learnt } from '@fiftyfive/diagnosis'

/** What people say and do about an incident. */
export interface IncidentCase {
  readonly incident: string
  readonly assignee?: string
  readonly comments: readonly IncidentComment[]
  /** Closed by a person, with the cause as it was found and what keeps it from coming back. */
  readonly closing?: IncidentClosing
  readonly confirmation?: Confirmation
  /** What was to be done, and was. */
  readonly steps?: readonly DoneStep[]
}

/** Those whom each verdict tells what to do. */
export const AUDIENCES = ['cashier', 'cardholder', 'merchant', 'engineer'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Somebody saw to it that an audience did what it was to do. */
export interface DoneStep {
  readonly audience: Audience
  readonly at: number
  readonly by: string
}

export interface IncidentComment {
  readonly id: string
  readonly at: number
  readonly by: string
  readonly text: string
}

export interface IncidentClosing {
  readonly at: number
  readonly by: string
  readonly cause: CauseId | 'unknown'
  readonly prevention: string
}

/** The true cause, as an engineer found it. The verdict that stood then stays beside it. */
export interface Confirmation {
  readonly id: string
  readonly subject: 'attempt' | 'incident'
  readonly at: number
  readonly by: string
  readonly cause: CauseId | 'other'
  readonly note: string
  readonly verdict: {
    readonly cause: CauseId | 'unknown'
    readonly confidence: number
    /** Version of the model that gave it. */
    readonly model: string
    /** Evidence ids `feature.outcome`, as the verdict had them. */
    readonly evidence: readonly string[]
  }
}

/** What judges now, and the version that would come of all that was confirmed: a file for people to review. */
export interface Learning {
  /** Version of the model that judges now. */
  readonly model: string
  readonly confirmations: number
  /** Absent while nothing was confirmed. */
  readonly proposal?: Learnt
  /** Version of the model that the product came with. */
  readonly base: string
  /** False where the host was started with a model file: that is then the place to change it. */
  readonly canTake: boolean
  /** The newest one, whatever became of it. */
  readonly request?: ModelRequest
}

/** Somebody wants another version to judge; a second person has to agree. */
export interface ModelRequest extends Omit<ApprovalView, 'action'> {
  readonly version: string
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: number
}

/** An incident in a list, with what people made of it. */
export type IncidentLine = Incident & Pick<IncidentCase, 'assignee' | 'closing'>

/** Failures that come so long after somebody closed an incident show that it goes on. */
const GOES_ON_MS = 60_000

/** Whether an incident wants somebody's attention: it is open, and nobody closed it, or it went on after that. */
export const wantsAttention = ({ state, closing, updatedAt }: IncidentLine): boolean =>
  state === 'open' && (closing === undefined || updatedAt > closing.at + GOES_ON_MS)

/** Somebody an incident can be given to. */
export interface Colleague {
  readonly name: string
  readonly displayName: string
}

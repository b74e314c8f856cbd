import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import { refuse } from '../accounts/ports.ts'
import type { StoredAction, StoredApproval } from './action.ts'

/** Nobody came within half a shift: whoever asked may ask again. */
export const APPROVAL_MS = 4 * 3_600_000

export interface Decision {
  readonly decision: 'approve' | 'refuse'
  readonly note: string
  /** What the second person may do. */
  readonly permissions: readonly string[]
}

export const approvalIdOf = ({ id }: Pick<StoredAction, 'id'>): string => `p${id.slice(1)}`

export const approvalFor = (action: StoredAction, permission: string): StoredApproval => ({
  id: approvalIdOf(action),
  action: action.id,
  askedBy: action.askedBy,
  permission,
  expiresAt: action.askedAt + APPROVAL_MS,
  state: 'waiting',
})

/** What waits for a second person. */
type Waiting = Omit<StoredApproval, 'action'>

/** Four eyes: decided once, in time, by somebody else who has the right. Whoever asked may still withdraw it. */
export function decided<Asked extends Waiting>(
  approval: Asked,
  { decision, note, permissions }: Decision,
  by: string,
  now: number,
): Result<Asked, Fault> {
  if (approval.state !== 'waiting' || approval.expiresAt <= now) return refuse('FF_CONFLICT', 'decided or expired')
  if (!permissions.includes(approval.permission)) return refuse('FF_FORBIDDEN', approval.permission)
  if (decision === 'approve' && approval.askedBy === by) return refuse('FF_SECOND_PERSON')
  return ok({
    ...approval,
    state: decision === 'approve' ? 'approved' : 'refused',
    decidedBy: by,
    decidedAt: now,
    ...(note ? { note } : {}),
  })
}

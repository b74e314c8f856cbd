import { type ActionId, ACTION_IDS } from '@fiftyfive/diagnosis'
import { z } from 'zod'
import type { ActionKind, ActionPreview, ActionView, ApprovalView, ProposalView } from '../actions.ts'
import { causeId } from './attempts.ts'
import { all, id, instant, may, page, paging } from './common.ts'

const actionId = z.enum(ACTION_IDS as [ActionId, ...ActionId[]])
const policy = z.enum(['automatic', 'ask', 'never'])
const count = z.number().int().min(0)
const reach = z.object({ terminals: count, cards: count, paymentsPerHour: count })
const scope = z
  .string()
  .max(200)
  .regex(/^[A-Za-z]+=[^&=]+(&[A-Za-z]+=[^&=]+)*$/)
export const reason = z.string().trim().min(3).max(500)

const kind: z.ZodType<ActionKind> = z.object({
  id: actionId,
  helps: z.array(causeId),
  scope: z.enum(['terminal', 'card', 'any']),
  reach,
  aloneUpTo_terminals: count,
  permission: z.literal('actions.take'),
  approval: z.enum(['actions.take', 'keys.change']),
  lasts_ms: count,
  kind: z.enum(['cure', 'hold']),
  policy,
  available: z.boolean(),
})
const previewFields = {
  action: actionId,
  scope: z.string(),
  reach,
  limit: reach,
  terminals: z.array(z.string()),
  secondPerson: z.boolean(),
  refused: may(z.string()),
}
const preview: z.ZodType<ActionPreview> = z.object(previewFields)
const proposal: z.ZodType<ProposalView> = z.object({ ...previewFields, fits: z.number(), policy })

const share = z.object({ attempts: count, refused: count })
const effect = z.object({
  before: share,
  after: share,
  controlBefore: share,
  controlAfter: share,
  reduction: z.number(),
  low: z.number(),
  high: z.number(),
  judgement: z.enum(['too-early', 'helps', 'does-not-help']),
})
const action: z.ZodType<ActionView> = z.object({
  id: z.string(),
  action: actionId,
  scope: z.string(),
  incident: may(z.string()),
  cause: may(causeId),
  reason: z.string(),
  state: z.enum(['waiting', 'running', 'ended', 'refused']),
  askedBy: z.string(),
  askedAt: instant,
  approvedBy: may(z.string()),
  startedAt: may(instant),
  until: instant,
  reach,
  terminals: z.array(z.string()),
  ended: may(
    z.object({
      at: instant,
      by: z.string(),
      why: z.enum(['undone', 'did-not-help', 'lapsed', 'incident-over', 'failed']),
      note: may(z.string()),
    }),
  ),
  stopped: count,
  effect: may(effect),
})
/** What a request for a second person's word holds, whatever it is about. */
export const waiting = {
  id: z.string(),
  permission: z.string(),
  expiresAt: instant,
  state: z.enum(['waiting', 'approved', 'refused', 'expired']),
  decidedBy: may(z.string()),
  decidedAt: may(instant),
  note: may(z.string()),
  mayDecide: z.boolean(),
}
const approval: z.ZodType<ApprovalView> = z.object({ ...waiting, action })
export const decision = z.object({
  decision: z.enum(['approve', 'refuse']),
  note: z.string().trim().max(500).default(''),
})

export const ACTION_SCHEMAS = {
  listActionKinds: { answer: all(kind) },
  setActionPolicy: { params: z.object({ id: actionId }), body: z.object({ policy }), answer: kind },
  listProposals: { params: id, answer: all(proposal) },
  previewAction: { body: z.object({ action: actionId, scope }), answer: preview },
  listActions: {
    query: z.object({
      ...paging,
      incident: z.string().max(80).optional(),
      state: z.enum(['waiting', 'running', 'ended', 'refused']).optional(),
    }),
    answer: page(action),
  },
  action: { params: id, answer: action },
  startAction: {
    body: z.object({
      action: actionId,
      scope,
      incident: z.string().max(80).optional(),
      reason,
      /** Shorter than the action's own limit. */
      lasts_ms: z.number().int().min(60_000).optional(),
    }),
    answer: action,
  },
  undoAction: { params: id, body: z.object({ note: z.string().trim().max(500).default('') }), answer: action },
  listApprovals: { answer: all(approval) },
  decideApproval: {
    params: id,
    body: decision,
    answer: approval,
  },
}

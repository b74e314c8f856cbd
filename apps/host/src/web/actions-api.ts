import type { ApprovalView } from '@fiftyfive/contract'
import type { Incident } from '@fiftyfive/diagnosis'
import { ok } from '@fiftyfive/kernel'
import type { IncidentLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { StoredApproval } from '../actions/action.ts'
import type { Actions } from '../actions/actions.ts'
import type { Identity } from './guard.ts'
import { serve } from './serve.ts'

/** Decided requests stay in the list for a while, so that whoever asked sees what became of it. */
const APPROVALS_SHOWN = 50

/** What can be done about incidents, what is being done, and what waits for a second person. */
export function actionsApi(
  server: FastifyInstance,
  { actions, incidents }: { readonly actions: Actions; readonly incidents: IncidentLog },
): void {
  serve(server, 'listActionKinds', () => ok({ items: actions.kinds() }))
  serve(server, 'setActionPolicy', ({ caller, params, body }) => actions.setPolicy(caller, params.id, body.policy))
  serve(server, 'listProposals', async ({ params }) => {
    const row = incidents.find(params.id)
    if (!row) return refuse('FF_NOT_FOUND')
    return ok({ items: await actions.proposals(JSON.parse(row.body) as Incident) })
  })
  serve(server, 'previewAction', async ({ body }) => ok(await actions.preview(body.action, body.scope)))
  serve(server, 'listActions', ({ query: { incident, state, before, limit } }) => {
    const found = actions
      .list()
      .filter((each) => incident === undefined || each.incident === incident)
      .filter((each) => state === undefined || each.state === state)
      .filter((each) => before === undefined || each.id < before)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return ok({ items, ...(found.length > limit && last ? { next: last.id } : {}) })
  })
  serve(server, 'action', ({ params }) => {
    const action = actions.find(params.id)
    return action ? ok(action) : refuse('FF_NOT_FOUND')
  })
  serve(server, 'startAction', ({ caller, body }) => actions.start(body, caller))
  serve(server, 'undoAction', ({ caller, params, body }) => actions.undo(params.id, caller, body.note))

  const view = (approval: StoredApproval, identity: Identity | undefined): ApprovalView[] => {
    const action = actions.find(approval.action)
    if (!action) return []
    const { action: _id, askedBy, ...rest } = approval
    const may = (identity?.permissions as readonly string[] | undefined)?.includes(approval.permission) === true
    return [{ ...rest, action, mayDecide: may && approval.state === 'waiting' && askedBy !== identity?.name }]
  }
  /** Whoever may decide on such things, or asked for this one. */
  const concerns = (approval: StoredApproval, identity: Identity | undefined): boolean =>
    approval.askedBy === identity?.name ||
    (identity?.permissions as readonly string[] | undefined)?.includes(approval.permission) === true

  serve(server, 'listApprovals', ({ request: { identity } }) => {
    const mine = actions.approvals().filter((each) => concerns(each, identity))
    return ok({ items: mine.slice(0, APPROVALS_SHOWN).flatMap((each) => view(each, identity)) })
  })
  serve(server, 'decideApproval', async ({ caller, params, body, request: { identity } }) => {
    const decision = { ...body, permissions: identity?.permissions ?? [] }
    const decided = await actions.decide(params.id, decision, caller)
    if (!decided.ok) return decided
    const [shown] = view(decided.value, identity)
    return shown ? ok(shown) : refuse('FF_NOT_FOUND')
  })
}

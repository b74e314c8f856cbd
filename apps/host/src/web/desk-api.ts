import { type ModelRequest, permissionsOf } from '@fiftyfive/contract'
import { type Incident, learn, MODEL } from '@fiftyfive/diagnosis'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { IncidentLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Account } from '../accounts/account.ts'
import { type AccountPorts, refuse } from '../accounts/ports.ts'
import type { Confirmations, Desk } from '../desk/desk.ts'
import type { Models } from '../desk/models.ts'
import type { Watch } from '../observations/watch.ts'
import { serve } from './serve.ts'

export interface DeskPorts {
  readonly accounts: AccountPorts
  readonly desk: Desk
  readonly confirmations: Confirmations
  readonly incidents: IncidentLog
  readonly watch: Watch
  readonly models: Models
}

/** People at work on incidents: what they say, who has it, how it ended, and what the cause really was. */
export function deskApi(server: FastifyInstance, ports: DeskPorts): void {
  const { accounts, desk, incidents } = ports
  const about = <T>(id: string, then: () => Result<T, Fault> | Promise<Result<T, Fault>>) =>
    incidents.find(id) ? then() : refuse('FF_NOT_FOUND')

  serve(server, 'incidentCase', ({ params: { id } }) => about(id, () => ok(desk.caseOf(id))))
  serve(server, 'commentIncident', ({ caller, params: { id }, body }) =>
    about(id, () => desk.comment(caller, id, body.text)),
  )
  serve(server, 'assignIncident', ({ caller, params: { id }, body }) =>
    about(id, () => desk.assign(caller, id, body.assignee)),
  )
  serve(server, 'markStep', ({ caller, params: { id, audience }, body }) =>
    about(id, () => desk.mark(caller, id, audience, body.done)),
  )
  serve(server, 'closeIncident', ({ caller, params: { id }, body }) => about(id, () => desk.close(caller, id, body)))
  serve(server, 'reopenIncident', ({ caller, params: { id } }) => about(id, () => desk.reopen(caller, id)))
  serve(server, 'colleagues', () => {
    const able = [...accounts.store.all<Account>('account'), ...accounts.lent].filter(
      ({ state, roles }) => state === 'active' && permissionsOf(roles).includes('incidents.comment'),
    )
    return ok({ items: able.map(({ name, displayName }) => ({ name, displayName })) })
  })
  learningApi(server, ports)
}

function learningApi(server: FastifyInstance, { confirmations, incidents, watch, models }: DeskPorts): void {
  serve(server, 'confirmAttempt', async ({ caller, params: { id }, body }) => {
    const verdict = (await watch.find(id))?.verdicts.at(-1)
    if (!verdict) return refuse('FF_NOT_FOUND', 'no refusal with a verdict')
    return ok(await confirmations.confirm(caller, 'attempt', id, body, verdict))
  })
  serve(server, 'confirmIncident', async ({ caller, params: { id }, body }) => {
    const row = incidents.find(id)
    if (!row) return refuse('FF_NOT_FOUND')
    const incident = JSON.parse(row.body) as Incident
    return ok(await confirmations.confirm(caller, 'incident', id, body, { ...incident, model: models.running.version }))
  })
  serve(server, 'withdrawConfirmation', ({ caller, params: { id } }) => confirmations.withdraw(caller, id))
  serve(server, 'listConfirmations', ({ query: { before, limit } }) => {
    const all = confirmations.list()
    const start = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1
    const items = all.slice(start, start + limit)
    const last = items.at(-1)
    return ok({ items, ...(all.length > start + limit && last ? { next: last.id } : {}) })
  })
  /** Always from the built-in model: what was confirmed before the present version is among it. */
  const proposed = () => {
    const confirmed = confirmations.list().map(({ subject, cause, verdict }) => ({
      subject,
      cause,
      evidence: verdict.evidence,
    }))
    return confirmed.length > 0 ? learn(MODEL, confirmed) : undefined
  }
  const seenBy = (request: ModelRequest, { identity }: FastifyRequest): ModelRequest => ({
    ...request,
    mayDecide:
      request.state === 'waiting' &&
      request.askedBy !== identity?.name &&
      identity?.permissions.includes('causes.confirm') === true,
  })
  serve(server, 'learning', ({ request }) => {
    const proposal = proposed()
    const asked = models.request()
    return ok({
      model: models.running.version,
      base: MODEL.version,
      canTake: models.canTake,
      confirmations: confirmations.list().length,
      ...(asked && { request: seenBy(asked, request) }),
      ...(proposal && { proposal }),
    })
  })
  serve(server, 'askForModel', async ({ caller, body, request }) => {
    const asked = await models.ask(caller, body, proposed()?.model)
    return asked.ok ? ok(seenBy(asked.value, request)) : asked
  })
  serve(server, 'decideModel', async ({ caller, params: { id }, body, request }) => {
    const decision = { ...body, permissions: request.identity?.permissions ?? [] }
    const decided = await models.decide(caller, id, decision)
    return decided.ok ? ok(seenBy(decided.value, request)) : decided
  })
}

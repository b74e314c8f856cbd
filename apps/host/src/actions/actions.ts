import { randomBytes } from 'node:crypto'
import type { ActionKind, ActionView, ProposalView, WebhookEvent } from '@fiftyfive/contract'
import {
  ACTION_IDS,
  type ActionId,
  type ActionPolicy,
  ACTIONS,
  type Attempt,
  type CauseId,
  type Incident,
  proposals,
  SURE_ENOUGH,
} from '@fiftyfive/diagnosis'
import { assert, type Fault, type FaultCode, ok, type Result } from '@fiftyfive/kernel'
import type { IncidentLog } from '@fiftyfive/store/sqlite'
import type { Logger } from 'pino'
import { type AccountPorts, audited, type Caller, refuse } from '../accounts/ports.ts'
import { isIn, type StoredAction, type StoredApproval } from './action.ts'
import { APPROVAL_MS, approvalFor, approvalIdOf, decided, type Decision } from './approval.ts'
import { type EffectorPorts, EFFECTORS } from './effectors.ts'
import { Measure } from './measure.ts'
import { HOUR_MS } from './recent.ts'
import { preview, type PreviewPorts } from './preview.ts'

export interface ActionPorts extends EffectorPorts, Pick<PreviewPorts, 'recent'> {
  readonly accounts: AccountPorts
  readonly incidents: IncidentLog
  readonly logger: Logger
  readonly tell: (event: WebhookEvent, subject: string, data: unknown) => void
}

export interface Wanted {
  readonly action: ActionId
  readonly scope: string
  readonly incident?: string | undefined
  readonly reason: string
  readonly lasts_ms?: number | undefined
}

/** Whoever takes what the policy says is automatic. */
const POLICY: Caller = { actor: 'policy', address: '-' }

/**
 * Actions against incidents: previewed, limited in reach, approved by a second person where they reach far or touch keys,
 * audited, measured against what happens elsewhere, and undone: by people, when they do not help, when their incident is
 * over, and in any case when their time is up.
 */
export class Actions {
  readonly #ports: ActionPorts
  readonly #measures = new Map<string, Measure>()

  constructor(ports: ActionPorts) {
    this.#ports = ports
  }

  /** After a start: what was running stands again, what was not does not. */
  async reconcile(): Promise<void> {
    const { standing, acquirer } = this.#ports
    await standing.refresh()
    const running = this.#all().filter(({ state }) => state === 'running')
    for (const action of running) {
      this.#measure(action)
      const lost = action.until > this.#now() && !standing.list().some(({ id }) => id === action.id)
      if (lost && !isSignOn(action)) await EFFECTORS[action.action]?.carryOut(this.#ports, action)
    }
    const ids = new Set(running.map(({ id }) => id))
    const orphans = standing.list().filter(({ id }) => !ids.has(id) && this.#find(id) !== undefined)
    for (const { id } of orphans)
      await acquirer.store.commit(this.#now(), [{ type: 'restriction-lifted', id, by: POLICY.actor }])
    if (orphans.length > 0) await standing.refresh()
  }

  kinds(): ActionKind[] {
    return ACTION_IDS.map((id) => ({ ...ACTIONS[id], id, policy: this.#policy(id) }))
  }

  async setPolicy(caller: Caller, id: ActionId, policy: ActionPolicy): Promise<Result<ActionKind, Fault>> {
    if (policy === 'automatic' && ACTIONS[id].policy !== 'automatic')
      return refuse('FF_CONFLICT', 'people decide on this one, or never')
    const line = audited(caller, 'policy-changed', id, policy)
    await this.#store.commit(this.#now(), [line], [{ kind: 'policy', id, body: policy }])
    return ok({ ...ACTIONS[id], id, policy })
  }

  async preview(action: ActionId, scope: string) {
    const { all: _all, ...shown } = await preview(this.#previewPorts, action, scope)
    return shown
  }

  proposals(incident: Incident): Promise<ProposalView[]> {
    return Promise.all(
      proposals(incident).map(async ({ action, scope, fits }) => ({
        ...(await this.preview(action, scope)),
        fits,
        policy: this.#policy(action),
      })),
    )
  }

  async start(wanted: Wanted, caller: Caller): Promise<Result<ActionView, Fault>> {
    return this.#ports.accounts.turns.take('actions', async () => {
      const { action, scope, incident: incidentId, reason } = wanted
      const incident = incidentId === undefined ? undefined : this.#incident(incidentId)
      if (incidentId !== undefined && !incident) return refuse('FF_NOT_FOUND', 'no such incident')
      if (this.#policy(action) === 'never') return refuse('FF_FORBIDDEN', 'policy: never')
      const touched = await preview(this.#previewPorts, action, scope)
      if (touched.refused) return refuse(touched.refused as FaultCode, describeReach(touched))
      const same = this.#all().find((each) => isOpen(each) && each.action === action && each.scope === scope)
      if (same) return refuse('FF_CONFLICT', `${same.id} does that already`)
      const cause = causeOf(incident)
      if (action === 'offer-qr' && !cause)
        return refuse('FF_INPUT', 'the till is told the cause: an incident with a known one is needed')
      const now = this.#now()
      const asked: StoredAction = {
        id: `a-${now}-${randomBytes(4).toString('hex')}`,
        action,
        scope,
        ...(incidentId === undefined ? {} : { incident: incidentId }),
        ...(cause ? { cause } : {}),
        reason,
        state: touched.secondPerson ? 'waiting' : 'running',
        askedBy: caller.actor,
        askedAt: now,
        until: now + Math.min(wanted.lasts_ms ?? Infinity, ACTIONS[action].lasts_ms),
        reach: touched.reach,
        terminals: touched.all,
      }
      return touched.secondPerson ? this.#ask(asked, caller) : this.#run(asked, caller)
    })
  }

  /** The second person's word. */
  decide(approvalId: string, decision: Decision, caller: Caller): Promise<Result<StoredApproval, Fault>> {
    return this.#ports.accounts.turns.take('actions', async () => {
      const approval = this.#store.find<StoredApproval>('approval', approvalId)
      const action = approval && this.#find(approval.action)
      if (!approval || !action) return refuse('FF_NOT_FOUND')
      const result = decided(approval, decision, caller.actor, this.#now())
      if (!result.ok) return result
      const given = decision.decision === 'approve'
      const line = audited(caller, given ? 'approval-given' : 'approval-refused', action.id, decision.note)
      const change = { kind: 'approval', id: approval.id, body: result.value } as const
      if (!given) {
        await this.#store.commit(this.#now(), [line], [change, kept({ ...action, state: 'refused' })])
        return result
      }
      await this.#store.commit(this.#now(), [line], [change])
      const lasts = action.until - action.askedAt
      const approved = { ...action, approvedBy: caller.actor, until: this.#now() + lasts }
      const run = await this.#run(approved, caller)
      return run.ok ? result : run
    })
  }

  undo(id: string, caller: Caller, note: string): Promise<Result<ActionView, Fault>> {
    return this.#ports.accounts.turns.take('actions', async () => {
      const action = this.#find(id)
      if (!action) return refuse('FF_NOT_FOUND')
      if (!isOpen(action)) return refuse('FF_CONFLICT', 'it does not run any more')
      return ok(await this.#end(action, caller, 'undone', note))
    })
  }

  /** To be called every few seconds: ends what is over, and what does not help. */
  tick(): Promise<void> {
    return this.#ports.accounts.turns.take('actions', async () => {
      const now = this.#now()
      for (const action of this.#all().filter(isOpen)) {
        if (action.state === 'waiting') {
          if (now - action.askedAt > APPROVAL_MS) await this.#end(action, POLICY, 'lapsed')
          continue
        }
        const incident = action.incident === undefined ? undefined : this.#incident(action.incident)
        const helps = this.#measure(action).effect().judgement
        if (now >= action.until) await this.#end(action, POLICY, 'lapsed')
        else if (incident && incident.state !== 'open') await this.#end(action, POLICY, 'incident-over')
        else if (ACTIONS[action.action].kind === 'cure' && helps === 'does-not-help')
          await this.#end(action, POLICY, 'did-not-help')
      }
    })
  }

  /** Takes what the policy lets be automatic, once for each incident whose cause is sure. */
  async consider(incident: Incident): Promise<void> {
    if (incident.state !== 'open' || incident.cause === 'unknown' || incident.confidence < SURE_ENOUGH) return
    for (const { action, scope, fits } of proposals(incident)) {
      if (fits < SURE_ENOUGH || this.#policy(action) !== 'automatic') continue
      if (this.#all().some((each) => each.incident === incident.id && each.action === action)) continue
      const { secondPerson, refused } = await this.preview(action, scope)
      if (secondPerson || refused) continue
      const started = await this.start({ action, scope, incident: incident.id, reason: incident.cause }, POLICY)
      if (!started.ok) this.#ports.logger.warn({ action, scope, code: started.error.code }, 'no automatic action')
    }
  }

  observe(attempt: Attempt): void {
    // An attempt is told again when its verdict changes.
    if (!this.#ports.recent.add(attempt)) return
    for (const measure of this.#measures.values()) measure.add(attempt)
  }

  find(id: string): ActionView | undefined {
    const action = this.#find(id)
    return action && this.#view(action)
  }

  /** Newest first. */
  list(): ActionView[] {
    return this.#all()
      .toReversed()
      .map((action) => this.#view(action))
  }

  counts(): { readonly running: number; readonly waiting: number } {
    const count = (state: StoredAction['state']) => this.#all().filter((each) => each.state === state).length
    return { running: count('running'), waiting: count('waiting') }
  }

  approvals(): readonly StoredApproval[] {
    const now = this.#now()
    return this.#store
      .all<StoredApproval>('approval')
      .map((each) =>
        each.state === 'waiting' && each.expiresAt <= now ? { ...each, state: 'expired' as const } : each,
      )
      .toReversed()
  }

  async #ask(action: StoredAction, caller: Caller): Promise<Result<ActionView, Fault>> {
    const approval = approvalFor(action, ACTIONS[action.action].approval)
    const line = audited(caller, 'approval-asked', action.id, `${action.action} ${action.scope}: ${action.reason}`)
    await this.#store.commit(this.#now(), [line], [kept(action), { kind: 'approval', id: approval.id, body: approval }])
    const view = this.#view(action)
    this.#ports.tell('action.asked', action.id, view)
    return ok(view)
  }

  /** On record first, so that a stop in between leaves nothing running that nobody knows of. */
  async #run(action: StoredAction, caller: Caller): Promise<Result<ActionView, Fault>> {
    const effector = EFFECTORS[action.action]
    assert(effector, `${action.action} is available, so it has an effector`)
    const running: StoredAction = { ...action, state: 'running', startedAt: this.#now() }
    const line = audited(caller, 'action-taken', action.id, `${action.action} ${action.scope}: ${action.reason}`)
    await this.#store.commit(this.#now(), [line], [kept(running)])
    const done = await effector.carryOut(this.#ports, running)
    if (!done.ok) {
      await this.#end(running, caller, 'failed', done.error.code)
      return done
    }
    this.#measure(running)
    const view = this.#view(running)
    this.#ports.tell('action.started', action.id, view)
    return ok(view)
  }

  async #end(
    action: StoredAction,
    caller: Caller,
    why: NonNullable<ActionView['ended']>['why'],
    note = '',
  ): Promise<ActionView> {
    const measure = this.#measures.get(action.id)
    const ended: StoredAction & Pick<ActionView, 'effect'> = {
      ...action,
      state: 'ended',
      ended: { at: this.#now(), by: caller.actor, why, ...(note ? { note } : {}) },
      ...(measure ? { stopped: measure.stopped, effect: measure.effect() } : {}),
    }
    if (action.state === 'running') await EFFECTORS[action.action]?.takeBack(this.#ports, ended)
    const changes = [kept(ended), ...this.#closedApproval(action, caller, why)]
    await this.#store.commit(this.#now(), [audited(caller, 'action-ended', action.id, why)], changes)
    this.#measures.delete(action.id)
    const view = this.#view(ended)
    this.#ports.tell('action.ended', action.id, view)
    return view
  }

  /** What was withdrawn or lapsed while it waited is nobody's to approve any more. */
  #closedApproval(action: StoredAction, { actor }: Caller, why: string) {
    const approval = this.#store.find<StoredApproval>('approval', approvalIdOf(action))
    if (approval?.state !== 'waiting') return []
    const state = why === 'lapsed' ? ('expired' as const) : ('refused' as const)
    const body: StoredApproval = { ...approval, state, decidedBy: actor, decidedAt: this.#now() }
    return [{ kind: 'approval' as const, id: approval.id, body }]
  }

  /** Counted as it comes; what came before is read once. */
  #measure(action: StoredAction): Measure {
    const known = this.#measures.get(action.id)
    if (known) return known
    const startedAt = action.startedAt ?? action.askedAt
    const measure = new Measure(insideOf(action), startedAt)
    // Before the trouble began it was well there too: that is not what the action is to improve on.
    const troubledSince = action.incident === undefined ? 0 : (this.#incident(action.incident)?.since ?? 0)
    const since = Math.max(startedAt - HOUR_MS, troubledSince)
    for (const attempt of this.#ports.recent.since(since)) measure.add(attempt)
    this.#measures.set(action.id, measure)
    return measure
  }

  #view(action: StoredAction & Pick<ActionView, 'effect'>): ActionView {
    const measure = this.#measures.get(action.id)
    return {
      ...action,
      stopped: measure?.stopped ?? action.stopped ?? 0,
      ...(measure ? { effect: measure.effect() } : {}),
    }
  }

  get #store() {
    return this.#ports.accounts.store
  }
  get #previewPorts(): PreviewPorts {
    const { acquirer, recent, accounts, rollouts } = this.#ports
    return { store: acquirer.store, recent, clock: accounts.clock, rollouts }
  }
  #now(): number {
    return this.#ports.accounts.clock.now()
  }
  #all(): readonly StoredAction[] {
    return this.#store.all<StoredAction>('action')
  }
  #find(id: string): StoredAction | undefined {
    return this.#store.find<StoredAction>('action', id)
  }
  #policy(id: ActionId): ActionPolicy {
    return this.#store.find<ActionPolicy>('policy', id) ?? ACTIONS[id].policy
  }
  #incident(id: string): Incident | undefined {
    const row = this.#ports.incidents.find(id)
    return row && (JSON.parse(row.body) as Incident)
  }
}

/** Where an action is felt. A version that is taken back is in no payment afterwards: its terminals are looked at. */
function insideOf({ action, scope, terminals }: StoredAction): (attempt: Attempt) => boolean {
  if (action !== 'halt-rollout') return (attempt) => isIn(scope, attempt)
  const touched = new Set(terminals)
  return ({ terminal }) => touched.has(terminal)
}

const isOpen = ({ state }: StoredAction): boolean => state === 'waiting' || state === 'running'
const isSignOn = ({ action }: StoredAction): boolean => action === 'force-sign-on' || action === 'renew-keys'
const kept = (action: StoredAction) => ({ kind: 'action' as const, id: action.id, body: action })
const causeOf = (incident: Incident | undefined): CauseId | undefined =>
  incident?.cause === 'unknown' ? undefined : incident?.cause
const describeReach = ({ reach, limit }: Awaited<ReturnType<typeof preview>>): string =>
  (Object.keys(limit) as (keyof typeof limit)[]).map((each) => `${each} ${reach[each]} of ${limit[each]}`).join(', ')

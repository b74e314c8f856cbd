import { randomBytes } from 'node:crypto'
import type { Audience, Confirmation, IncidentCase, IncidentClosing } from '@fiftyfive/contract'
import type { CauseId, Verdict } from '@fiftyfive/diagnosis'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { AuditType } from '@fiftyfive/contract'
import { type AccountPorts, accountNamed, audited, type Caller, refuse } from '../accounts/ports.ts'

type Case = Omit<IncidentCase, 'confirmation'>

const COMMENTS_MAX = 500

/** What people say and do about incidents: comments, whom one is given to, how it was closed. */
export class Desk {
  readonly #ports: AccountPorts

  constructor(ports: AccountPorts) {
    this.#ports = ports
  }

  caseOf(incident: string): IncidentCase {
    const confirmation = confirmationOf(this.#ports.store, 'incident', incident)
    return { ...this.#case(incident), ...(confirmation ? { confirmation } : {}) }
  }

  comment(caller: Caller, incident: string, text: string): Promise<Result<IncidentCase, Fault>> {
    return this.#change(caller, incident, 'incident-commented', '', (before, at) => {
      if (before.comments.length >= COMMENTS_MAX) return refuse('FF_CONFLICT', 'too many comments')
      const comment = { id: `n-${at}-${randomBytes(4).toString('hex')}`, at, by: caller.actor, text }
      return ok({ ...before, comments: [...before.comments, comment] })
    })
  }

  assign(caller: Caller, incident: string, assignee: string | null): Promise<Result<IncidentCase, Fault>> {
    return this.#change(caller, incident, 'incident-assigned', assignee ?? '-', (before) => {
      const { assignee: _before, ...rest } = before
      if (assignee === null) return ok(rest)
      const { store, lent } = this.#ports
      const account = accountNamed(store, assignee) ?? lent.find(({ name }) => name === assignee)
      return account?.state === 'active' ? ok({ ...rest, assignee }) : refuse('FF_NOT_FOUND', assignee)
    })
  }

  /** Ticks off, or not, what somebody was to do. */
  mark(caller: Caller, incident: string, audience: Audience, isDone: boolean): Promise<Result<IncidentCase, Fault>> {
    const detail = `${audience} ${isDone ? 'done' : 'open'}`
    return this.#change(caller, incident, 'incident-step', detail, (before, at) => {
      const others = (before.steps ?? []).filter((step) => step.audience !== audience)
      return ok({ ...before, steps: isDone ? [...others, { audience, at, by: caller.actor }] : others })
    })
  }

  close(
    caller: Caller,
    incident: string,
    { cause, prevention }: Pick<IncidentClosing, 'cause' | 'prevention'>,
  ): Promise<Result<IncidentCase, Fault>> {
    return this.#change(caller, incident, 'incident-closed', cause, (before, at) =>
      ok({ ...before, closing: { at, by: caller.actor, cause, prevention } }),
    )
  }

  reopen(caller: Caller, incident: string): Promise<Result<IncidentCase, Fault>> {
    return this.#change(caller, incident, 'incident-reopened', '', ({ closing: _closing, ...rest }) => ok(rest))
  }

  #case(incident: string): Case {
    return this.#ports.store.find<Case>('case', incident) ?? { incident, comments: [] }
  }

  #change(
    caller: Caller,
    incident: string,
    type: AuditType,
    detail: string,
    make: (before: Case, at: number) => Result<Case, Fault>,
  ): Promise<Result<IncidentCase, Fault>> {
    const { store, clock, turns } = this.#ports
    return turns.take(`case ${incident}`, async () => {
      const made = make(this.#case(incident), clock.now())
      if (!made.ok) return made
      await store.commit(
        clock.now(),
        [audited(caller, type, incident, detail)],
        [{ kind: 'case', id: incident, body: made.value }],
      )
      return ok(this.caseOf(incident))
    })
  }
}

const confirmationId = (subject: Confirmation['subject'], id: string): string => `${subject}:${id}`
const confirmationOf = (store: AccountPorts['store'], subject: Confirmation['subject'], id: string) =>
  store.find<Confirmation>('confirmation', confirmationId(subject, id))

/** True causes as people stated them, each beside the verdict that stood then. The diagnosis learns from them. */
export class Confirmations {
  readonly #ports: AccountPorts

  constructor(ports: AccountPorts) {
    this.#ports = ports
  }

  of(subject: Confirmation['subject'], id: string): Confirmation | undefined {
    return confirmationOf(this.#ports.store, subject, id)
  }

  async confirm(
    caller: Caller,
    subject: Confirmation['subject'],
    id: string,
    stated: { readonly cause: CauseId | 'other'; readonly note: string },
    verdict: Pick<Verdict, 'cause' | 'confidence' | 'model' | 'evidence'>,
  ): Promise<Confirmation> {
    const { store, clock } = this.#ports
    const { cause, confidence, model, evidence } = verdict
    const confirmation: Confirmation = {
      id: confirmationId(subject, id),
      subject,
      at: clock.now(),
      by: caller.actor,
      ...stated,
      verdict: { cause, confidence, model, evidence: evidence.map((line) => line.id) },
    }
    await store.commit(
      clock.now(),
      [audited(caller, 'cause-confirmed', confirmation.id, `${cause} -> ${stated.cause}`)],
      [{ kind: 'confirmation', id: confirmation.id, body: confirmation }],
    )
    return confirmation
  }

  async withdraw(caller: Caller, id: string): Promise<Result<void, Fault>> {
    const { store, clock } = this.#ports
    if (!store.find('confirmation', id)) return refuse('FF_NOT_FOUND')
    const line = audited(caller, 'cause-confirmed', id, 'withdrawn')
    await store.commit(clock.now(), [line], [{ kind: 'confirmation', id, body: undefined }])
    return ok(undefined)
  }

  /** Newest first. */
  list(): Confirmation[] {
    return this.#ports.store.all<Confirmation>('confirmation').toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  }
}

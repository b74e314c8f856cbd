import { randomBytes } from 'node:crypto'
import type { ModelRequest } from '@fiftyfive/contract'
import { type LearntModel, MODEL, type Model, readLearntModel, withLearnt } from '@fiftyfive/diagnosis'
import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import { type AccountPorts, audited, type Caller, refuse } from '../accounts/ports.ts'
import { APPROVAL_MS, decided, type Decision } from '../actions/approval.ts'

/** A request as it is kept, with what was reviewed: later confirmations change nothing of it. */
interface StoredRequest extends Omit<ModelRequest, 'mayDecide'> {
  /** `null`: back to the built-in model. */
  readonly learnt: LearntModel | null
}
/** Who may say what a cause was may say what is learnt from it; it takes two of them. */
const PERMISSION = 'causes.confirm'
const CURRENT = 'current'

/** Which model judges: the built-in one, or with what was learnt laid over it, once two people have agreed to that. */
export class Models {
  readonly #ports: AccountPorts
  readonly #given: Model | undefined
  readonly #use: (model: Model) => void
  #running: Model

  /** `given`: from a file at the start. Then the file is the place to change it, and nothing is taken here. */
  constructor(ports: AccountPorts, given: Model | undefined, use: (model: Model) => void) {
    this.#ports = ports
    this.#given = given
    this.#use = use
    this.#running = given ?? MODEL
    this.#follow()
    ports.store.onForeignChange(({ kind }) => kind === 'model' && this.#follow())
  }

  get running(): Model {
    return this.#running
  }

  get canTake(): boolean {
    return this.#given === undefined
  }

  /** The newest request, whatever became of it. */
  request(): ModelRequest | undefined {
    const newest = this.#newest()
    if (!newest) return undefined
    const { learnt: _learnt, ...shown } = newest
    return { ...shown, mayDecide: false }
  }

  /** Asks a second person to let a version judge: the proposed one, or the built-in one again. */
  ask(
    caller: Caller,
    wanted: { readonly version: string; readonly reason: string },
    proposal: LearntModel | undefined,
  ): Promise<Result<ModelRequest, Fault>> {
    const { store, clock, turns } = this.#ports
    return turns.take('model', async () => {
      const { version, reason } = wanted
      const learnt = version === MODEL.version ? null : proposal
      if (!this.canTake) return refuse('FF_CONFLICT', 'the host was started with a model file')
      if (learnt === undefined || (learnt && learnt.version !== version)) return refuse('FF_NOT_FOUND', version)
      if (version === this.#running.version) return refuse('FF_CONFLICT', `${version} judges already`)
      if (this.#newest()?.state === 'waiting') return refuse('FF_CONFLICT', 'another version waits for a decision')
      const now = clock.now()
      const request: StoredRequest = {
        id: `m-${now}-${randomBytes(4).toString('hex')}`,
        version,
        reason,
        askedBy: caller.actor,
        askedAt: now,
        expiresAt: now + APPROVAL_MS,
        permission: PERMISSION,
        state: 'waiting',
        learnt,
      }
      const line = audited(caller, 'approval-asked', version, reason)
      await store.commit(now, [line], [{ kind: 'model-request', id: request.id, body: request }])
      return ok(this.request() as ModelRequest)
    })
  }

  decide(caller: Caller, id: string, decision: Decision): Promise<Result<ModelRequest, Fault>> {
    const { store, clock, turns } = this.#ports
    return turns.take('model', async () => {
      const request = store.find<StoredRequest>('model-request', id)
      if (!request) return refuse('FF_NOT_FOUND')
      const result = decided(request, decision, caller.actor, clock.now())
      if (!result.ok) return result
      const isGiven = decision.decision === 'approve'
      const line = audited(caller, isGiven ? 'approval-given' : 'approval-refused', request.version, decision.note)
      await store.commit(
        clock.now(),
        [line],
        [
          { kind: 'model-request', id, body: result.value },
          ...(isGiven ? [{ kind: 'model' as const, id: CURRENT, body: request.learnt ?? undefined }] : []),
        ],
      )
      this.#follow()
      return ok(this.request() as ModelRequest)
    })
  }

  #newest(): StoredRequest | undefined {
    const { store, clock } = this.#ports
    const newest = store.all<StoredRequest>('model-request').toSorted((a, b) => b.askedAt - a.askedAt)[0]
    return newest?.state === 'waiting' && newest.expiresAt <= clock.now() ? { ...newest, state: 'expired' } : newest
  }

  /** What was taken, also before a restart or at another host. What was learnt for an older model judges no more. */
  #follow(): void {
    if (this.#given) return
    const learnt = this.#ports.store.find<unknown>('model', CURRENT)
    const read = learnt === undefined ? undefined : readLearntModel(learnt, MODEL)
    const model = read?.ok ? withLearnt(MODEL, read.value) : MODEL
    if (model.version === this.#running.version) return
    this.#running = model
    this.#use(model)
  }
}

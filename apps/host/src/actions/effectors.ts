import { type AcquirerPorts, demandSignOn, type Restriction, withdrawSignOn } from '@fiftyfive/acquiring'
import type { ActionId } from '@fiftyfive/diagnosis'
import { err, fault, ok, type Fault, type Result } from '@fiftyfive/kernel'
import type { RolloutControl } from '../configuration.ts'
import { scopeOf, type StoredAction } from './action.ts'
import type { StandingRestrictions } from './standing.ts'

export interface EffectorPorts {
  readonly acquirer: AcquirerPorts
  readonly standing: StandingRestrictions
  readonly rollouts?: RolloutControl | undefined
}

interface Effector {
  carryOut(ports: EffectorPorts, action: StoredAction): Promise<Result<void, Fault>>
  takeBack(ports: EffectorPorts, action: StoredAction): Promise<void>
}

/** Something is paused in the scope until it is lifted; every payment looks at it (acquiring, `restrict`). */
const restriction = (kind: Restriction['kind']): Effector => ({
  async carryOut({ acquirer, standing }, { id, scope, cause, until, askedBy }) {
    const parts = scopeOf(scope)
    if (!parts) return err(fault('FF_INPUT', scope))
    const placed: Restriction = { id, kind, scope: parts, until, ...(cause ? { cause } : {}) }
    await acquirer.store.commit(acquirer.clock.now(), [
      { type: 'restriction-placed', restriction: placed, by: askedBy },
    ])
    await standing.refresh()
    return ok(undefined)
  },
  async takeBack({ acquirer, standing }, { id, ended }) {
    await acquirer.store.commit(acquirer.clock.now(), [{ type: 'restriction-lifted', id, by: ended?.by ?? '' }])
    await standing.refresh()
  },
})

/** Every terminal in the scope is told to sign on at its next payment. Done when at least one could be told. */
const signOn = (renew: boolean): Effector => ({
  async carryOut({ acquirer }, { id, terminals }) {
    const demanded = await Promise.all(
      terminals.map((terminal) => demandSignOn(acquirer, terminal, { renew, reason: `action ${id}` })),
    )
    return demanded.some((each) => each.ok) ? ok(undefined) : err(fault('FF_NOT_FOUND', 'no terminal of it is active'))
  },
  async takeBack({ acquirer }, { id, terminals }) {
    await Promise.all(terminals.map((terminal) => withdrawSignOn(acquirer, terminal, `action ${id} ended`)))
  },
})

/** The version that the scope names goes back. Only a person lets its rollout go on: nobody wants it because time is up. */
const rollBack: Effector = {
  async carryOut({ rollouts }, { scope }) {
    const version = scopeOf(scope)?.['version']
    const known = version !== undefined && (await rollouts?.takeBack(version)) === true
    return known ? ok(undefined) : err(fault('FF_BY_HAND', scope))
  },
  async takeBack({ rollouts }, { scope, ended }) {
    const version = scopeOf(scope)?.['version']
    if (version !== undefined && ended?.why === 'undone') await rollouts?.resume(version)
  },
}

/** How each action is carried out and taken back. What is not here cannot be, and the catalogue says so. */
export const EFFECTORS: Readonly<Partial<Record<ActionId, Effector>>> = {
  'force-sign-on': signOn(false),
  'renew-keys': signOn(true),
  'pause-pin': restriction('pause-pin'),
  'offer-qr': restriction('offer-qr'),
  quarantine: restriction('quarantine'),
  'hold-card': restriction('hold-card'),
  'halt-rollout': rollBack,
}

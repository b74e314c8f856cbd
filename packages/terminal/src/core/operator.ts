import type { CheckProblem, Role } from '../operators/operator-book.ts'
import { order } from './begin.ts'
import { resume } from './resume.ts'
import { requestSettlement } from './settlement/settle.ts'
import type { TerminalState } from './state.ts'
import { andThen, stay, step, without, type Context, type Step } from './step.ts'

/** Number and password of somebody who works here, typed by them. */
export interface Credentials {
  readonly id: string
  readonly password: string
}

/** From `log-in` and `locked`; and from `not-possible`, where a manager lets one transaction pass. */
export function checkCredentials(state: TerminalState, { id, password }: Credentials): Step {
  const { screen } = state
  const waiting =
    screen.name === 'log-in' ||
    screen.name === 'locked' ||
    (screen.name === 'not-possible' && screen.awaits !== undefined)
  return waiting ? step(state, { type: 'check-password', id, password }) : stay(state)
}

export function credentialsChecked(context: Context, state: TerminalState, id: string, role: Role): Step {
  const { screen } = state
  if (screen.name === 'not-possible' && screen.awaits) {
    if (role !== 'manager') return stay({ ...state, screen: { ...screen, refused: { problem: 'wrong' } } })
    return approved(context, state, screen.awaits)
  }
  // A lock is opened by the one whose shift it is, or by a manager, who takes the shift over.
  const mine = state.operator?.id === id
  if (screen.name === 'locked' && !mine && role !== 'manager') {
    return stay({ ...state, screen: { ...screen, refused: { problem: 'wrong' } } })
  }
  if (screen.name !== 'log-in' && screen.name !== 'locked') return stay(state)
  const operator = mine && state.operator ? state.operator : { id, role, since: context.now }
  const inside: TerminalState = { ...state, operator, screen: { name: 'idle' } }
  return andThen(step(inside, { type: 'notify', notice: { type: 'operator-in', operator: id } }), (state) =>
    resume(context, state),
  )
}

/** The transaction that was waiting for a manager, once, as if one had ordered it. */
function approved(
  context: Context,
  state: TerminalState,
  awaits: NonNullable<Extract<TerminalState['screen'], { name: 'not-possible' }>['awaits']>,
): Step {
  const { operator } = state
  const asManager: TerminalState = {
    ...state,
    screen: { name: 'idle' },
    ...(operator ? { operator: { ...operator, role: 'manager' } } : {}),
  }
  const done = awaits === 'settlement' ? requestSettlement(context, asManager) : order(context, asManager, awaits)
  return { ...done, state: { ...done.state, ...(operator ? { operator } : {}) } }
}

export function credentialsRefused(state: TerminalState, refused: CheckProblem): Step {
  const { screen } = state
  if (screen.name !== 'log-in' && screen.name !== 'locked' && screen.name !== 'not-possible') return stay(state)
  return stay({ ...state, screen: { ...screen, refused } })
}

/** End of a shift: the next one logs in. */
export function logOut(state: TerminalState): Step {
  const { operator } = state
  if (!operator || (state.screen.name !== 'idle' && state.screen.name !== 'locked')) return stay(state)
  return step(
    { ...without(state, 'operator', 'session'), screen: { name: 'log-in' } },
    { type: 'notify', notice: { type: 'operator-out', operator: operator.id } },
  )
}

export const lock = (state: TerminalState): Step =>
  state.operator && state.screen.name === 'idle' ? stay({ ...state, screen: { name: 'locked' } }) : stay(state)

/** Operators are used from the first one on, and not any more after the last. */
export function operatorsChanged(state: TerminalState, used: boolean): Step {
  const changed: TerminalState = { ...without(state, ...(used ? [] : (['operator'] as const))), operatorsUsed: used }
  const out = used && !changed.operator && changed.screen.name === 'idle'
  return stay(out ? { ...changed, screen: { name: 'log-in' } } : changed)
}

import type { Instant } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Effect } from './effect.ts'
import type { TerminalState } from './state.ts'

/** What a step may look at besides state and event. */
export interface Context {
  readonly configuration: TerminalConfiguration
  readonly now: Instant
}

/** The next state, and what is to be done before anybody sees it. */
export interface Step {
  readonly state: TerminalState
  readonly effects: readonly Effect[]
}

export const step = (state: TerminalState, ...effects: Effect[]): Step => ({ state, effects })
export const stay = (state: TerminalState): Step => ({ state, effects: [] })

/** Goes on from a step with another one; the effects of the first come first. */
export function andThen(first: Step, following: (state: TerminalState) => Step): Step {
  const second = following(first.state)
  return { state: second.state, effects: [...first.effects, ...second.effects] }
}

type Optional = 'tested' | 'exchange' | 'session' | 'next' | 'operator' | 'repairFailed'
/** A state without some of its optional parts. */
export function without(state: TerminalState, ...parts: Optional[]): TerminalState {
  const rest: { -readonly [Part in keyof TerminalState]: TerminalState[Part] } = { ...state }
  // Not deleted: what every state is made of would be looked up by name from then on.
  for (const part of parts) rest[part] = undefined
  return rest
}

/** DE 11 counts from 1 to 999999 and starts over; 0 is not a trace number. */
export const nextTrace = (trace: number): number => (trace % 999_999) + 1

import type { CardRead } from '@fiftyfive/emv'
import { AMOUNT_MINOR_MAX, type Money } from '@fiftyfive/kernel'
import { refusedScreen } from '../refusal/refused-screen.ts'
import type { TerminalEvent } from './event.ts'
import { askPin } from './pin-entry.ts'
import type { Session, TerminalState } from './state.ts'
import { stay, step, type Context, type Step } from './step.ts'

export const newSession = (amount: Money): Session => ({
  amount,
  entries: 0,
  chipFailures: 0,
  pinRefusals: 0,
  repairs: 0,
})

export function enterAmount(state: TerminalState, amount: Money): Step {
  const payable = Number.isSafeInteger(amount.minor) && amount.minor > 0 && amount.minor <= AMOUNT_MINOR_MAX
  if (state.screen.name !== 'idle' || !payable) return stay(state)
  return step(
    { ...state, session: newSession(amount), screen: { name: 'present-card', amount } },
    { type: 'notify', notice: { type: 'payment-started', amount_minor: amount.minor } },
  )
}

export function presentCard(
  context: Context,
  state: TerminalState,
  event: Extract<TerminalEvent, { type: 'card-presented' }>,
): Step {
  if (state.screen.name !== 'present-card' || !state.session) return stay(state)
  return step(state, {
    type: 'read-card',
    card: event.card,
    method: event.method,
    amount: state.session.amount,
    fallbackAllowed: state.session.chipFailures >= context.configuration.chipReadsBeforeFallback,
  })
}

export function readCard(context: Context, state: TerminalState, read: CardRead): Step {
  if (state.screen.name !== 'present-card' || !state.session) return stay(state)
  const session: Session = { ...state.session, card: read }
  // Without a way to the host the PIN would be asked for nothing.
  const ready = state.link === 'up' && state.signedOn
  const following = ready ? askPin(context, { ...state, session }) : notSent(context, { ...state, session }, session)
  return step(
    following.state,
    { type: 'notify', notice: { type: 'card-read', maskedPan: read.pan.masked } },
    { type: 'bind-card', pan: read.pan },
    ...following.effects,
  )
}

/** Refused by the terminal itself: no byte left, nothing can have been charged. */
export function notSent(context: Context, state: TerminalState, session: Session): Step {
  const refusal = { family: 'network', cause: 'network', offers: ['retry'], code: '' } as const
  return step(
    { ...state, screen: refusedScreen(context, state, session, refusal) },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'notify', notice: { type: 'refused', code: '', family: 'network', cause: 'network' } },
  )
}

export function failCard(
  context: Context,
  state: TerminalState,
  event: Extract<TerminalEvent, { type: 'card-failed' }>,
): Step {
  if (state.screen.name !== 'present-card' || !state.session) return stay(state)
  const chipFailures = state.session.chipFailures + (event.method === 'chip' ? 1 : 0)
  const mayFallBack = event.method === 'chip' && chipFailures >= context.configuration.chipReadsBeforeFallback
  return step(
    {
      ...state,
      session: { ...state.session, chipFailures },
      screen: { ...state.screen, problem: mayFallBack ? 'use-stripe' : event.error },
    },
    { type: 'notify', notice: { type: 'card-unreadable' } },
  )
}

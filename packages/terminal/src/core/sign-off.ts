import type { Answer } from '../exchange/answer.ts'
import { resume } from './resume.ts'
import type { TerminalState } from './state.ts'
import { nextTrace, stay, step, without, type Context, type Step } from './step.ts'

/** 0820 with network code 002: from its answer on the host takes no payment of this terminal until the next sign-on. */
export function requestSignOff(context: Context, state: TerminalState): Step {
  const { journal } = state
  const ready = state.link === 'up' && state.signedOn && !journal.pending && !state.exchange
  if (state.screen.name !== 'idle' || !ready) return stay(state)
  const trace = nextTrace(journal.trace)
  const counted = { ...journal, trace }
  return step(
    {
      ...state,
      journal: counted,
      exchange: { kind: 'sign-off', trace },
      screen: { name: 'signing-on', purpose: 'off' },
    },
    { type: 'save', journal: counted },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'sign-off', batch: journal.batch, trace } },
  )
}

/** Whatever the host says, nothing is taken here any more: the keys are not used until fresh ones came. */
export function answerSignOff(context: Context, state: TerminalState, answer: Answer | undefined): Step {
  if (answer && answer.code !== '00') {
    return resume(context, { ...without(state, 'exchange'), screen: { name: 'idle' } })
  }
  return step(
    { ...without(state, 'exchange'), signedOn: false, screen: { name: 'signed-off' } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'signed-off' } },
  )
}

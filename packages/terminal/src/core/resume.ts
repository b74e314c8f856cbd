import { askPin } from './pin-entry.ts'
import { beginDownload } from '../parameters/download.ts'
import { sendAdvice } from './advice/deliver.ts'
import { sendScriptReport } from './chip.ts'
import { downloadIsDue, sendDownload } from './load-parameters.ts'
import { sendReversal } from './reversal.ts'
import { requestEcho } from './status-query.ts'
import { sendSettlement } from './settlement/settle.ts'
import { signOn } from './sign-on.ts'
import type { TerminalState } from './state.ts'
import { stay, step, without, type Context, type Step } from './step.ts'

/**
 * Brings the terminal back in order, one thing at a time, and is called again after each: keys first, because nothing
 * can be authenticated without them; then the payment whose outcome is uncertain; then whatever was waiting for that.
 */
export function resume(context: Context, state: TerminalState): Step {
  if (state.exchange || state.screen.name === 'starting' || state.screen.name === 'signed-off') return stay(state)
  // Nobody's refusal is taken off the screen unread for housekeeping that can wait.
  if (state.screen.name === 'refused' && !state.journal.pending) return stay(state)
  if (!state.signedOn || state.journal.pending) {
    if (state.link !== 'up') return waitForLink(state)
    return state.signedOn ? sendReversal(context, state) : signOn(context, state)
  }
  if (state.next?.name === 'enter-pin') return askPin(context, without(state, 'next'), state.next.notice)
  if (state.next) {
    const { code } = state.next.receipt
    const { family, cause } = state.next
    return step(
      { ...without(state, 'next'), screen: state.next },
      { type: 'notify', notice: { type: 'refused', code, family, cause } },
    )
  }
  if (!isBusy(state) && state.screen.name !== 'idle') return stay(state)
  const free = without(state, 'session')
  const [advice] = free.journal.advices ?? []
  if (advice && free.link === 'up') return sendAdvice(context, free, advice)
  const [report] = free.journal.scripts ?? []
  if (report && free.link === 'up') return sendScriptReport(context, free, report)
  if (free.journal.settlement) return free.link === 'up' ? sendSettlement(context, free) : stay(free)
  const home = free.operatorsUsed && !free.operator ? 'log-in' : 'idle'
  const rest: TerminalState = { ...free, screen: { name: home } }
  if (rest.tested && rest.link === 'up') return requestEcho(context, rest)
  const loads = home === 'idle' && free.link === 'up' && downloadIsDue(context, free)
  return loads ? sendDownload(context, rest, beginDownload(context.now)) : stay(rest)
}

/** Screens that only say what the terminal is doing meanwhile. */
const isBusy = (state: TerminalState): boolean =>
  ['signing-on', 'reversing', 'out-of-service', 'settling'].includes(state.screen.name)

function waitForLink(state: TerminalState): Step {
  // A reversal in waiting keeps its own screen: the cashier must see that the payment is being undone.
  if (state.screen.name === 'reversing' || state.screen.name === 'settling') return stay(state)
  return step(
    { ...state, screen: { name: 'out-of-service', reason: 'no-link' } },
    { type: 'notify', notice: { type: 'out-of-service', reason: 'no-link' } },
  )
}

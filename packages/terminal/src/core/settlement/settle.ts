import { assert } from '@fiftyfive/kernel'
import type { Answer } from '../../exchange/answer.ts'
import { needsSignOn } from '../../refusal/codes.ts'
import type { Journal } from '../journal.ts'
import { originalsFor } from '../original.ts'
import { resume } from '../resume.ts'
import type { TerminalState } from '../state.ts'
import { andThen, nextTrace, stay, step, without, type Context, type Step } from '../step.ts'
import {
  kindTotals,
  LINES_MAX,
  linesOf,
  nextBatch,
  totalsOf,
  type Settlement,
  type SettlementReport,
} from './settlement.ts'

/** Nothing may be pending: `resume` brings reversal and advices to their end before the first message of a settlement. */
export function requestSettlement(context: Context, state: TerminalState): Step {
  if (state.screen.name !== 'idle' || state.session || state.journal.settlement) return stay(state)
  if (state.operator && state.operator.role !== 'manager') {
    return stay({ ...state, screen: { name: 'not-possible', problem: 'manager-needed', awaits: 'settlement' } })
  }
  const { batch, trace } = state.journal
  const settlement: Settlement = { batch, trace, stage: 'totals', from: 0, attempts: 0 }
  const journal = { ...state.journal, settlement }
  const begun = step(
    { ...without(state, 'exchange'), journal, screen: { name: 'settling', stage: 'totals', attempts: 0 } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'save', journal },
    { type: 'notify', notice: { type: 'settling', batch } },
  )
  return andThen(begun, (state) => resume(context, state))
}

/** The message of the present stage; a repeat after silence has the same trace number. */
export function sendSettlement(context: Context, state: TerminalState): Step {
  const { settlement: before } = state.journal
  assert(before, 'sendSettlement: a settlement is under way')
  const trace = before.attempts === 0 ? nextTrace(state.journal.trace) : before.trace
  const settlement = { ...before, trace, attempts: before.attempts + 1 }
  const counted: Journal = { ...state.journal, settlement, ...(before.attempts === 0 ? { trace } : {}) }
  const lines =
    settlement.stage === 'upload' ? linesOf(counted).slice(settlement.from, settlement.from + LINES_MAX) : []
  const { stage, attempts } = settlement
  return step(
    {
      ...state,
      journal: counted,
      exchange: { kind: 'settlement', trace },
      screen: { name: 'settling', stage, attempts },
    },
    { type: 'save', journal: counted },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'settlement', settlement, totals: totalsOf(counted), lines } },
  )
}

export const settlementUnanswered = (context: Context, state: TerminalState): Step =>
  step(
    without(state, 'exchange'),
    { type: 'stop-timer', timer: 'answer' },
    { type: 'start-timer', timer: 'again', delay_ms: context.configuration.again_ms },
  )

export function answerSettlement(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.mac !== 'valid' || needsSignOn(answer.code)) {
    return settlementUnanswered(context, { ...state, signedOn: false })
  }
  const { settlement } = state.journal
  assert(settlement, 'answerSettlement: a settlement is under way')
  if (answer.code !== '00') return notTaken(context, state, settlement, answer.code)
  if (settlement.stage === 'totals') {
    if (answer.totalsAgree) return close(context, state, true)
    return onward(context, state, linesOf(state.journal).length > 0 ? 'upload' : 'upload-end', 0)
  }
  if (settlement.stage === 'upload-end') return close(context, state, false)
  const from = settlement.from + LINES_MAX
  const left = from < linesOf(state.journal).length
  return onward(context, state, left ? 'upload' : 'upload-end', left ? from : linesOf(state.journal).length)
}

/** 95: the lines do not add up, once more from the first. 22: the host knows of no difference, compare again. */
function notTaken(context: Context, state: TerminalState, settlement: Settlement, code: string): Step {
  if (code === '95') return onward(context, state, 'upload', 0)
  // The host has closed this batch already and goes by its own record.
  if (code === '94' && settlement.stage === 'totals') return close(context, state, false)
  const again: Settlement = { ...settlement, stage: 'totals', from: 0, attempts: 0 }
  const journal = { ...state.journal, settlement: code === '22' ? again : { ...settlement, attempts: 0 } }
  const { stage, attempts } = settlement
  return step(
    { ...without(state, 'exchange'), journal, screen: { name: 'settling', stage, attempts, code } },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'start-timer', timer: 'again', delay_ms: 3 * context.configuration.again_ms },
  )
}

function onward(context: Context, state: TerminalState, stage: Settlement['stage'], from: number): Step {
  const { settlement } = state.journal
  assert(settlement, 'onward: a settlement is under way')
  const journal = { ...state.journal, settlement: { ...settlement, stage, from, attempts: 0 } }
  return sendSettlement(context, { ...without(state, 'exchange'), journal })
}

function close(context: Context, state: TerminalState, agreed: boolean): Step {
  const { journal } = state
  assert(journal.settlement, 'close: a settlement is under way')
  const { batch } = journal.settlement
  const report: SettlementReport = {
    batch,
    at: context.now,
    currency: context.configuration.currency,
    agreed,
    kinds: kindTotals(journal),
    ...totalsOf(journal),
  }
  const settled = nextBatch(journal, report, originalsFor('completion', journal))
  return step(
    { ...without(state, 'exchange', 'session', 'next'), journal: settled, screen: { name: 'settled', report } },
    { type: 'save', journal: settled },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'settled', batch, agreed } },
  )
}

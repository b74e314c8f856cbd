import { assert } from '@fiftyfive/kernel'
import type { Answer } from '../../exchange/answer.ts'
import { meaningOf, needsSignOn } from '../../refusal/codes.ts'
import { entryOf } from '../entry.ts'
import type { Journal, Pending } from '../journal.ts'
import { receiptOf } from '../make-receipt.ts'
import { resume } from '../resume.ts'
import type { TerminalState } from '../state.ts'
import { andThen, step, without, type Context, type Step } from '../step.ts'
import { showStored } from './record-advice.ts'

/** The message as it was recorded, under the trace number it has for good. */
export const sendAdvice = (context: Context, state: TerminalState, advice: Pending): Step =>
  step(
    { ...state, exchange: { kind: 'advice', trace: advice.trace } },
    { type: 'save', journal: state.journal },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'notify', notice: { type: 'sending', trace: advice.trace } },
    { type: 'send', request: { kind: 'advice', advice } },
  )

/** Somebody is looking at it: the transaction was ordered just now. */
const isWatched = ({ screen }: TerminalState): boolean => screen.name === 'sending'

export function adviceUnanswered(context: Context, state: TerminalState): Step {
  const { exchange } = state
  const later =
    isWatched(state) && exchange ? showStored(context, state, exchange.trace) : step(without(state, 'exchange'))
  return andThen(later, (state) =>
    step(
      state,
      { type: 'stop-timer', timer: 'answer' },
      { type: 'start-timer', timer: 'again', delay_ms: context.configuration.again_ms },
    ),
  )
}

export function answerAdvice(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.mac !== 'valid' || needsSignOn(answer.code)) {
    return adviceUnanswered(context, { ...state, signedOn: false })
  }
  if (BUSY.includes(answer.code)) return adviceUnanswered(context, state)
  const advice = state.journal.advices?.find(({ trace }) => trace === answer.trace)
  assert(advice, 'answerAdvice: an advice of the queue')
  return answer.code === '00' ? delivered(context, state, advice, answer) : refused(context, state, advice, answer)
}

/** Not taken yet: link to the issuer down, store failed, system busy. Nothing is lost by asking again. */
const BUSY = ['09', '90', '91', '96', '98']

function delivered(context: Context, state: TerminalState, advice: Pending, answer: Answer): Step {
  const receipt = receiptOf(context, advice, { outcome: 'approved', code: answer.code, ...namesOf(answer) })
  const journal = settledWith(state.journal, advice, {
    entries: [...(state.journal.entries ?? []), entryOf(context, advice, answer)],
    ...(isWatched(state) || isLast(state.journal, advice) ? { last: receipt } : {}),
  })
  const taken = step(
    { ...without(state, 'exchange'), journal },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'delivered', trace: advice.trace } },
  )
  if (!isWatched(state)) return andThen(taken, (state) => resume(context, state))
  return step({ ...without(taken.state, 'session', 'next'), screen: { name: 'approved', receipt } }, ...taken.effects, {
    type: 'notify',
    notice: { type: 'approved', trace: advice.trace, kind: advice.kind },
  })
}

/** In front of the cashier a refusal is an answer; afterwards it is an exception that somebody has to see to. */
function refused(context: Context, state: TerminalState, advice: Pending, { code }: Answer): Step {
  const receipt = receiptOf(context, advice, { outcome: 'refused', code })
  const { trace } = advice
  const watched = isWatched(state)
  const exceptions = [...(state.journal.exceptions ?? []), { advice, code, at: context.now }]
  const journal = settledWith(state.journal, advice, {
    ...(watched ? {} : { exceptions }),
    ...(watched || isLast(state.journal, advice) ? { last: receipt } : {}),
  })
  const settled = { ...without(state, 'exchange', 'session', 'next'), journal }
  const save = { type: 'save', journal } as const
  if (!watched) {
    const noted = step(
      settled,
      save,
      { type: 'stop-timer', timer: 'answer' },
      { type: 'notify', notice: { type: 'exception', trace, code } },
    )
    return andThen(noted, (state) => resume(context, state))
  }
  const { family, cause } = meaningOf(code)
  return step(
    { ...settled, screen: { name: 'refused', receipt, family, cause, offers: [] } },
    save,
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'refused', code, family, cause } },
  )
}

const isLast = ({ last }: Journal, { batch, trace }: Pending): boolean =>
  Number(last?.trace) === trace && Number(last?.batch) === batch

function settledWith(journal: Journal, advice: Pending, change: Partial<Journal>): Journal {
  const { advices = [], ...rest } = journal
  const left = advices.filter(({ trace, batch }) => trace !== advice.trace || batch !== advice.batch)
  return { ...rest, ...(left.length > 0 ? { advices: left } : {}), ...change }
}

const namesOf = ({ authorizationCode, referenceNumber }: Answer) => ({
  ...(authorizationCode === undefined ? {} : { authorizationCode }),
  ...(referenceNumber === undefined ? {} : { referenceNumber }),
})

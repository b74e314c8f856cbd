import { unreachable } from '@fiftyfive/kernel'
import { adviceUnanswered, answerAdvice } from './advice/deliver.ts'
import { chooseQr, order } from './begin.ts'
import { answerScriptReport, chipFailed, pinChecked, takeCryptogram } from './chip.ts'
import { chooseApplication, failCard, offerApplications, presentCard, readCard } from './card.ts'
import { cancel, chooseOtherCard, chooseRetry, finish } from './choices.ts'
import type { Answer } from '../exchange/answer.ts'
import type { Effect } from './effect.ts'
import type { TerminalEvent } from './event.ts'
import { connectAgain, linkDown, linkUp, start, partFailed } from './link.ts'
import { checkCredentials, credentialsChecked, credentialsRefused, lock, logOut, operatorsChanged } from './operator.ts'
import { answerDownload, requestParameters } from './load-parameters.ts'
import { rejectPin } from './pin-change.ts'
import { cancelPin, changeDigits, confirmPin } from './pin-entry.ts'
import { setAssistance, takeMoreTime, warnOfTime } from './pin-time.ts'
import { resume } from './resume.ts'
import { answerReversal, repeatReversalLater } from './reversal.ts'
import { answerPayment, chipCompleted, paymentUnanswered } from './payment-answer.ts'
import { answerSettlement, requestSettlement, settlementUnanswered } from './settlement/settle.ts'
import { answerSignOff, requestSignOff } from './sign-off.ts'
import { answerSignOn, keysLoaded, keysRefused, requestSignOn, signOnUnanswered } from './sign-on.ts'
import type { TerminalState } from './state.ts'
import { answerEcho, answerStatus, requestEcho, requestStatus, statusUnanswered } from './status-query.ts'
import { andThen, stay, step, without, type Context, type Step } from './step.ts'

/** The terminal as a pure function. An event that means nothing on the present screen changes nothing. */
export function reduce(context: Context, state: TerminalState, event: TerminalEvent): Step {
  const done = react(asSet(context, state), state, event)
  const [before, after] = [state.screen.name === 'idle', done.state.screen.name === 'idle']
  if (before === after || !done.state.operator) return done
  const { lock_ms } = context.configuration
  const timer: Effect = after
    ? { type: 'start-timer', timer: 'lock', delay_ms: lock_ms }
    : { type: 'stop-timer', timer: 'lock' }
  return { ...done, effects: [...done.effects, timer] }
}

/** What the acquirer has set goes before what the terminal was made with. */
function asSet(context: Context, { journal }: TerminalState): Context {
  const { settings } = journal.parameters ?? {}
  return settings ? { ...context, configuration: { ...context.configuration, ...settings } } : context
}

function react(context: Context, state: TerminalState, event: TerminalEvent): Step {
  switch (event.type) {
    case 'started':
      return start(state, event)
    case 'link-up':
      return linkUp(context, state)
    case 'link-down':
      return linkDown(context, state)
    case 'amount-entered':
      return order(context, state, { kind: 'sale', amount: event.amount })
    case 'transaction-ordered':
      return order(context, state, event.order)
    case 'card-presented':
      return presentCard(context, state, event)
    case 'card-read':
      return readCard(context, state, event)
    case 'applications-found':
      return offerApplications(state, event.choice)
    case 'application-chosen':
      return chooseApplication(state, event.aid)
    case 'card-failed':
      return failCard(context, state, event)
    case 'pin-checked':
      return pinChecked(context, state, event)
    case 'cryptogram':
      return takeCryptogram(context, state, event)
    case 'chip-failed':
      return chipFailed(context, state, event)
    case 'chip-completed':
      return chipCompleted(context, state, event)
    case 'pin-digits-changed':
      return changeDigits(state, event.digits)
    case 'pin-confirmed':
      return confirmPin(context, state)
    case 'answered':
      return answered(context, state, event.answer)
    case 'noise':
      return step(state, { type: 'notify', notice: { type: 'answer-ignored' } })
    case 'keys-loaded':
      return keysLoaded(context, state)
    case 'keys-refused':
      return keysRefused(context, state, event.reason)
    case 'part-failed':
      return partFailed(context, state, event.part)
    case 'retry-chosen':
      return chooseRetry(context, state)
    case 'other-card-chosen':
      return chooseOtherCard(state)
    case 'qr-chosen':
      return chooseQr(context, state)
    case 'more-time-chosen':
      return takeMoreTime(context, state)
    case 'assistance-set':
      return setAssistance(context, state, event.on)
    case 'cancelled':
      return cancel(context, state)
    case 'done':
      return finish(context, state)
    case 'sign-on-requested':
      return requestSignOn(context, state)
    case 'credentials-entered':
      return checkCredentials(state, event)
    case 'password-right':
      return credentialsChecked(context, state, event.id, event.role)
    case 'password-refused':
      return credentialsRefused(state, event.refused)
    case 'operators-changed':
      return operatorsChanged(state, event.used)
    case 'log-out':
      return logOut(state)
    case 'lock-requested':
      return lock(state)
    case 'pin-rejected':
      return rejectPin(context, state, event.reason)
    case 'sign-off-requested':
      return requestSignOff(context, state)
    case 'settlement-requested':
      return requestSettlement(context, state)
    case 'status-requested':
      return requestStatus(context, state, event)
    case 'parameters-requested':
      return requestParameters(context, state)
    case 'echo-requested':
      return requestEcho(context, event.status ? { ...state, tested: event.status } : state)
    case 'timer':
      return timer(context, state, event.timer)
    default:
      return unreachable(event)
  }
}

function answered(context: Context, state: TerminalState, answer: Answer): Step {
  const kind = state.exchange?.kind
  // A late or repeated answer: its payment was settled otherwise, or is being reversed.
  if (!kind || !answer.to.includes(kind) || state.exchange?.trace !== answer.trace) {
    return step(state, { type: 'notify', notice: { type: 'answer-ignored' } })
  }
  switch (kind) {
    case 'sign-on':
      return answerSignOn(context, state, answer)
    case 'payment':
      return answerPayment(context, state, answer)
    case 'reversal':
      return answerReversal(context, state, answer)
    case 'advice':
      return answerAdvice(context, state, answer)
    case 'settlement':
      return answerSettlement(context, state, answer)
    case 'status':
      return answerStatus(context, state, answer)
    case 'sign-off':
      return answerSignOff(context, state, answer)
    case 'echo':
      return answerEcho(context, state)
    case 'script':
      return answer.mac === 'valid' ? answerScriptReport(context, state) : again(context, without(state, 'exchange'))
    case 'download':
      return answerDownload(context, state, answer)
    default:
      return unreachable(kind)
  }
}

function timer(context: Context, state: TerminalState, name: Extract<TerminalEvent, { type: 'timer' }>['timer']): Step {
  switch (name) {
    case 'lock':
      return lock(state)
    case 'reconnect':
      return connectAgain(state)
    case 'pin-entry':
      return cancelPin(context, state)
    case 'pin-warning':
      return warnOfTime(context, state)
    case 'again':
      return resume(context, state)
    case 'answer':
      return unanswered(context, state)
    default:
      return unreachable(name)
  }
}

function unanswered(context: Context, state: TerminalState): Step {
  // A payment can be slow because somebody further on is; silence about the others means that the link itself is dead.
  switch (state.exchange?.kind) {
    case 'payment':
      return paymentUnanswered(context, state)
    case 'sign-on':
      return andThen(signOnUnanswered(context, state), disconnect)
    case 'reversal':
      return andThen(repeatReversalLater(context, state), disconnect)
    case 'advice':
      return andThen(adviceUnanswered(context, state), disconnect)
    case 'settlement':
      return andThen(settlementUnanswered(context, state), disconnect)
    case 'status':
      return andThen(statusUnanswered(context, state), disconnect)
    case 'sign-off':
      return andThen(answerSignOff(context, state, undefined), disconnect)
    case 'echo':
    case 'script':
    case 'download':
      return disconnect(without(state, 'exchange'))
    default:
      return stay(state)
  }
}

/** Once more, after a pause. */
const again = ({ configuration }: Context, state: TerminalState): Step =>
  step(
    { ...state, signedOn: false },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'start-timer', timer: 'again', delay_ms: configuration.again_ms },
  )

const disconnect = (state: TerminalState): Step => step(state, { type: 'disconnect' })

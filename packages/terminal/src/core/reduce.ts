import { unreachable } from '@fiftyfive/kernel'
import { presentCard, readCard, failCard, enterAmount } from './card.ts'
import { cancel, chooseOtherCard, chooseRetry, finish } from './choices.ts'
import type { TerminalEvent } from './event.ts'
import { connectAgain, linkDown, linkUp, start, partFailed } from './link.ts'
import { cancelPin, changeDigits, confirmPin } from './pin-entry.ts'
import { setAssistance, takeMoreTime, warnOfTime } from './pin-time.ts'
import { chooseQr } from './qr-sale.ts'
import { resume } from './resume.ts'
import { answerReversal, repeatReversalLater } from './reversal.ts'
import { answerSale, saleUnanswered } from './sale-answer.ts'
import { answerSignOn, keysLoaded, keysRefused, requestSignOn, signOnUnanswered } from './sign-on.ts'
import type { Exchange, TerminalState } from './state.ts'
import { andThen, stay, step, type Context, type Step } from './step.ts'

/** The terminal as a pure function. An event that means nothing on the present screen changes nothing. */
export function reduce(context: Context, state: TerminalState, event: TerminalEvent): Step {
  switch (event.type) {
    case 'started':
      return start(state, event)
    case 'link-up':
      return linkUp(context, state)
    case 'link-down':
      return linkDown(context, state)
    case 'amount-entered':
      return enterAmount(state, event.amount)
    case 'card-presented':
      return presentCard(context, state, event)
    case 'card-read':
      return readCard(context, state, event.read)
    case 'card-failed':
      return failCard(context, state, event)
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
    case 'timer':
      return timer(context, state, event.timer)
    default:
      return unreachable(event)
  }
}

function answered(
  context: Context,
  state: TerminalState,
  answer: Extract<TerminalEvent, { type: 'answered' }>['answer'],
): Step {
  const kind = state.exchange?.kind === 'qr-sale' ? 'sale' : state.exchange?.kind
  // A late or repeated answer: its payment was settled otherwise, or is being reversed.
  if (kind !== answer.kind || state.exchange?.trace !== answer.trace) {
    return step(state, { type: 'notify', notice: { type: 'answer-ignored' } })
  }
  if (answer.kind === 'sign-on') return answerSignOn(context, state, answer)
  if (answer.kind === 'reversal') return answerReversal(context, state, answer)
  return answerSale(context, state, answer)
}

function timer(context: Context, state: TerminalState, name: Extract<TerminalEvent, { type: 'timer' }>['timer']): Step {
  switch (name) {
    case 'reconnect':
      return connectAgain(state)
    case 'pin-entry':
      return cancelPin(context, state)
    case 'pin-warning':
      return warnOfTime(context, state)
    case 'again':
      return resume(context, state)
    case 'answer':
      return state.exchange ? unanswered(context, state, state.exchange.kind) : stay(state)
    default:
      return unreachable(name)
  }
}

function unanswered(context: Context, state: TerminalState, kind: Exchange['kind']): Step {
  // A sale can be slow because somebody further on is; silence about these two means that the link itself is dead.
  if (kind === 'sign-on') return andThen(signOnUnanswered(context, state), disconnect)
  if (kind === 'reversal') return andThen(repeatReversalLater(context, state), disconnect)
  return saleUnanswered(context, state)
}

const disconnect = (state: TerminalState): Step => step(state, { type: 'disconnect' })

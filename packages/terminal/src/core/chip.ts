import { scriptResultsField, type CardRead, type ChipCompletion } from '@fiftyfive/emv'
import { assert, toHex } from '@fiftyfive/kernel'
import type { Answer } from '../exchange/answer.ts'
import { refusedScreen } from '../refusal/refused-screen.ts'
import { recordAdvice } from './advice/record-advice.ts'
import { resume } from './resume.ts'
import type { TerminalEvent } from './event.ts'
import type { Journal, Pending, ScriptReport } from './journal.ts'
import { askPin } from './pin-entry.ts'
import { send } from './submit.ts'
import type { PinNotice, Session, TerminalState } from './state.ts'
import { andThen, nextTrace, stay, step, type Context, type Step } from './step.ts'

/** What a chip came to with its issuer's answer (EMV Book 3, 10.9 to 10.11). */
export type ChipOutcome = Pick<ChipCompletion, 'outcome' | 'scriptResults' | 'cryptogram' | 'findings'>

/** Before the payment is written down: an inserted chip computes its cryptogram, over how the cardholder was verified. */
export function cryptogramFirst(state: TerminalState, session: Session): Step {
  const { card, amount, kind } = session
  assert(card, 'cryptogramFirst: a card was read')
  return step(
    { ...state, screen: { name: 'sending', stage: 'card', kind, amount, maskedPan: card.pan.masked } },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'request-cryptogram', pinOnline: card.pin === 'online' },
  )
}

const workingSession = ({ screen, session }: TerminalState): Session | undefined =>
  screen.name === 'sending' && screen.stage === 'card' && session?.card ? session : undefined

export function takeCryptogram(
  context: Context,
  state: TerminalState,
  { read }: Extract<TerminalEvent, { type: 'cryptogram' }>,
): Step {
  const session = workingSession(state)
  if (!session?.card) return stay(state)
  const asked: Session = { ...session, card: { ...session.card, ...read } }
  if (!read.approvedOffline) return send(context, { ...state, session: asked })
  // Card and terminal have agreed: recorded before anybody sees it, and the host is told in its time (0220).
  const settled: Session = { ...asked, kind: 'offline-sale' }
  return recordAdvice(context, { ...state, session: settled }, settled)
}

/** The chip's word on the PIN that was typed: no message has left, and the issuer counts nothing. */
export function pinChecked(
  context: Context,
  state: TerminalState,
  { check, next }: Extract<TerminalEvent, { type: 'pin-checked' }>,
): Step {
  const session = workingSession(state)
  if (!session?.card) return stay(state)
  if (check.result === 'right') return cryptogramFirst(state, session)
  if (check.result === 'wrong') {
    const { triesLeft } = check
    const notice = { ...WRONG_PIN, triesLeft, lastTry: triesLeft === 1 }
    const counted = { ...session, pinRefusals: session.pinRefusals + 1 }
    return refuseHere(askPin(context, { ...state, session: counted }, notice), notice)
  }
  const notice: PinNotice = { family: 'locked', cause: 'chip-locked', lastTry: false, byChip: true }
  // The card's list may lead on to the issuer, who can have the chip's PIN unblocked; or else to a refusal by the chip.
  const card: CardRead = { ...session.card, pin: next === 'again' ? 'none' : next, pinLocked: true }
  const passed = { ...state, session: { ...session, card } }
  if (next === 'online') return refuseHere(askPin(context, passed, notice), notice)
  return refuseHere(cryptogramFirst(passed, passed.session), notice)
}

const WRONG_PIN = { family: 'wrong-pin', cause: 'unknown', byChip: true } as const

/** A till hears of the chip's refusal as of an issuer's, and whose it is. */
function refuseHere({ state, effects }: Step, { family, cause, triesLeft }: PinNotice): Step {
  const refused = { family, cause, byChip: true, ...(triesLeft === undefined ? {} : { triesLeft }) } as const
  return step(state, { type: 'notify', notice: { type: 'pin-refused', ...refused } }, ...effects)
}

/** Card or terminal refuse offline, or the chip does not answer any more: nothing has left. */
export function chipFailed(
  context: Context,
  state: TerminalState,
  { reason }: Extract<TerminalEvent, { type: 'chip-failed' }>,
): Step {
  const session = workingSession(state)
  if (!session?.card) return stay(state)
  const locked = session.card.pinLocked === true
  const refusal =
    reason === 'declined' && locked
      ? ({ family: 'locked', cause: 'chip-locked', triesLeft: 0 } as const)
      : ({ family: 'card', cause: reason === 'declined' ? 'unknown' : 'card-worn' } as const)
  const { family, cause } = refusal
  const offers = ['other-card', 'qr'] as const
  return step(
    { ...state, screen: refusedScreen(context, state, session, { ...refusal, offers, code: '' }) },
    { type: 'disarm-pin-pad' },
    { type: 'notify', notice: { type: 'refused', code: '', family, cause } },
  )
}

/** Whether the chip is still there and the issuer had something to say to it. */
export const chipWantsAnswer = ({ session }: TerminalState, { chipData }: Answer): boolean =>
  session?.card?.method === 'chip' && ['91', '71', '72'].some((tag) => chipData?.[tag] !== undefined)

/** What the chip made of scripts is kept until the host has heard of it. */
export function withScriptReport(
  journal: Journal,
  pending: Pending,
  session: Session | undefined,
  answer: Answer,
  completion: ChipOutcome | undefined,
): Journal {
  const results = completion?.scriptResults ?? []
  if (results.length === 0 || !completion) return journal
  const told = Object.fromEntries(
    ['9F10', '9F36', '9F37', '95'].flatMap((tag) => {
      const value = session?.card?.chipData?.[tag]
      return value ? [[tag, toHex(value)]] : []
    }),
  )
  const trace = nextTrace(journal.trace)
  const report: ScriptReport = {
    batch: journal.batch,
    trace,
    original: {
      batch: pending.batch,
      trace: pending.trace,
      ...(answer.referenceNumber === undefined ? {} : { referenceNumber: answer.referenceNumber }),
    },
    chipData: { ...told, '9F26': toHex(completion.cryptogram), DF31: toHex(scriptResultsField(results)) },
  }
  return { ...journal, trace, scripts: [...(journal.scripts ?? []), report] }
}

/** 0620 with network code 951, under the trace number it has for good. */
export const sendScriptReport = (context: Context, state: TerminalState, report: ScriptReport): Step =>
  step(
    { ...state, exchange: { kind: 'script', trace: report.trace } },
    { type: 'save', journal: state.journal },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'script', report } },
  )

/** Answered, with whatever code, the host has it; without a valid MAC nobody has said anything. */
export function answerScriptReport(context: Context, state: TerminalState): Step {
  const { scripts = [], ...rest } = state.journal
  const [, ...left] = scripts
  const journal: Journal = { ...rest, ...(left.length > 0 ? { scripts: left } : {}) }
  const { exchange: _, ...free } = state
  const taken = step({ ...free, journal }, { type: 'save', journal }, { type: 'stop-timer', timer: 'answer' })
  return andThen(taken, (state) => resume(context, state))
}

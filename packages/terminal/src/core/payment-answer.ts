import { assert, toHex, unreachable } from '@fiftyfive/kernel'
import type { Answer } from '../exchange/answer.ts'
import { isUncertain, meaningOf, needsSignOn } from '../refusal/codes.ts'
import { judge, type Judgement } from '../refusal/judge.ts'
import { refusedScreen } from '../refusal/refused-screen.ts'
import { chipWantsAnswer, withScriptReport } from './chip.ts'
import { entryOf } from './entry.ts'
import type { TerminalEvent } from './event.ts'
import type { Pending } from './journal.ts'
import { receiptOf } from './make-receipt.ts'
import { resume } from './resume.ts'
import { markUncertain } from './reversal.ts'
import type { Offer, PinNotice, ScreenOf, Session, TerminalState } from './state.ts'
import { stay, step, andThen, without, type Context, type Step } from './step.ts'
import { TRANSACTIONS, type TransactionKind } from './transaction.ts'

/** No answer in time, or the link went away after sending: the money may have moved. */
export function paymentUnanswered(context: Context, state: TerminalState): Step {
  return undo(context, state, '98', '')
}

export function answerPayment(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.mac !== 'valid') return answerNotAuthentic(context, state)
  const known = afterPin(state, answer)
  if (!chipWantsAnswer(known, answer)) return decided(context, known, answer)
  // The payment stays uncertain until the chip has had its say: cut off in between, it is undone.
  return step(known, { type: 'stop-timer', timer: 'answer' }, { type: 'complete-chip', answer })
}

/** An answer to a PIN that does not call for new keys says that they are good. */
const afterPin = (state: TerminalState, { code }: Answer): TerminalState =>
  state.session?.card?.pin === 'online' && !needsSignOn(code) ? without(state, 'repairFailed') : state

/** The chip has heard its issuer. It may not believe an approval: then the host must not either. */
export function chipCompleted(
  context: Context,
  state: TerminalState,
  { answer, completion }: Extract<TerminalEvent, { type: 'chip-completed' }>,
): Step {
  const { pending } = state.journal
  if (state.exchange?.kind !== 'payment' || state.exchange.trace !== answer.trace || !pending) return stay(state)
  const journal = withScriptReport(state.journal, pending, state.session, answer, completion)
  const heard = { ...state, journal }
  const approved = answer.code === '00' && completion?.outcome === 'certificate'
  if (approved) return approve(context, heard, answer, toHex(completion.cryptogram))
  return answer.code === '00' ? chipRefused(context, heard) : decided(context, heard, answer)
}

/** Approved by the host, refused by the card: the host's part is undone (DE 39 = 06), and the customer hears why. */
function chipRefused(context: Context, state: TerminalState): Step {
  const { session } = state
  const uncertain = markUncertain(state, '06')
  const refusal = { family: 'card', cause: 'unknown', code: '' } as const
  const next = session && refusedScreen(context, state, session, { ...refusal, offers: ['other-card', 'qr'] })
  return andThen(uncertain, (state) => resume(context, { ...state, ...(next ? { next } : {}) }))
}

function decided(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.code === '00') return approve(context, state, answer)
  if (isUncertain(answer.code)) return undo(context, state, '98', answer.code)
  return refuse(context, state, answer)
}

function approve(context: Context, state: TerminalState, answer: Answer, certificate?: string): Step {
  const { pending: sent, ...journal } = state.journal
  const pending = certificate && sent?.chip ? certified(sent, certificate) : sent
  assert(pending, 'approve: a payment is pending')
  const { code, authorizationCode, referenceNumber, balance } = answer
  const receipt = receiptOf(context, pending, {
    outcome: 'approved',
    code,
    authorizationCode,
    referenceNumber,
    balance,
  })
  const entries = [...(journal.entries ?? []), entryOf(context, pending, answer)]
  const settled = { ...journal, last: receipt, ...(MOVES_NOTHING.includes(pending.kind) ? {} : { entries }) }
  return step(
    { ...without(state, 'exchange', 'session', 'next'), journal: settled, screen: { name: 'approved', receipt } },
    { type: 'save', journal: settled },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'approved', trace: pending.trace, kind: pending.kind } },
  )
}

/** The receipt shows the chip's last cryptogram, which proves that it agreed. */
const certified = (pending: Pending, cryptogram: string): Pending => ({
  ...pending,
  ...(pending.chip ? { chip: { ...pending.chip, cryptogram, certificate: true } } : {}),
})

const MOVES_NOTHING: readonly TransactionKind[] = ['balance-inquiry', 'pin-change']

/** Reverses the payment and says afterwards that it did not happen. */
function undo(context: Context, state: TerminalState, reason: '98', code: string): Step {
  const { session } = state
  const uncertain = markUncertain(state, reason)
  if (!session) return andThen(uncertain, (state) => resume(context, state))
  const offers = session.kind === 'qr-sale' ? (['other-card'] as const) : (['retry', 'other-card', 'qr'] as const)
  const next = refusedScreen(context, state, session, { family: 'network', cause: 'network', offers, code })
  return andThen(uncertain, (state) => resume(context, { ...state, next }))
}

/**
 * An answer whose MAC is wrong says nothing that may be believed, approval or refusal: the payment is undone. The MAC
 * key itself may be out of step, hence a sign-on first; then the PIN is asked for again, because no fault was the card's.
 */
function answerNotAuthentic(context: Context, state: TerminalState): Step {
  const { session } = state
  const uncertain = markUncertain(state, 'A0')
  const next = session && nextAfterForgedAnswer(context, state, session)
  const failed = next?.name === 'refused' && (session?.repairs ?? 0) > 0
  return andThen(uncertain, (state) =>
    resume(context, {
      ...state,
      signedOn: false,
      ...(session && next?.name === 'enter-pin' ? { session: repaired(session) } : {}),
      ...(failed ? { repairFailed: true as const } : {}),
      ...(next ? { next } : {}),
    }),
  )
}

function nextAfterForgedAnswer(context: Context, state: TerminalState, session: Session): TerminalState['next'] {
  const refusal = { family: 'our-fault', cause: 'corrupt' } as const
  return session.card && TRANSACTIONS[session.kind].pin && session.repairs < repairsMax(context, state)
    ? pinScreen(session, { ...refusal, lastTry: false })
    : refusedScreen(context, state, session, { ...refusal, offers: otherWays(session), code: '' })
}

/** Whoever comes after somebody whom a repair did not help is not asked for a PIN twice. */
const repairsMax = ({ configuration }: Context, { repairFailed }: TerminalState): number =>
  repairFailed ? 0 : configuration.repairsMax

/** Asked for a PIN that was not typed yet, nobody is asked for it once more. */
const repaired = (session: Session): Session =>
  session.entries === 0 ? session : { ...session, repairs: session.repairs + 1 }

function refuse(context: Context, state: TerminalState, answer: Answer): Step {
  const { pending, ...before } = state.journal
  assert(pending, 'refuse: a payment is pending')
  const journal = { ...before, last: receiptOf(context, pending, { outcome: 'refused', code: answer.code }) }
  const settled = step(
    { ...without(state, 'exchange'), journal },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
  )
  const { session } = state
  if (!session) return andThen(settled, (state) => resume(context, state))
  const judgement = judgementOf(context, state, answer, session)
  const following = follow(context, state, session, judgement, answer.code)
  const refused = judgement.next === 'ask-pin' ? [pinRefused(judgement.notice)] : []
  return andThen({ ...settled, effects: [...settled.effects, ...refused] }, (state) =>
    resume(context, { ...state, ...following }),
  )
}

function judgementOf(context: Context, state: TerminalState, answer: Answer, session: Session): Judgement {
  const { card, kind } = session
  if (!TRANSACTIONS[kind].pin || !card) return withoutPin(answer, session)
  const judged = judge(answer, session, repairsMax(context, state))
  // Where the issuer was sent no PIN, only its own wish for one asks the cardholder for it.
  const wished = judged.next !== 'ask-pin' || judged.notice.family === 'pin-missing'
  return card.pin === 'online' || wished ? judged : withoutPin(answer, session)
}

/** Where no PIN is asked for, a fault of our keys ends in a sign-on and a second try by hand. */
function withoutPin({ code }: Answer, session: Session): Judgement {
  const signOn = needsSignOn(code)
  return { next: 'stop', ...meaningOf(code), offers: signOn ? ['retry'] : otherWays(session), signOn }
}

const otherWays = ({ kind }: Session): readonly Offer[] => (kind === 'qr-sale' ? ['other-card'] : ['qr'])

const pinRefused = ({ family, cause, triesLeft }: PinNotice) =>
  ({
    type: 'notify',
    notice: { type: 'pin-refused', family, cause, ...(triesLeft === undefined ? {} : { triesLeft }) },
  }) as const

function follow(
  context: Context,
  state: TerminalState,
  session: Session,
  judgement: Judgement,
  code: string,
): Partial<TerminalState> {
  switch (judgement.next) {
    case 'ask-pin': {
      const { ourFault, notice, signOn } = judgement
      const counted: Session = ourFault ? repaired(session) : { ...session, pinRefusals: session.pinRefusals + 1 }
      const asked = notice.family === 'pin-missing' && session.card
      if (asked) return { session: { ...counted, card: { ...asked, pin: 'online' } }, next: pinScreen(session, notice) }
      return { session: counted, next: pinScreen(session, notice), ...(signOn ? { signedOn: false } : {}) }
    }
    case 'use-chip': {
      const { card: _, ...rest } = session
      return {
        session: rest,
        screen: { name: 'present-card', kind: session.kind, amount: session.amount, problem: 'use-chip' },
      }
    }
    case 'stop': {
      const { next: _, signOn, ...refusal } = judgement
      const next = refusedScreen(context, state, session, { ...refusal, code })
      const failed = needsSignOn(code) && session.repairs > 0 ? { repairFailed: true as const } : {}
      return { next, ...failed, ...(signOn ? { signedOn: false } : {}) }
    }
    default:
      return unreachable(judgement)
  }
}

/** What `resume` needs to know to prompt again; digits and entry number are set when it does. */
function pinScreen(session: Session, notice: PinNotice): ScreenOf<'enter-pin'> {
  assert(session.card, 'pinScreen: a card was read')
  const { pan, method } = session.card
  return {
    name: 'enter-pin',
    kind: session.kind,
    amount: session.amount,
    maskedPan: pan.masked,
    method,
    digits: 0,
    entry: session.entries,
    checkedBy: 'issuer',
    offers: [],
    notice,
  }
}

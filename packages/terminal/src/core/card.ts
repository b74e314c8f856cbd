import type { ApplicationChoice, TerminalData } from '@fiftyfive/emv'
import type { TerminalEvent } from './event.ts'
import { notSent } from './not-sent.ts'
import { askPin } from './pin-entry.ts'
import type { Screen, ScreenOf, Session, TerminalState } from './state.ts'
import { stay, step, type Context, type Step } from './step.ts'
import { submit } from './submit.ts'
import { TRANSACTIONS, type TransactionKind } from './transaction.ts'

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
    pin: whoChecks(state.session.kind),
    mayStayOffline: state.session.kind === 'sale',
    earlier: [...(state.journal.entries ?? []), ...(state.journal.advices ?? [])],
    fallbackAllowed: state.session.chipFailures >= context.configuration.chipReadsBeforeFallback,
    ...(state.journal.parameters ? { parameters: state.journal.parameters } : {}),
  })
}

/** The card is in the reader: presented, or waiting for the choice of an application. */
const isReading = (screen: Screen): screen is ScreenOf<'present-card' | 'choose-application'> =>
  screen.name === 'present-card' || screen.name === 'choose-application'

/** Back to the card, and why. */
const presentAgain = (
  { kind, amount }: ScreenOf<'present-card' | 'choose-application'>,
  problem: NonNullable<ScreenOf<'present-card'>['problem']>,
): ScreenOf<'present-card'> => ({ name: 'present-card', kind, amount, problem })

/** EMV Book 1, 12.4: the cardholder chooses, also again when what was chosen cannot be used. */
export function offerApplications(state: TerminalState, choice: ApplicationChoice): Step {
  const { screen } = state
  if (!isReading(screen) || !state.session) return stay(state)
  const { kind, amount } = screen
  return stay({ ...state, screen: { name: 'choose-application', kind, amount, ...choice } })
}

export function chooseApplication(state: TerminalState, aid: string): Step {
  const { screen } = state
  const isOffered = screen.name === 'choose-application' && screen.applications.some((one) => one.aid === aid)
  return isOffered ? step(state, { type: 'select-application', aid }) : stay(state)
}

/** Who may check the PIN of such a transaction. */
function whoChecks(kind: TransactionKind): NonNullable<TerminalData['pin']> {
  const { pin, pinOnline } = TRANSACTIONS[kind]
  if (!pin) return 'none'
  return pinOnline ? 'online' : 'by-card'
}

export function readCard(
  context: Context,
  state: TerminalState,
  { read, sealedPan }: Extract<TerminalEvent, { type: 'card-read' }>,
): Step {
  const { screen } = state
  const again = screen.name === 'sending' && screen.stage === 'card'
  if (!state.session) return stay(state)
  const { notice, ...before } = state.session
  if (again) return askPin(context, { ...state, session: { ...before, card: read } }, notice)
  if (!isReading(screen)) return stay(state)
  const { original } = state.session
  if (original?.maskedPan && original.maskedPan !== read.pan.masked) {
    return stay({ ...state, screen: presentAgain(screen, 'other-card') })
  }
  const session: Session = { ...state.session, card: read, sealedPan }
  const following = proceed(context, { ...state, session }, session)
  return step(
    following.state,
    { type: 'notify', notice: { type: 'card-read', maskedPan: read.pan.masked } },
    { type: 'bind-card', pan: read.pan },
    ...following.effects,
  )
}

function proceed(context: Context, state: TerminalState, session: Session): Step {
  const rule = TRANSACTIONS[session.kind]
  // Without a way to the host the PIN would be asked for nothing; an advice can wait for the way,
  // and so can what the card may approve by itself.
  const alone = rule.advice || session.card?.mayStayOffline === true
  if (!alone && (state.link !== 'up' || !state.signedOn)) return notSent(context, state, session)
  return rule.pin && session.card?.pin !== 'none' ? askPin(context, state) : submit(context, state)
}

export function failCard(
  context: Context,
  state: TerminalState,
  event: Extract<TerminalEvent, { type: 'card-failed' }>,
): Step {
  if (!isReading(state.screen) || !state.session) return stay(state)
  // Only a chip that gives no answer leads to the stripe; one that says no has been read.
  const silent = event.method === 'chip' && event.error === 'unreadable'
  const chipFailures = state.session.chipFailures + (silent ? 1 : 0)
  const mayFallBack = silent && chipFailures >= context.configuration.chipReadsBeforeFallback
  return step(
    {
      ...state,
      session: { ...state.session, chipFailures },
      screen: presentAgain(state.screen, mayFallBack ? 'use-stripe' : event.error),
    },
    { type: 'notify', notice: { type: 'card-unreadable' } },
  )
}

import type { Money } from '@fiftyfive/kernel'
import { isAllowed } from '../parameters/parameters.ts'
import { offers } from './choices.ts'
import { readyOrder, type OrderProblem, type TransactionOrder } from './order.ts'
import type { Exchange, Session, TerminalState } from './state.ts'
import { stay, step, andThen, without, type Context, type Step } from './step.ts'
import { submitQr } from './submit-qr.ts'
import { submit } from './submit.ts'
import { TRANSACTIONS, type TransactionKind } from './transaction.ts'

export const newSession = (kind: TransactionKind, amount: Money): Session => ({
  kind,
  amount,
  entries: 0,
  chipFailures: 0,
  pinRefusals: 0,
  repairs: 0,
})

/** From `idle`: what the menu offers, or why it cannot be done now. */
export function order(context: Context, state: TerminalState, wanted: TransactionOrder): Step {
  if (state.screen.name !== 'idle' || state.journal.pending) return stay(state)
  const { journal } = state
  const { batchMax, currency } = context.configuration
  const ready = readyOrder(wanted, journal, currency)
  if (typeof ready === 'string') return notPossible(state, wanted.kind, ready)
  if ((journal.entries?.length ?? 0) + (journal.advices?.length ?? 0) >= batchMax) {
    return notPossible(state, wanted.kind, 'batch-full')
  }
  if (!isAllowed(wanted.kind, journal.parameters)) return notPossible(state, wanted.kind, 'not-allowed')
  if (TRANSACTIONS[wanted.kind].manager && state.operator && state.operator.role !== 'manager') {
    return notPossible(state, wanted.kind, 'manager-needed', wanted)
  }
  const { kind, amount, ...rest } = ready
  const session: Session = { ...newSession(kind, amount), ...rest }
  const begun = step(
    { ...free(state), session, screen: { name: 'present-card', kind, amount } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'payment-started', amount_minor: amount.minor, kind } },
  )
  const needsCard = TRANSACTIONS[kind].card === 'presented' && ready.original?.method !== 'qr'
  return needsCard ? begun : andThen(begun, (state) => submit(context, state))
}

/** What runs in the background gives way; it is repeated later, with the same trace number. */
const free = (state: TerminalState): TerminalState =>
  BACKGROUND.includes(state.exchange?.kind) ? without(state, 'exchange') : state
const BACKGROUND: readonly (Exchange['kind'] | undefined)[] = ['advice', 'echo', 'script', 'download']

const notPossible = (
  state: TerminalState,
  kind: TransactionKind,
  problem: OrderProblem,
  awaits?: TransactionOrder,
): Step =>
  step(
    { ...state, screen: { name: 'not-possible', kind, problem, ...(awaits ? { awaits } : {}) } },
    {
      type: 'notify',
      notice: { type: 'not-possible', kind, problem },
    },
  )

/** A sale by QR code instead of by card. */
export function chooseQr(context: Context, state: TerminalState): Step {
  const { session, journal } = state
  const possible = state.screen.name === 'present-card' || offers(state, 'qr')
  if (!possible || session?.kind !== 'sale' || state.link !== 'up' || !state.signedOn || journal.pending) {
    return stay(state)
  }
  return submitQr(context, state, session)
}

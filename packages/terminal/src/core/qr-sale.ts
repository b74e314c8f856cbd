import { orderNumber, qrPayload } from '../qr/order.ts'
import { offers } from './choices.ts'
import type { Pending } from './journal.ts'
import { nextTrace, stay, step, type Context, type Step } from './step.ts'
import type { TerminalState } from './state.ts'

/** The same amount by QR code: the order goes to the host at once, which answers when somebody has paid it. */
export function chooseQr(context: Context, state: TerminalState): Step {
  const { session, journal } = state
  const possible = state.screen.name === 'present-card' || offers(state, 'qr')
  if (!possible || !session || state.link !== 'up' || !state.signedOn || journal.pending) return stay(state)
  const { amount } = session
  const trace = nextTrace(journal.trace)
  const pending: Pending = {
    kind: 'qr-sale',
    batch: journal.batch,
    trace,
    amount_minor: amount.minor,
    currency: amount.currency,
    maskedPan: '',
    method: 'qr',
    entryMode: '032',
    reversals: 0,
  }
  const order = orderNumber(pending)
  const intent = { ...journal, trace, pending }
  const { card: _, ...rest } = session
  return step(
    {
      ...state,
      session: rest,
      journal: intent,
      exchange: { kind: 'qr-sale', trace },
      screen: { name: 'qr', amount, order, payload: qrPayload(context.configuration, order, amount) },
    },
    { type: 'save', journal: intent },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.qrAnswer_ms },
    { type: 'notify', notice: { type: 'qr-shown', order } },
    { type: 'send', request: { kind: 'qr-sale', pending, order } },
  )
}

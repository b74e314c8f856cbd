import { orderNumber, qrPayload } from '../qr/order.ts'
import { pendingOf } from './pending.ts'
import type { Session, TerminalState } from './state.ts'
import { step, without, type Context, type Step } from './step.ts'

/** The same amount by QR code: the order goes to the host at once, which answers when somebody has paid it. */
export function submitQr(context: Context, state: TerminalState, session: Session): Step {
  const { configuration } = context
  const { card: _, sealedPan: _sealed, ...rest } = session
  const bare: Session = { ...rest, kind: 'qr-sale' }
  const pending = pendingOf(context, state, bare)
  const { trace } = pending
  const order = orderNumber(pending)
  const intent = { ...state.journal, trace, pending }
  const payload = qrPayload(configuration, order, session.amount)
  return step(
    {
      ...without(state, 'next'),
      session: bare,
      journal: intent,
      exchange: { kind: 'payment', trace },
      screen: { name: 'qr', kind: 'qr-sale', amount: session.amount, order, payload },
    },
    { type: 'save', journal: intent },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'start-timer', timer: 'answer', delay_ms: configuration.qrAnswer_ms },
    { type: 'notify', notice: { type: 'qr-shown', order } },
    { type: 'send', request: { kind: 'payment', pending, order } },
  )
}

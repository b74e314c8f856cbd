import { usable } from '../core/offer.ts'
import { receiptOf, receiptOfNothing } from '../core/make-receipt.ts'
import type { ScreenOf, Session, TerminalState } from '../core/state.ts'
import type { Context } from '../core/step.ts'

type Refusal = Omit<ScreenOf<'refused'>, 'name' | 'receipt'> & { readonly code: string }

/** The page of a refused payment. The receipt is of the payment that is pending, or of none when nothing was sent. */
export function refusedScreen(
  context: Context,
  state: TerminalState,
  session: Session,
  { code, offers, ...refusal }: Refusal,
): ScreenOf<'refused'> {
  const { pending, batch } = state.journal
  const receipt = pending
    ? receiptOf(context, pending, { outcome: 'refused', code })
    : receiptOfNothing(context, batch, session)
  return { name: 'refused', receipt, ...refusal, offers: usable(session.kind, offers) }
}

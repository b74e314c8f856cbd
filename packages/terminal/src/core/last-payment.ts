import type { Receipt } from '../receipt/receipt.ts'
import type { TerminalState } from './state.ts'

/** What became of the last payment: one truth, the same before and after a restart. */
export type LastPayment =
  | { readonly status: 'none' }
  /** Sent, or about to be; nobody can say yet whether it was charged. `undoing`: it is being reversed. */
  | {
      readonly status: 'pending' | 'undoing'
      readonly batch: number
      readonly trace: number
      readonly amount_minor: number
    }
  /** `stored`: done here, on its way to the host. */
  | { readonly status: Receipt['outcome']; readonly receipt: Receipt }

export function lastPayment({ journal: { pending, last } }: TerminalState): LastPayment {
  if (pending) {
    const { batch, trace, amount_minor, reason } = pending
    return { status: reason ? 'undoing' : 'pending', batch, trace, amount_minor }
  }
  return last ? { status: last.outcome, receipt: last } : { status: 'none' }
}

import type { Instant } from '@fiftyfive/kernel'
import type { AcquirerStore, JournalEntry, Merchant } from './journal.ts'
import type { OnwardReversal, Payment, PaymentKey, PaymentStatus } from './payment.ts'
import type { Terminal } from './terminal.ts'

type Activation = { readonly terminalId: string; readonly merchantId: string }

/**
 * What the journal comes to, in memory: the reference that every store's projection is tested against, and the store of
 * the simulation. `apply` takes entries in the order in which they became durable.
 */
export class AcquirerTables {
  readonly merchants = new Map<string, Merchant>()
  /** Every code ever issued; undefined once used. */
  readonly activations = new Map<string, Activation | undefined>()
  readonly terminals = new Map<string, Terminal>()
  readonly payments = new Map<PaymentKey, Payment>()
  readonly paymentOfReference = new Map<string, PaymentKey>()
  readonly reversals = new Set<PaymentKey>()
  readonly onward = new Map<string, OnwardReversal>()
  lastReference: string | undefined

  apply(entry: JournalEntry): void {
    switch (entry.type) {
      case 'merchant-registered':
        this.merchants.set(entry.merchant.id, entry.merchant)
        return
      case 'activation-issued':
        this.activations.set(entry.code, { terminalId: entry.terminalId, merchantId: entry.merchantId })
        return
      case 'terminal-activated':
        this.activations.set(entry.code, undefined)
        this.terminals.set(entry.terminal.id, entry.terminal)
        return
      case 'terminal-keys':
        this.terminals.set(entry.terminal.id, entry.terminal)
        return
      case 'payment-received':
        return this.#received(entry.payment)
      case 'payment-completed': {
        const payment = this.payments.get(entry.key)
        // A reversal may have become durable between the decision and this entry; it wins.
        const status = this.reversals.has(entry.key) ? 'reversed' : entry.status
        if (payment) this.payments.set(entry.key, { ...payment, status, answer: entry.answer })
        return
      }
      case 'reversal-received':
        this.reversals.add(entry.key)
        return this.#undone(entry.key)
      case 'onward-reversal-queued':
        if (!this.onward.has(entry.reversal.reference)) this.onward.set(entry.reversal.reference, entry.reversal)
        return
      case 'onward-reversal-answered':
        this.onward.delete(entry.reference)
        return this.#undone(this.paymentOfReference.get(entry.reference))
    }
  }

  #received(payment: Payment): void {
    this.payments.set(payment.key, payment)
    this.paymentOfReference.set(payment.reference, payment.key)
    this.lastReference = payment.reference
  }

  #undone(key: PaymentKey | undefined): void {
    const payment = key === undefined ? undefined : this.payments.get(key)
    if (payment && UNDOABLE.has(payment.status)) this.payments.set(payment.key, { ...payment, status: 'reversed' })
  }
}

const UNDOABLE: ReadonlySet<PaymentStatus> = new Set(['approved', 'unknown'])

/** A store that reads these tables. `commit` makes the entries durable and applies them before it resolves. */
export function storeOver(
  tables: AcquirerTables,
  commit: (at: Instant, entries: readonly JournalEntry[]) => Promise<void>,
): AcquirerStore {
  return {
    commit,
    merchant: async (id) => tables.merchants.get(id),
    merchants: async () => [...tables.merchants.values()],
    terminal: async (id) => tables.terminals.get(id),
    terminalCount: async () => tables.activations.size,
    activation: async (code) => tables.activations.get(code),
    payment: async (key) => tables.payments.get(key),
    wasReversed: async (key) => tables.reversals.has(key),
    openPayments: async () => [...tables.payments.values()].filter(({ status }) => status === 'open'),
    onwardReversals: async () => [...tables.onward.values()],
    lastReference: async () => tables.lastReference,
  }
}

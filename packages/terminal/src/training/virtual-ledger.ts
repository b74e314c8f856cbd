import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { TRANSACTIONS, type TransactionKind } from '../core/transaction.ts'
import { ORIGINALS } from '../core/original.ts'

export interface VirtualPayment {
  readonly kind: TransactionKind
  readonly batch: string
  readonly trace: string
  readonly pan: string
  amount_minor: number
  status: 'approved' | 'declined' | 'reversed'
  readonly code: string
  readonly reference: string
  readonly original?: VirtualPayment
}

/** What a host writes down: every payment by batch and trace number, and what is left of each to be undone. */
export class VirtualLedger {
  readonly payments = new Map<string, VirtualPayment>()
  readonly settled = new Set<string>()
  readonly uploaded = new Map<string, number>()

  /** The kind of a request; undefined for a combination nobody knows. */
  kindOf(message: UnionPayMessage): TransactionKind | undefined {
    const { mti, 3: processing, 25: condition, 60: kind } = message
    if (mti === '0200' && processing === '000000' && message[48]) return 'qr-sale'
    return (Object.keys(TRANSACTIONS) as TransactionKind[]).find((name) => {
      const rule = TRANSACTIONS[name]
      const type = rule.type === kind?.type && rule.mti === mti
      return name !== 'qr-sale' && type && rule.processing === processing && rule.condition === condition
    })
  }

  originalOf(message: UnionPayMessage): VirtualPayment | undefined {
    const named = message[61] && this.payments.get(`${message[61].batch}-${message[61].trace}`)
    const referred = [...this.payments.values()].find(({ reference }) => reference === message[37])
    return message[37] !== undefined && message[61] && named !== referred ? undefined : (named ?? referred)
  }

  /** DE 39 for a request about an original: 25, 22, 64 or 61 as the contract has it, or undefined when it may be done. */
  problemWith(
    kind: TransactionKind,
    message: UnionPayMessage,
    original: VirtualPayment | undefined,
  ): string | undefined {
    const kinds = ORIGINALS[kind]
    if (!kinds) return undefined
    if (!original || !kinds.includes(original.kind) || original.status !== 'approved') return '25'
    if (message[2] !== undefined && original.pan !== message[2]) return '25'
    const amount = Number(message[4])
    if (TRANSACTIONS[kind].amount === 'of-original' && amount !== original.amount_minor) return '64'
    const about = [...this.payments.values()].filter(
      (other) => other.original === original && other.status === 'approved',
    )
    const refunds = about.filter((other) => other.kind === 'refund')
    if (kind === 'refund') {
      if (about.length > refunds.length) return '22'
      return refunds.reduce((sum, one) => sum + one.amount_minor, amount) > original.amount_minor ? '61' : undefined
    }
    if (kind === 'adjustment') return undefined
    if (about.some((other) => !this.#undone(other))) return '22'
    if (kind.startsWith('completion') && kind !== 'completion-cancellation') {
      return amount > Math.floor((original.amount_minor * 115) / 100) ? '61' : undefined
    }
    return this.settled.has(original.batch) && kind !== 'pre-authorization-cancellation' ? '22' : undefined
  }

  #undone(payment: VirtualPayment): boolean {
    return [...this.payments.values()].some((other) => other.original === payment && other.status === 'approved')
  }

  totals(batch: string) {
    const totals = { debit_minor: 0, debits: 0, credit_minor: 0, credits: 0 }
    for (const payment of this.payments.values()) {
      const { side } = TRANSACTIONS[payment.kind]
      if (payment.batch !== batch || payment.status !== 'approved' || !side) continue
      totals[`${side}_minor`] += payment.amount_minor
      totals[`${side}s`] += 1
    }
    return totals
  }
}

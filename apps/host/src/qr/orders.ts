import type { PaymentKey, QrOrders } from '@fiftyfive/acquiring'
import type { Money } from '@fiftyfive/kernel'

/** A little longer than a terminal shows the code, so that the till, not the host, ends the waiting. */
const ORDER_OPEN_MS = 150_000
/** Orders the wallet remembers after their end, the oldest forgotten first. */
const REMEMBERED_MAX = 1_000

interface Order {
  readonly amount: Money
  readonly settle: (outcome: 'paid' | 'closed') => void
  readonly timer: NodeJS.Timeout
  /** Told whether the payment became durable. */
  payer?: (approved: boolean) => void
}

/** An order as the payer's wallet knows it. */
interface Told {
  status: 'open' | 'paid' | 'closed'
  readonly amount_minor: number
  /** By the key of each refund, so that one that is repeated is booked once. */
  readonly refunds: Map<PaymentKey, number>
}

/**
 * QR orders that wait for a payer. The payer's wallet is simulated: whoever knows the order can pay it. The payer hears
 * "paid" only after the payment is durable.
 */
export class OpenQrOrders implements QrOrders {
  readonly #orders = new Map<PaymentKey, Order>()
  readonly #told = new Map<PaymentKey, Told>()

  open(key: PaymentKey, amount: Money): Promise<'paid' | 'closed'> {
    this.#remember(key, amount)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('closed'), ORDER_OPEN_MS).unref()
      this.#orders.set(key, { amount, settle: resolve, timer })
    })
  }

  withdraw(key: PaymentKey): void {
    this.#orders.get(key)?.settle('closed')
  }

  /** The simulated wallet books nothing before it heard `settled`: only a part of what stands is ever given back. */
  refund(key: PaymentKey, part?: { readonly key: PaymentKey; readonly amount: Money }): Promise<boolean> {
    if (part) this.#told.get(key)?.refunds.set(part.key, part.amount.minor)
    return Promise.resolve(true)
  }

  settled(key: PaymentKey, approved: boolean): void {
    const order = this.#orders.get(key)
    if (!order) return
    this.#orders.delete(key)
    clearTimeout(order.timer)
    const told = this.#told.get(key)
    if (told) told.status = approved ? 'paid' : 'closed'
    order.payer?.(approved)
  }

  /** False when there is no such order, or when it was withdrawn meanwhile. */
  pay(key: PaymentKey): Promise<boolean> {
    const order = this.#orders.get(key)
    if (!order || order.payer) return Promise.resolve(false)
    return new Promise((resolve) => {
      order.payer = resolve
      order.settle('paid')
    })
  }

  /** What the payer's page shows; undefined for an order nobody has opened lately. */
  told(key: PaymentKey): { status: Told['status']; amount_minor: number; refunded_minor: number } | undefined {
    const told = this.#told.get(key)
    if (!told) return undefined
    const refunded_minor = [...told.refunds.values()].reduce((sum, amount) => sum + amount, 0)
    return { status: told.status, amount_minor: told.amount_minor, refunded_minor }
  }

  #remember(key: PaymentKey, { minor }: Money): void {
    this.#told.set(key, { status: 'open', amount_minor: minor, refunds: new Map() })
    const [oldest] = this.#told.keys()
    if (this.#told.size > REMEMBERED_MAX && oldest !== undefined) this.#told.delete(oldest)
  }
}

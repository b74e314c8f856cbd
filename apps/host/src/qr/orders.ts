import type { PaymentKey, QrOrders } from '@fiftyfive/acquiring'
import type { Money } from '@fiftyfive/kernel'

/** A little longer than a terminal shows the code, so that the till, not the host, ends the waiting. */
const ORDER_OPEN_MS = 150_000

interface Order {
  readonly amount: Money
  readonly settle: (outcome: 'paid' | 'closed') => void
  readonly timer: NodeJS.Timeout
  /** Told whether the payment became durable. */
  payer?: (approved: boolean) => void
}

/**
 * QR orders that wait for a payer. The payer's wallet is simulated: whoever knows the order can pay it. The payer hears
 * "paid" only after the payment is durable.
 */
export class OpenQrOrders implements QrOrders {
  readonly #orders = new Map<PaymentKey, Order>()

  open(key: PaymentKey, amount: Money): Promise<'paid' | 'closed'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('closed'), ORDER_OPEN_MS).unref()
      this.#orders.set(key, { amount, settle: resolve, timer })
    })
  }

  withdraw(key: PaymentKey): void {
    this.#orders.get(key)?.settle('closed')
  }

  /** The simulated wallet books nothing before it heard `settled`, so there is never anything to give back. */
  refund(): Promise<boolean> {
    return Promise.resolve(true)
  }

  settled(key: PaymentKey, approved: boolean): void {
    const order = this.#orders.get(key)
    if (!order) return
    this.#orders.delete(key)
    clearTimeout(order.timer)
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
}

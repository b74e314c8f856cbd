import type { PaymentKey, QrOrders } from '@fiftyfive/acquiring'
import type { Money } from '@fiftyfive/kernel'
import type { Truth } from '../audit/auditor.ts'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'

const ORDER_OPEN_MS = 150_000
/** A terminal shows an order for two minutes; some pay in the very last moment, or too late. */
const LAST_MOMENT_MS = 119_000

/** People with a phone, as one life of the acquirer knows them: they pay soon, late, or not at all. */
export class Payers implements QrOrders {
  readonly #world: World
  readonly #life: Life
  readonly #acquirer: Truth['acquirer']
  /** They outlive the acquirer's lives. */
  readonly #wallets: Truth['wallets']
  readonly #open = new Map<PaymentKey, (outcome: 'paid' | 'closed') => void>()

  constructor(world: World, life: Life, { acquirer, wallets }: Truth) {
    this.#wallets = wallets
    this.#world = world
    this.#life = life
    this.#acquirer = acquirer
  }

  open(key: PaymentKey, amount: Money): Promise<'paid' | 'closed'> {
    const { dice } = this.#world
    const kind = dice.fraction('payer/', key)
    const delay_ms =
      kind < 0.6
        ? dice.whole(30_000, 'pays/', key)
        : kind < 0.8
          ? LAST_MOMENT_MS + dice.whole(2_000, 'pays/', key)
          : ORDER_OPEN_MS
    return new Promise((resolve) => {
      this.#open.set(key, resolve)
      this.#life.after(delay_ms, () => {
        const pays = delay_ms !== ORDER_OPEN_MS && this.#open.has(key)
        if (pays) this.#wallets.set(key, { paid: amount.minor, back: new Map() })
        this.#close(key, pays ? 'paid' : 'closed')
      })
    })
  }

  withdraw(key: PaymentKey): void {
    this.#close(key, 'closed')
  }

  #close(key: PaymentKey, outcome: 'paid' | 'closed'): void {
    this.#open.get(key)?.(outcome)
    this.#open.delete(key)
  }

  refund(key: PaymentKey, part?: { readonly key: PaymentKey; readonly amount: Money }): Promise<boolean> {
    const wallet = this.#wallets.get(key)
    wallet?.back.set(part?.key ?? key, part?.amount.minor ?? wallet.paid)
    return Promise.resolve(true)
  }

  settled(key: PaymentKey, approved: boolean): void {
    const status = this.#acquirer.payment(key)?.status
    this.#world.check(
      (status === 'approved') === approved,
      6,
      () => `${key}: the payer heard ${approved ? 'paid' : 'not paid'}, and it is ${status ?? 'nothing'}`,
    )
  }
}

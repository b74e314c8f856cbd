import { virtualCard } from '@fiftyfive/emv'
import { money } from '@fiftyfive/kernel'
import type { Terminal } from '@fiftyfive/terminal'
import type { Truth } from '../audit/auditor.ts'
import type { SimulatedCard } from '../parties/issuer-party.ts'
import type { TerminalParty } from '../parties/terminal-party.ts'

type Mode = 'selling' | 'tidying' | 'proving'

/** Cashier and customers at one terminal: they see its screen and press what people press, right and wrong. */
export class Cashier {
  /** `tidying` starts nothing new; `proving` makes one payment with the right PIN and says whether it worked. */
  mode: Mode = 'selling'
  /** In `proving`: payments approved. */
  proven = 0
  attempts = 0
  readonly #truth: Truth
  readonly #till: TerminalParty
  readonly #cards: readonly SimulatedCard[]
  #looks = 0
  #typedRight = false
  /** The present prompt has got its PIN; more keys would fall on a PIN pad that is not listening. */
  #typed = false
  #card: SimulatedCard
  #heard: Terminal | undefined

  constructor(truth: Truth, till: TerminalParty, cards: readonly SimulatedCard[]) {
    this.#truth = truth
    this.#till = till
    this.#cards = cards
    this.#card = cards[0] as SimulatedCard
  }

  start(): void {
    const { world } = this.#truth
    const identity = `${this.#till.id}/${++this.#looks}`
    const { terminal } = this.#till
    if (terminal) {
      if (terminal !== this.#heard) this.#listen(terminal)
      this.#act(terminal, identity)
    }
    world.time.after(world.dice.between(300, 4_000, `look/${identity}`), () => this.start())
  }

  #listen(terminal: Terminal): void {
    this.#heard = terminal
    terminal.on((notice) => {
      const { pending } = terminal.state.journal
      if (notice.type === 'pin-entry-started') this.#typed = false
      if (notice.type !== 'sending' || !pending) return
      const key = `${this.#till.id}-${six(pending.batch)}-${six(pending.trace)}`
      this.#truth.entries.set(key, { pan: this.#card.pan, right: this.#typedRight })
      this.attempts++
    })
  }

  #act(terminal: Terminal, identity: string): void {
    const { dice } = this.#truth.world
    const chance = (what: string) => dice.fraction(`${what}/${identity}`)
    switch (terminal.state.screen.name) {
      case 'idle':
        if (this.mode === 'selling' && chance('sign-on') < 0.03) return terminal.dispatch({ type: 'sign-on-requested' })
        if (this.mode === 'selling' || (this.mode === 'proving' && this.proven === 0)) {
          this.#card = this.#cards[dice.whole(this.#cards.length, `card/${identity}`)] as SimulatedCard
          terminal.dispatch({
            type: 'amount-entered',
            amount: money(1 + dice.whole(5_000, `amount/${identity}`), 'CNY'),
          })
        }
        return
      case 'present-card':
        if (this.mode === 'tidying') return terminal.dispatch({ type: 'cancelled' })
        if (this.mode === 'selling' && chance('phone') < 0.07) return terminal.dispatch({ type: 'qr-chosen' })
        return terminal.dispatch({
          type: 'card-presented',
          card: plastic(this.#card),
          method: chance('tap') < 0.3 ? 'contactless' : 'chip',
        })
      case 'enter-pin':
        if (this.mode === 'tidying' || (this.mode === 'selling' && chance('leave') < 0.05))
          return terminal.keypad.press('cancel')
        return this.#type(terminal, this.mode === 'proving' || chance('right') < 0.75)
      case 'qr':
        if (this.mode !== 'selling' || chance('withdraw') < 0.01) terminal.dispatch({ type: 'cancelled' })
        return
      case 'approved':
        if (this.mode === 'proving') this.proven++
        return terminal.dispatch({ type: 'done' })
      case 'refused':
        if (this.mode === 'selling' && chance('again') < 0.4) return terminal.dispatch({ type: 'retry-chosen' })
        return terminal.dispatch({ type: 'done' })
      case 'reversed':
        return terminal.dispatch({ type: 'done' })
      default:
    }
  }

  #type(terminal: Terminal, right: boolean): void {
    if (this.#typed) return
    this.#typed = true
    this.#typedRight = right
    const digits = right
      ? this.#card.pin
      : this.#card.pin.replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10))
    for (const digit of digits) terminal.keypad.press(digit as '0')
    terminal.keypad.press('confirm')
  }
}

const six = (value: number): string => String(value).padStart(6, '0')

const plastic = ({ pan }: SimulatedCard) =>
  virtualCard({
    id: pan,
    label: 'card',
    pan,
    expiry: '3112',
    serviceCode: '201',
    sequenceNumber: '001',
    condition: 'good',
  })

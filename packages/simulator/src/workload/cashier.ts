import { type ChipContent, ChipMemory, type VirtualCard, virtualCard } from '@fiftyfive/emv'
import type { Receipt, Terminal, TerminalNotice } from '@fiftyfive/terminal'
import type { Truth } from '../audit/auditor.ts'
import { chipContent, SEQUENCE_NUMBER } from '../parties/chips.ts'
import type { SimulatedCard } from '../parties/issuer-party.ts'
import type { TerminalParty } from '../parties/terminal-party.ts'
import { NOTHING_FOLLOWS } from '../world/virtual-time.ts'
import { wishOf } from './menu.ts'

/** By what a terminal numbers its payments. */
interface Paid {
  readonly batch: number | string
  readonly trace: number | string
}

type Mode = 'selling' | 'tidying' | 'proving'
type Screen = Terminal['state']['screen']

/** Receipts that customers still have with them. */
const RECEIPTS_KEPT = 20

/** Cashier and customers at one terminal: they see its screen and press what people press, right and wrong. */
export class Cashier {
  /** `tidying` starts nothing new; `proving` makes one payment with the right PIN and says whether it worked. */
  mode: Mode = 'selling'
  /** In `proving`: sales approved. */
  proven = 0
  readonly #truth: Truth
  readonly #till: TerminalParty
  readonly #cards: readonly SimulatedCard[]
  /** Of a customer who changes its PIN now and then, at this terminal alone. */
  readonly #changing: { readonly pan: string; pin: string }
  /** The same card: its chip remembers from one payment to the next. */
  readonly #chip: VirtualCard
  /** The other cards. */
  readonly #plain = new Map<string, VirtualCard>()
  readonly #sold: Receipt[] = []
  #looks = 0
  #typedRight = false
  /** The present prompt has got its PIN; more keys would fall on a PIN pad that is not listening. */
  #typed = ''
  #newPin = ''
  #card: Pick<SimulatedCard, 'pan' | 'pin'>
  #heard: Terminal | undefined

  constructor(parts: {
    readonly seed: number
    readonly truth: Truth
    readonly till: TerminalParty
    readonly cards: readonly SimulatedCard[]
    readonly changing: SimulatedCard
  }) {
    const { seed, truth, till, cards, changing } = parts
    this.#truth = truth
    this.#till = till
    this.#cards = cards
    this.#card = cards[0] as SimulatedCard
    this.#changing = { pan: changing.pan, pin: changing.pin }
    this.#chip = plastic(changing.pan, chipContent(seed, changing))
  }

  start(): typeof NOTHING_FOLLOWS | void {
    const { world } = this.#truth
    const identity = `${this.#till.id}/${++this.#looks}`
    const { terminal } = this.#till
    if (terminal && terminal !== this.#heard) this.#listen(terminal)
    const acted = terminal ? this.#act(terminal, identity) : NOTHING_FOLLOWS
    world.time.after(world.dice.between(300, 4_000, 'look/', identity), () => this.start())
    return acted
  }

  #listen(terminal: Terminal): void {
    this.#heard = terminal
    terminal.on((notice) => this.#hear(terminal, notice))
  }

  #hear(terminal: Terminal, notice: TerminalNotice): void {
    const { pending } = terminal.state.journal
    const { screen } = terminal.state
    if (notice.type === 'pin-entry-started') this.#typed = ''
    if (notice.type === 'approved' && screen.name === 'approved') this.#remember(screen.receipt)
    if (notice.type === 'stored') this.#sent(notice.trace, terminal.state.journal.batch)
    if (notice.type === 'sending' && pending) this.#sent(pending.trace, pending.batch)
    else if (notice.type === 'sending') {
      const advice = terminal.state.journal.advices?.find(({ trace }) => trace === notice.trace)
      if (advice) this.#sent(advice.trace, advice.batch)
    }
  }

  /** A repetition of an advice is about the card of its first time. */
  #sent(trace: number, batch: number): void {
    const key = `${this.#till.id}-${six(batch)}-${six(trace)}`
    const right = this.#card.pan === this.#changing.pan ? undefined : this.#typedRight
    if (!this.#truth.entries.has(key)) this.#truth.entries.set(key, { pan: this.#card.pan, right })
  }

  #remember(receipt: Receipt): void {
    if (receipt.kind === 'pin-change') this.#changing.pin = this.#newPin
    if (!['sale', 'qr-sale', 'completion'].includes(receipt.kind)) return
    this.#sold.push(receipt)
    if (this.#sold.length > RECEIPTS_KEPT) this.#sold.shift()
  }

  #act(terminal: Terminal, identity: string): typeof NOTHING_FOLLOWS | void {
    const { dice } = this.#truth.world
    const chance = (what: string) => dice.fraction(what, identity)
    const { screen } = terminal.state
    switch (screen.name) {
      case 'idle':
        return this.#begin(terminal, identity)
      case 'present-card':
        if (this.mode === 'tidying') return terminal.dispatch({ type: 'cancelled' })
        if (this.mode === 'selling' && screen.kind === 'sale' && chance('phone/') < 0.07)
          return terminal.dispatch({ type: 'qr-chosen' })
        // The screen decides: a slow terminal may have taken the last order after the next customer had come.
        if (screen.kind === 'pin-change') this.#card = this.#changing
        if (screen.kind === 'refund') this.#card = this.#refunded(terminal) ?? this.#card
        return terminal.dispatch({
          type: 'card-presented',
          card: this.#card.pan === this.#changing.pan ? this.#chip : this.#likeNew(this.#card.pan),
          method: chance('tap/') < 0.4 ? 'contactless' : 'chip',
        })
      case 'enter-pin':
        if (this.mode === 'tidying' || (this.mode === 'selling' && chance('leave/') < 0.05))
          return terminal.keypad.press('cancel')
        return this.#type(terminal, screen, identity)
      case 'qr':
        if (this.mode === 'selling' && chance('withdraw/') >= 0.01) return NOTHING_FOLLOWS
        return terminal.dispatch({ type: 'cancelled' })
      case 'approved':
        if (this.mode === 'proving' && screen.receipt.kind === 'sale') this.proven++
        return terminal.dispatch({ type: 'done' })
      case 'refused':
        if (this.mode === 'selling' && chance('again/') < 0.4) return terminal.dispatch({ type: 'retry-chosen' })
        return terminal.dispatch({ type: 'done' })
      case 'signed-off':
        return terminal.dispatch({ type: 'sign-on-requested' })
      case 'reversed':
      case 'settled':
      case 'status':
      case 'not-possible':
        return terminal.dispatch({ type: 'done' })
      default:
        return NOTHING_FOLLOWS
    }
  }

  #begin(terminal: Terminal, identity: string): typeof NOTHING_FOLLOWS | void {
    const { dice } = this.#truth.world
    if (this.mode === 'tidying' || (this.mode === 'proving' && this.proven > 0)) return NOTHING_FOLLOWS
    this.#card = this.#cards[dice.whole(this.#cards.length, 'card/', identity)] as SimulatedCard
    if (this.mode === 'proving') return this.#sell(terminal, identity)
    const what = dice.fraction('what/', identity)
    if (what < 0.03) return terminal.dispatch({ type: 'sign-on-requested' })
    if (what < 0.035) return terminal.dispatch({ type: 'sign-off-requested' })
    if (what < 0.065) return terminal.dispatch({ type: 'settlement-requested' })
    if (what < 0.095) return terminal.dispatch({ type: 'status-requested' })
    if (what < 0.105) return terminal.dispatch({ type: 'echo-requested' })
    const wish = wishOf(dice, identity, terminal, this.#sold)
    if (!wish) return this.#sell(terminal, identity)
    const { order, about } = wish
    if (order.kind === 'pin-change') this.#card = this.#changing
    this.#card = (about && this.#cardOf(about)) ?? this.#card
    terminal.dispatch({ type: 'transaction-ordered', order })
  }

  /** A card that remembers nothing: what is written into it stays, and need not be made again. */
  #likeNew(pan: string): VirtualCard {
    const card = this.#plain.get(pan) ?? plastic(pan)
    this.#plain.set(pan, card)
    Object.assign(card.memory, new ChipMemory())
    return card
  }

  /** The card that the receipt of a refund is about; no terminal can tell that another one is presented. */
  #refunded({ state }: Terminal): Pick<SimulatedCard, 'pan' | 'pin'> | undefined {
    const reference = state.session?.original?.referenceNumber
    const receipt = this.#sold.find(({ referenceNumber }) => referenceNumber === reference)
    return receipt && this.#cardOf(receipt)
  }

  #cardOf(paid: Paid): Pick<SimulatedCard, 'pan' | 'pin'> | undefined {
    const before = this.#truth.entries.get(`${this.#till.id}-${six(Number(paid.batch))}-${six(Number(paid.trace))}`)
    return before && (this.#cards.find(({ pan }) => pan === before.pan) ?? this.#changing)
  }

  #sell(terminal: Terminal, identity: string): void {
    const amount = { minor: 1 + this.#truth.world.dice.whole(5_000, 'amount/', identity), currency: 'CNY' } as const
    terminal.dispatch({ type: 'amount-entered', amount })
  }

  #type(
    terminal: Terminal,
    screen: Extract<Screen, { name: 'enter-pin' }>,
    identity: string,
  ): typeof NOTHING_FOLLOWS | void {
    const prompt = screen.step ?? 'pin'
    if (this.#typed === prompt) return NOTHING_FOLLOWS
    this.#typed = prompt
    const { dice } = this.#truth.world
    if (prompt === 'new') {
      this.#newPin = Array.from({ length: 6 }, (_, digit) => dice.whole(10, `pin${digit}/${identity}`)).join('')
    }
    if (prompt === 'new' || prompt === 'again') return press(terminal, this.#newPin)
    const right = this.mode === 'proving' || dice.fraction('right/', identity) < 0.75
    this.#typedRight = right
    const wrong = this.#card.pin.replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10))
    press(terminal, right ? this.#card.pin : wrong)
  }
}

function press(terminal: Terminal, digits: string): void {
  for (const digit of digits) terminal.keypad.press(digit as '0')
  terminal.keypad.press('confirm')
}

const six = (value: number): string => String(value).padStart(6, '0')

const plastic = (pan: string, chip?: ChipContent): VirtualCard =>
  virtualCard({
    id: pan,
    label: 'card',
    pan,
    expiry: '3112',
    serviceCode: '201',
    sequenceNumber: SEQUENCE_NUMBER,
    condition: 'good',
    chip,
  })

import { type CardMethod, COMMANDS, plaintextPinBlock, powerUp, UNIONPAY } from '@fiftyfive/emv'
import type { PinPadFacts } from '@fiftyfive/diagnosis'
import { chipCryptography, type TerminalState } from '@fiftyfive/terminal'
import { BASE_RATES } from '../base-rates.ts'
import type { Chance } from '../chance.ts'
import type { Fleet } from '../fleet.ts'
import type { Till } from '../parties/till.ts'
import { cardsInHand, type OwnCard, type Person } from '../population/people.ts'
import type { Story } from '../story.ts'
import { type Habit, Mind } from './mind.ts'
import { press } from './typing.ts'

export type SaleOutcome = 'paid' | 'otherwise' | 'lost'
/** How it went with one card at one till: `locked`, `short` (of money) and `failed` say what the person was told. */
type CardOutcome = 'paid' | 'wrong-pin' | 'locked' | 'short' | 'failed' | 'unread'

interface Parts {
  readonly chance: Chance
  readonly amount_minor: number
  readonly sale: string
  /** Somebody who wants to know of each entry, before it is made. */
  readonly touched?: (story: Story) => void
  /** What is special about this person, whatever is about the place. */
  readonly habit?: Habit
}

/** One person with something to pay at one shop. */
export class Visit {
  readonly #fleet: Fleet
  readonly #person: Person
  readonly #chance: Chance
  readonly #amount_minor: number
  readonly #sale: string
  readonly #touched: ((story: Story) => void) | undefined
  readonly #habit: Habit | undefined

  constructor(fleet: Fleet, person: Person, parts: Parts) {
    this.#fleet = fleet
    this.#person = person
    this.#chance = parts.chance
    this.#amount_minor = parts.amount_minor
    this.#sale = parts.sale
    this.#touched = parts.touched
    this.#habit = parts.habit
  }

  async pay(till: Till): Promise<SaleOutcome> {
    const cards = cardsInHand(this.#person)
    const usual = this.#chance.happens(0.85) ? cards[0] : undefined
    const first = usual ?? this.#chance.pick(cards)
    const outcome = await this.#withCard(till, first)
    if (outcome === 'paid') return 'paid'
    const others = cards.filter((card) => card !== first)
    if (others.length > 0 && this.#chance.happens(BASE_RATES.otherCardOffered)) {
      if ((await this.#withCard(till, this.#chance.pick(others))) === 'paid') return 'otherwise'
    } else if (outcome === 'failed' && this.#chance.happens(BASE_RATES.triesOtherTill)) {
      const other = till.shop.terminals
        .map(({ id }) => this.#fleet.till(id))
        .find((each) => each !== till && !each.busy)
      if (other && (await this.#atOtherTill(other, first)) === 'paid') return 'otherwise'
    }
    return this.#chance.happens(BASE_RATES.paysOtherwise) ? 'otherwise' : 'lost'
  }

  async #atOtherTill(other: Till, card: OwnCard): Promise<CardOutcome> {
    other.busy = true
    try {
      await other.pause(20_000)
      return await this.#withCard(other, card)
    } finally {
      other.busy = false
    }
  }

  async #withCard(till: Till, card: OwnCard): Promise<CardOutcome> {
    await till.settled()
    const { screen } = till
    if (screen.name !== 'idle') till.terminal.dispatch({ type: 'done' })
    till.terminal.dispatch({ type: 'assistance-set', on: this.#person.needsAssistance })
    till.enterAmount(this.#amount_minor)
    if ((await till.settled()).screen.name !== 'present-card') return 'failed'
    // Whoever acts on the card while it is read finds the story of the entry that will follow.
    const story = this.#story(till, card)
    const read = await this.#present(till, card, story)
    if (!read || this.#chipRefuses(card, story)) {
      this.#abandoned(till, card, story, read?.method ?? 'chip', read ? 'chip' : 'unread')
      till.terminal.dispatch({ type: 'cancelled' })
      return read ? 'locked' : 'unread'
    }
    const outcome = await this.#enterPins(till, card, read.method, story)
    await till.settled()
    if (till.screen.name === 'enter-pin') till.keypad.press('cancel')
    till.terminal.dispatch({ type: 'done' })
    till.story = undefined
    return outcome
  }

  /** In suite version 1: what a chip that checks PINs says to VERIFY; after too many wrong ones it takes none any more. */
  #chipRefuses({ chipPin, pin }: OwnCard, story: Story): boolean {
    if (!chipPin) return false
    const chip = powerUp(chipPin, chipCryptography, this.#chance)
    chip.transmit(COMMANDS.select(UNIONPAY))
    const { status } = chip.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock(pin)))
    story.seen.verifyStatus = status
    story.seen.chipTriesLeft = chipPin.memory.pinTriesLeft
    if (status !== '6983') return false
    story.marks.push({ stage: 'card', owner: 'cardholder', cause: 'chip-locked' })
    return true
  }

  /** Until the terminal asks for the PIN; a worn chip is tried again, and then the stripe. */
  async #present(till: Till, card: OwnCard, story: Story): Promise<{ readonly method: CardMethod } | undefined> {
    let method: CardMethod = this.#person.taps ? 'contactless' : 'chip'
    for (let failures = 0; failures < 5; failures++) {
      if (failures > 0) story.seen.readFailures = failures
      await till.pause(1_500 + this.#chance.whole(3_000))
      const worn = method !== 'stripe' && this.#chance.happens(card.wear)
      if (worn) story.marks.push({ stage: 'reader', owner: 'cardholder', cause: 'card-worn' })
      const plastic = this.#fleet.plasticOf(card)
      till.present(worn ? { ...plastic, condition: 'chip-worn' } : plastic, method)
      await till.settled()
      if (till.screen.name === 'present-card' && till.screen.problem === undefined) {
        // Nobody is asked for a PIN: the terminal writes the payment down before its screen changes.
        await till.pause(50)
        await till.settled()
      }
      const { screen } = till
      if (screen.name === 'enter-pin' || story.id !== '') return { method }
      if (screen.name !== 'present-card') return undefined
      method = screen.problem === 'use-stripe' ? 'stripe' : 'chip'
    }
    return undefined
  }

  async #enterPins(till: Till, card: OwnCard, method: CardMethod, first: Story): Promise<CardOutcome> {
    const habit = this.#habit ?? this.#fleet.habits.map((ask) => ask(card, till)).find((each) => each !== undefined)
    const mind = new Mind(this.#person, card, this.#chance, habit)
    const unasked = first.id === '' ? 'failed' : whatItSays(till.terminal.state)
    if (unasked !== 'failed') return this.#told(card, unasked)
    let story = first
    let refusals = 0
    let technical = 0
    for (let entries = 0; entries < 6; entries++) {
      const { screen } = till
      if (screen.name === 'refused' && screen.offers.includes('retry') && technical <= 1) {
        if (!this.#chance.happens(BASE_RATES.triesAgain)) return 'failed'
        till.terminal.dispatch({ type: 'retry-chosen' })
        if (till.screen.name !== 'enter-pin') return 'failed'
      } else if (screen.name !== 'enter-pin') return 'failed'
      if (entries > 0 || story.id !== '') story = this.#story(till, card)
      this.#touched?.(story)
      this.#fleet.pinComes(card, story)
      const unconfirmed = await this.#enter(till, mind, story, refusals > 0)
      if (unconfirmed) {
        this.#abandoned(till, card, story, method, 'entry', unconfirmed)
        return 'failed'
      }
      const state = await till.settled()
      if (this.#declinedByChip(till, card, story)) {
        this.#abandoned(till, card, story, method, 'chip')
        return this.#told(card, 'locked')
      }
      const said = this.#fleet.sizes.suite > 1 && isShortOfMoney(state) ? 'short' : whatItSays(state)
      if (said === 'paid') {
        card.inMind = card.pin
        return 'paid'
      }
      if (said === 'wrong-pin') {
        refusals++
        this.#fleet.remembers(this.#person, card, mind.sure)
        if (refusals >= this.#person.patience) return 'wrong-pin'
      } else if (said !== 'failed') return this.#told(card, said)
      else if (++technical > 1) return 'failed'
    }
    return 'failed'
  }

  /** Whoever hears that a card is locked has it unlocked, sooner or later; or puts money on it. */
  #told(card: OwnCard, outcome: CardOutcome): CardOutcome {
    if (outcome === 'locked') this.#fleet.goesToTheBank(this.#person, card)
    if (outcome === 'short') this.#fleet.topsUp(card)
    return outcome
  }

  /** No message has left: the chip has declined, and its verification results (in 9F10) say that its PIN is locked. */
  #declinedByChip(till: Till, card: OwnCard, story: Story): boolean {
    const { offlinePin, memory } = this.#fleet.plasticOf(card)
    if (story.id !== '' || till.screen.name !== 'refused' || !offlinePin || memory.pinTriesLeft > 0) return false
    story.seen.chipTriesLeft = 0
    story.marks.push({ stage: 'card', owner: 'cardholder', cause: 'chip-locked' })
    return true
  }

  #abandoned(
    till: Till,
    card: OwnCard,
    story: Story,
    method: CardMethod,
    why: 'unread' | 'chip' | 'entry',
    pinPad?: PinPadFacts,
  ): void {
    const amount_minor = this.#amount_minor
    this.#fleet.abandoned({ till, story, card, method, why, amount_minor, ...(pinPad && { pinPad }) })
  }

  #story(till: Till, card: OwnCard): Story {
    const story: Story = {
      sale: this.#sale,
      card: this.#fleet.tokenOf(card),
      id: '',
      marks: [],
      counted: false,
      seen: this.#person.needsAssistance ? { assisted: true } : {},
    }
    till.story = story
    return story
  }

  /** What the terminal's log tells of an entry that was not confirmed; undefined when it was. */
  async #enter(till: Till, mind: Mind, story: Story, refused: boolean): Promise<PinPadFacts | undefined> {
    const person = this.#person
    const begun = this.#fleet.time.now()
    const pause = (delay_ms: number) => till.pause(delay_ms)
    const entry = mind.entry(refused)
    await pause(1_200 + this.#chance.whole(2_500))
    if (person.needsAssistance && this.#chance.happens(BASE_RATES.assistedTimeout))
      return this.#unconfirmed(till, begun, false)
    if (entry.cleared !== undefined) {
      for (const digit of entry.cleared) till.keypad.press(digit as '0')
      await pause(person.pace_ms * entry.cleared.length)
      till.keypad.press('clear')
    }
    if (entry.mistake) story.marks.push({ stage: 'person', owner: 'cardholder', cause: entry.mistake })
    const hesitation_ms = (mind.sure ? 0 : 5_000 + this.#chance.whole(7_000)) + (person.needsAssistance ? 9_000 : 0)
    await press({ person, digits: entry.typed, hesitation_ms, key: (key) => till.keypad.press(key), pause })
    // An answer may come before anybody looks, and ask for the PIN again: only in suite version 1 it is typed twice then.
    const left = (await taken(till)) || (story.id !== '' && this.#fleet.sizes.suite > 1)
    if (left || (await this.#isTakenAgain(till, entry.typed))) return undefined
    return this.#unconfirmed(till, begun, true)
  }

  /** The PIN pad took no confirmation: digits are missing. It is tried once more, then given up. */
  async #isTakenAgain(till: Till, digits: string): Promise<boolean> {
    await till.pause(2_000)
    till.keypad.press('clear')
    for (const digit of digits) till.keypad.press(digit as '0')
    await till.pause(this.#person.pace_ms * digits.length * 2)
    till.keypad.press('confirm')
    return taken(till)
  }

  /**
   * Whoever listens to the pad waits until the terminal gives up; others cancel. Before suite version 3 nobody waited after
   * a second try, and every line said the same.
   */
  async #unconfirmed(till: Till, begun: number, again: boolean): Promise<PinPadFacts> {
    const { screen } = till
    const waits = this.#person.needsAssistance
    const isTold = this.#fleet.sizes.suite >= 3
    if (waits && (isTold || !again)) await till.terminal.when(({ screen }) => screen.name !== 'enter-pin')
    if (!isTold || screen.name !== 'enter-pin') return UNTOLD
    if (!waits) till.keypad.press('cancel')
    const { digits, entry } = screen
    const time = this.#fleet.time.now() - begun < 15_000 ? 'slow' : 'very-slow'
    return { digits, clears: again && digits > 0 ? 1 : 0, time, entry, end: waits ? 'timeout' : 'cancelled' }
  }
}

const UNTOLD: PinPadFacts = { digits: 0, clears: 0, time: 'very-slow', entry: 1, end: 'timeout' }

/** Whether the PIN pad took the confirmation; the terminal writes the payment down before its screen changes. */
async function taken(till: Till): Promise<boolean> {
  await till.pause(50)
  return till.screen.name !== 'enter-pin'
}

/** No other till will help, and the person knows. */
const isShortOfMoney = ({ screen }: TerminalState): boolean => screen.name === 'refused' && screen.receipt.code === '51'

function whatItSays({ screen }: TerminalState): CardOutcome {
  if (screen.name === 'approved') return 'paid'
  const family =
    screen.name === 'refused' ? screen.family : screen.name === 'enter-pin' ? screen.notice?.family : undefined
  if (family === 'wrong-pin') return 'wrong-pin'
  return family === 'locked' ? 'locked' : 'failed'
}

import type { FaultModule, FaultSite, Fleet } from '@fiftyfive/simulator'

type Person = Fleet['people'][number]
type Card = Person['cards'][number]
type Till = Fleet['tills'][number]
type Chance = FaultSite['chance']

/** PINs that are tried first. */
const LIKELY = ['123456', '111111', '000000', '888888', '123123', '1234', '0000', '1111', '1212']
const WRONG_OR_LOCKED = ['55', '38', '75']

/** Somebody with copies of cards, who comes instead of customers. */
interface Copying {
  /** Whether the copies are tried at this till just now. */
  readonly at: (till: Till) => boolean
  readonly whose: (luck: Chance) => Person
  readonly tries: (luck: Chance) => number
  /** Thinks before each try, as whoever does not know does; or has a list. */
  readonly hesitates: boolean
  readonly of?: Partial<Person>
  readonly plastic?: Partial<Card>
}

function tryCopies(site: FaultSite, { at, whose, tries, hesitates, of, plastic }: Copying): void {
  const { fleet } = site
  const strength = site.options.strength ?? 0.4
  const copies = new Map<Card, () => string>()
  fleet.business.guests.push((till, luck) => {
    if (!site.present || !at(till) || !luck.happens(strength)) return undefined
    const victim = whose(luck)
    const [card] = victim.cards
    const listed = LIKELY.filter((pin) => pin.length === card.pin.length)
    const guess = () => (hesitates || listed.length === 0 ? luck.digits(card.pin.length) : luck.pick(listed))
    // Whoever takes it for another card's PIN types without thinking.
    const mistake = (hesitates ? 'forgotten' : 'other-card') as 'forgotten'
    const copy: Card = { ...card, ...plastic, inMind: guess(), mistake, unlocking: true }
    copies.set(copy, guess)
    const hands = { pace_ms: 220 + luck.whole(200), slips: 0.003, forgets: 0, needsAssistance: false }
    return { ...victim, ...hands, ...of, id: -1, cards: [copy], patience: tries(luck), unlocking: true }
  })
  fleet.habits.push((card) => {
    const guess = copies.get(card)
    return guess && { guess }
  })
  fleet.beforeEntry.push((card, story) => {
    if (copies.has(card)) site.mark(story, 'card', WRONG_OR_LOCKED)
  })
}

/** One of a shop's people, while signed on: the likeliest PINs, two for each regular's card, without having to think. */
const ownShift: FaultModule = {
  name: 'own-shift',
  owner: 'attacker',
  install(site) {
    const { fleet } = site
    const { merchant } = site.shop(2)
    site.scope(`merchant=${merchant}`)
    tryCopies(site, {
      at: ({ shop, operator }) => shop.merchant === merchant && /-[123]$/.test(operator),
      whose: (luck) => luck.pick(fleet.regulars.get(merchant) ?? fleet.people),
      tries: () => 2,
      hesitates: false,
    })
  },
}

/** Copies whose chip is broken on purpose, so that the stripe is taken: dear goods, one guess a card. */
const brokenChips: FaultModule = {
  name: 'broken-chips',
  owner: 'attacker',
  install(site) {
    const { fleet } = site
    const { merchant } = site.shop(1)
    site.scope(`merchant=${merchant}`)
    tryCopies(site, {
      at: ({ shop }) => shop.merchant === merchant,
      whose: (luck) => luck.pick(fleet.people),
      tries: () => 1,
      hesitates: true,
      of: { spending: 3 },
      plastic: { wear: 1 },
    })
  },
}

/** What one bank lost is tried at one till. */
const leakedCards: FaultModule = {
  name: 'leaked-cards',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const [till] = site.tills()
    site.scope(`terminal=${till?.id}`, `merchant=${till?.shop.merchant}`)
    const bank = chance.pick(fleet.banks.slice(0, Math.max(3, Math.ceil(fleet.banks.length / 3))))
    const victims = fleet.people.filter(({ cards: [card] }) => bank.ranges.some((range) => range === card.range))
    tryCopies(site, {
      at: (each) => each === till,
      whose: (luck) => luck.pick(victims),
      tries: (luck) => 1 + luck.whole(2),
      hesitates: false,
    })
  },
}

/** Copied at one shop, tried by somebody else at another. */
const accomplice: FaultModule = {
  name: 'accomplice',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const { merchant } = site.shop(2)
    const copiedAt = chance.pick([...fleet.regulars.keys()].filter((each) => each !== merchant))
    site.scope(`merchant=${merchant}`)
    tryCopies(site, {
      at: ({ shop }) => shop.merchant === merchant,
      whose: (luck) => luck.pick(fleet.regulars.get(copiedAt) ?? fleet.people),
      tries: (luck) => 2 + luck.whole(2),
      hesitates: true,
    })
  },
}

export const INSIDERS: readonly FaultModule[] = [ownShift, brokenChips, leakedCards, accomplice]

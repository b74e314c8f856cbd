import { BASE_RATES } from './base-rates.ts'
import type { Chance } from './chance.ts'
import type { Fleet } from './fleet.ts'
import { BALANCE_MINOR } from './parties/banks.ts'
import { Visit } from './people/visit.ts'
import type { Till } from './parties/till.ts'
import { cardsInHand, type Person } from './population/people.ts'
import { DAY_MS, UTC_OFFSET_MS } from './scenario.ts'

const HOUR_MS = 3_600_000
const SETTLE_LATER_MS = 600_000
/** Monday to Sunday. */
const WEEKDAYS = [0.92, 0.9, 0.93, 0.96, 1.08, 1.18, 1.03]

export interface Business {
  /** Relative traffic, asked for every till and hour: what a holiday or a promotion changes. */
  readonly traffic: ((till: Till, now: number) => number)[]
  /** Who comes instead of the usual people, when somebody answers. */
  readonly guests: ((till: Till, chance: Chance) => Person | undefined)[]
}

/** Opens shops, sends customers in, lets banks and people live on in the background. */
export function conduct(fleet: Fleet): Business {
  const business: Business = { traffic: [], guests: [] }
  for (const till of fleet.tills) {
    fleet.time.after(1_000 + till.chance.whole(600_000), () => void till.start())
    openDaily(fleet, till)
    if (fleet.sizes.settlement === 'nightly') settleNightly(fleet, till)
    let visits = 0
    const come = (): void => {
      const now = fleet.time.now()
      const wait_ms = nextArrival(fleet, business, till, now, till.chance)
      fleet.time.after(wait_ms, () => {
        if (now >= fleet.end) return
        const name = `visit/${till.id}/${++visits}`
        if (!till.busy && till.terminal) void serve(fleet, business, till, name)
        come()
      })
    }
    fleet.time.after(fleet.start - fleet.time.now(), come)
  }
  changePins(fleet)
  release(fleet)
  return business
}

/** Exponential waiting times at the rate of each hour; the process has no memory, so each hour begins afresh. */
function nextArrival(fleet: Fleet, business: Business, till: Till, from: number, chance: Chance): number {
  const { hours, salesPerDay } = till.shop.trade
  const total = hours.reduce((sum, hour) => sum + hour, 0)
  let at = from
  for (let tries = 0; tries < 400; tries++) {
    const local = at + UTC_OFFSET_MS
    const hour = Math.floor(local / HOUR_MS) % 24
    // 1970-01-01 was a Thursday.
    const weekday = (Math.floor(local / DAY_MS) + 3) % 7
    const ends = Math.floor(local / HOUR_MS + 1) * HOUR_MS - UTC_OFFSET_MS
    const extra = business.traffic.reduce((product, factor) => product * factor(till, at), 1)
    const perHour =
      (salesPerDay * fleet.sizes.traffic * extra * (WEEKDAYS[weekday] as number) * (hours[hour] as number)) / total
    const wait_ms = perHour > 0 ? chance.exponential(HOUR_MS / perHour) : Infinity
    if (at + wait_ms < ends) return Math.round(at + wait_ms - from)
    at = ends
  }
  return at - from
}

async function serve(fleet: Fleet, business: Business, till: Till, name: string): Promise<void> {
  const chance = fleet.chance.of(name)
  const person = guest(business, till, chance) ?? customer(fleet, till, chance)
  const [card] = person ? cardsInHand(person) : []
  if (!person || !card) return
  const now = fleet.time.now()
  person.busyUntil = now + 1_200_000
  till.busy = true
  const { basket_minor } = till.shop.trade
  const amount_minor = Math.max(100, Math.round(basket_minor * person.spending * (0.2 + chance.exponential(0.9))))
  const sale = name.slice('visit/'.length)
  if (chance.happens(BASE_RATES.riskBlocked)) blockForADay(fleet, card)
  if (chance.happens(BASE_RATES.shortOfMoney)) shortForADay(fleet, card, amount_minor - 1)
  const before = fleet.recorder.refused
  try {
    const outcome = await new Visit(fleet, person, { chance, amount_minor, sale }).pay(till)
    // Sales that went through at once are all alike; only the others are told.
    if (outcome !== 'paid' || fleet.recorder.refused > before)
      fleet.recorder.truth({ kind: 'sale', id: sale, amount_minor, outcome })
  } finally {
    till.busy = false
  }
}

const guest = (business: Business, till: Till, chance: Chance): Person | undefined => {
  for (const ask of business.guests) {
    const person = ask(till, chance)
    if (person) return person
  }
  return undefined
}

/** A regular, a neighbour, or anybody; who is somewhere else just now does not come. */
function customer(fleet: Fleet, till: Till, chance: Chance): Person | undefined {
  const regulars = fleet.regulars.get(till.shop.merchant) ?? []
  for (let tries = 0; tries < 8; tries++) {
    const kind = chance.fraction()
    const faithful = chance.fraction()
    const person =
      kind < 0.66 && regulars.length > 0
        ? regulars[Math.floor(regulars.length * faithful * faithful)]
        : chance.pick(fleet.people)
    if (person && person.busyUntil <= fleet.time.now() && (kind < 0.9 || person.region !== till.shop.region))
      return person
  }
  return undefined
}

function blockForADay(fleet: Fleet, card: Person['cards'][number]): void {
  fleet.hostOf(card).setStatus(card, 'blocked')
  fleet.time.after(DAY_MS, () => fleet.hostOf(card).setStatus(card, 'active'))
}

function shortForADay(fleet: Fleet, card: Person['cards'][number], available_minor: number): void {
  fleet.hostOf(card).setBalance(card, available_minor)
  fleet.time.after(DAY_MS, () => fleet.hostOf(card).setBalance(card, BALANCE_MINOR))
}

/** Each morning the terminal signs on and the first shift comes; a second one at three in the afternoon. */
function openDaily(fleet: Fleet, till: Till): void {
  const { opens } = till.shop.trade
  const early_ms = till.chance.whole(900_000)
  for (let day = 0; day < fleet.sizes.days; day++) {
    const midnight = fleet.start + day * DAY_MS
    const opening = midnight + Math.max(opens, 5) * HOUR_MS - early_ms
    fleet.time.after(opening - fleet.time.now(), () => {
      till.operator = `${till.shop.merchant.slice(-6)}-${(day % 3) + 1}`
      till.terminal.dispatch({ type: 'sign-on-requested' })
    })
    fleet.time.after(midnight + 15 * HOUR_MS - fleet.time.now(), () => {
      till.operator = `${till.shop.merchant.slice(-6)}-${((day + 1) % 3) + 4}`
    })
  }
}

/** After closing, or in the dead of night, each terminal settles the day's batch; whoever is busy does it later. */
function settleNightly(fleet: Fleet, till: Till): void {
  const chance = till.chance.of('settlement')
  const { closes } = till.shop.trade
  const usual_ms = (closes < 24 ? closes : 26) * HOUR_MS + chance.whole(5_400_000)
  const settle = (): void => {
    if (till.busy) return void fleet.time.after(SETTLE_LATER_MS, settle)
    void settleBatch(till)
  }
  for (let day = 0; day < fleet.sizes.days; day++)
    fleet.time.after(fleet.start + day * DAY_MS + usual_ms - fleet.time.now(), settle)
}

async function settleBatch(till: Till): Promise<void> {
  till.busy = true
  try {
    if ((await till.settled()).screen.name !== 'idle') till.terminal.dispatch({ type: 'done' })
    till.terminal.dispatch({ type: 'settlement-requested' })
    // The terminal writes it down before its screen changes.
    await till.pause(50)
    await till.settled()
    till.terminal.dispatch({ type: 'done' })
  } finally {
    till.busy = false
  }
}

/** Releases that break nothing: a model in turn gets other software, now and then, over two days. */
function release(fleet: Fleet): void {
  const chance = fleet.chance.of('releases')
  const models = [...new Set(fleet.tills.map(({ site }) => site.model))].toSorted()
  for (let day = 1; day < fleet.sizes.days; day++) {
    if (!chance.happens(BASE_RATES.releases)) continue
    const model = chance.pick(models)
    const version = `${chance.between(2, 6)}.${chance.between(0, 9)}.${chance.between(1, 9)}`
    for (const till of fleet.tills.filter(({ site }) => site.model === model && chance.happens(0.6))) {
      const at = fleet.start + day * DAY_MS + chance.whole(2 * DAY_MS)
      if (at < fleet.end) fleet.time.after(at - fleet.time.now(), () => fleet.install(till, 'software', version))
    }
  }
}

/** Some cards get a new PIN each night. */
function changePins(fleet: Fleet): void {
  const chance = fleet.chance.of('changes')
  const cards = fleet.people.flatMap(({ cards }) => cards)
  for (let day = 0; day < fleet.sizes.days; day++) {
    fleet.time.after(fleet.start + day * DAY_MS + 3 * HOUR_MS - fleet.time.now(), () => {
      const count = Math.floor(cards.length * BASE_RATES.pinChanged + chance.fraction())
      for (const card of chance.sample(cards, count)) void fleet.changePin(card)
    })
  }
}

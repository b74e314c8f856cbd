import { Visit } from '../fleet/people/visit.ts'
import { newPin, type OwnCard, type Person } from '../fleet/population/people.ts'
import type { FaultSite } from './fault.ts'

/** PINs that thieves try first (published lists of common PINs). */
const COMMON = [
  '123456',
  '111111',
  '000000',
  '123123',
  '888888',
  '666666',
  '112233',
  '1234',
  '1111',
  '0000',
  '1212',
  '8888',
]

/** A thief with somebody's card: thinks about what to try, then types quickly. Uses a till that is free just now. */
export async function makeThief(site: FaultSite, stolen: OwnCard, name: string): Promise<void> {
  const { fleet } = site
  const chance = site.chance.of(`thief/${stolen.number}/${name}`)
  const free = fleet.tills.filter((till) => !till.busy && till.operator !== '' && till.screen.name === 'idle')
  if (free.length === 0) return
  const till = chance.pick(free)
  const guesses = COMMON.filter((pin) => pin.length === stolen.pin.length)
  const guess = chance.happens(0.7) ? chance.pick(guesses) : newPin(chance, stolen.pin.length)
  const card: OwnCard = { ...stolen, inMind: guess, mistake: 'forgotten' }
  const thief: Person = {
    id: -1,
    region: till.shop.region,
    cards: [card],
    slips: 0.003,
    pace_ms: 260,
    attention: 1,
    patience: 1 + chance.whole(2),
    spending: 2,
    taps: false,
    forgets: 0,
    needsAssistance: false,
    busyUntil: 0,
    unlocking: true,
  }
  till.busy = true
  const parts = {
    chance,
    amount_minor: 20_000 + chance.whole(180_000),
    sale: `${site.id}/${stolen.number.slice(-4)}/${name}`,
  }
  try {
    await new Visit(fleet, thief, { ...parts, touched: (story) => site.mark(story, 'card') }).pay(till)
  } finally {
    till.busy = false
  }
}

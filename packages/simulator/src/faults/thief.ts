import { Visit } from '../fleet/people/visit.ts'
import { newPin, type OwnCard, type Person } from '../fleet/population/people.ts'
import { UTC_OFFSET_MS } from '../fleet/scenario.ts'
import type { Till } from '../fleet/parties/till.ts'
import type { Story } from '../fleet/story.ts'
import type { FaultSite } from './fault.ts'

const HOUR_MS = 3_600_000
/** A thief's payment that is refused for anything else would have been refused anyway. */
const WRONG_OR_LOCKED = ['55', '38', '75']

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

/**
 * A thief with somebody's card: thinks about what to try, then types quickly. Uses a till that is free just now.
 *
 * Before suite version 3 a thief remembers the PIN as often as its owner does, tries the PIN's own digits in another order,
 * has a locked card unlocked at the bank, comes at night to shops that are closed, and is the reason of every refusal.
 */
export async function makeThief(site: FaultSite, stolen: OwnCard, name: string): Promise<void> {
  const { fleet } = site
  const chance = site.chance.of(`thief/${stolen.number}/${name}`)
  const isThief = fleet.sizes.suite >= 3
  const free = fleet.tills.filter(
    (till) =>
      !till.busy && till.operator !== '' && till.screen.name === 'idle' && (!isThief || isOpen(till, fleet.time.now())),
  )
  if (free.length === 0) return
  const till = chance.pick(free)
  const guesses = COMMON.filter((pin) => pin.length === stolen.pin.length)
  const guess = () => (chance.happens(0.7) ? chance.pick(guesses) : newPin(chance, stolen.pin.length))
  const { absent: _, ...plastic } = stolen
  const card: OwnCard = { ...plastic, inMind: guess(), mistake: 'forgotten', ...(isThief ? { unlocking: true } : {}) }
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
    ...(isThief ? { habit: { guess } } : {}),
  }
  try {
    const touched = (story: Story): void => site.mark(story, 'card', isThief ? WRONG_OR_LOCKED : undefined)
    await new Visit(fleet, thief, { ...parts, touched }).pay(till)
  } finally {
    till.busy = false
  }
}

function isOpen({ shop }: Till, now: number): boolean {
  const hour = Math.floor((now + UTC_OFFSET_MS) / HOUR_MS) % 24
  return (shop.trade.hours[hour] ?? 0) > 0
}

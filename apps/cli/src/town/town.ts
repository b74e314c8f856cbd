import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { ChipMemory } from '@fiftyfive/emv'
import type { RolloutControl } from '@fiftyfive/host'
import type { DemoBank, DemoBankCard } from '@fiftyfive/issuer'
import { fileStorage } from '@fiftyfive/terminal/node'
import { TILLS } from './shops.ts'
import { Till, type TownHost } from './till.ts'

const SOFTWARE = '2.0.3'
/** A release that builds PIN blocks of another format. It reaches two tills before anybody stops it. */
const BAD_RELEASE = { version: '2.1.0', after_ms: 25_000, tills: ['noodles-2', 'market-2'] }
/** Messages arrive damaged: their codes say so before any issuer sees them. */
const BAD_CABLE = { after_ms: 60_000, till: 'pharmacy-1' }
/** One customer in so many hits a wrong key. */
const SLIP_EVERY = 30
/** Busy while somebody is likely to be watching it begin, then as a town is. */
const BUSY_MS = 15 * 60_000
const PAUSE_MS = { busy: [1_500, 6_000], quiet: [8_000, 30_000] } as const

/** The town, and its terminal management: it brings the bad release, and takes it back when it is told to. */
export interface Town extends RolloutControl {
  end(): void
}

interface Person {
  readonly card: DemoBankCard
  shopping: boolean
  /** The till that would not take the card: next time it is another one. */
  avoids?: Till
  /** What they came for and have not paid yet. */
  wants_minor?: number
}

/**
 * The living part of the demonstration: eight tills in four shops, and people who pay there. What goes wrong is
 * physical: a release with an error in it is rolled out, a cable goes bad.
 */
export async function startTown(directory: string, host: TownHost, bank: DemoBank): Promise<Town> {
  const closing = new AbortController()
  const people = (await bank.townspeople()).map((card): Person => ({ card, shopping: false }))
  const tills = TILLS.map((order) => new Till(order, host, fileStorage(join(directory, order.id))))
  for (const till of tills) await till.start(SOFTWARE)
  const startedAt = Date.now()
  const pause = () => {
    const [least, most] = Date.now() - startedAt < BUSY_MS ? PAUSE_MS.busy : PAUSE_MS.quiet
    return after(randomInt(least, most), undefined, { signal: closing.signal })
  }
  const named = (id: string) => tills.filter(({ order }) => order.id === id)
  const updated = BAD_RELEASE.tills.flatMap(named)
  let isHalted = false
  const rollOut = async () => {
    for (const till of updated) if (!isHalted) await till.update(BAD_RELEASE.version, 'block-format')
  }
  const story = async () => {
    await after(BAD_RELEASE.after_ms, undefined, { signal: closing.signal })
    await rollOut()
    await after(BAD_CABLE.after_ms, undefined, { signal: closing.signal })
    for (const till of named(BAD_CABLE.till)) till.noisy = true
  }
  for (const till of tills) ignoringClose(keepServing(till, people, bank, pause))
  ignoringClose(story())
  return {
    async takeBack(version) {
      if (version !== BAD_RELEASE.version) return false
      isHalted = true
      // One after the other, as their customers leave: nobody waits for that.
      for (const till of updated) ignoringClose(till.goBack(SOFTWARE, 'block-format'))
      return true
    },
    async resume() {
      isHalted = false
      ignoringClose(rollOut())
    },
    end() {
      closing.abort()
      for (const till of tills) till.stop()
    },
  }
}

async function keepServing(
  till: Till,
  people: readonly Person[],
  bank: DemoBank,
  pause: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await pause()
    const person = pick(people.filter(({ shopping, avoids }) => !shopping && avoids !== till))
    if (!person) continue
    person.shopping = true
    const amount_minor = (person.wants_minor ??= randomInt(6, 400) * 50)
    const { card } = person
    const memory = new ChipMemory(bank.takeChip(card.id))
    const outcome = await till.serve({ ...card, memory }, amount_minor, randomInt(SLIP_EVERY) === 0)
    bank.keepChip(card.id, memory)
    person.shopping = false
    if (outcome === 'refused') person.avoids = till
    // Some try again at another till, some leave for good.
    if (outcome === 'paid' || randomInt(2) === 0) delete person.wants_minor
    if (outcome === 'paid') delete person.avoids
  }
}

const pick = <T>(choices: readonly T[]): T | undefined =>
  choices.length === 0 ? undefined : choices[randomInt(choices.length)]

/** The town ends in the middle of a pause; anything else that goes wrong in it must not take the product down. */
const ignoringClose = (running: Promise<void>): void => void running.catch(() => undefined)

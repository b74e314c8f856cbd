import { keepZoneKeysFresh } from '@fiftyfive/acquiring'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BareTerminal, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

// Keys that acquirer and issuer share, changed while payments go on.

const DAY_MS = 86_400_000
let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
  terminal = await BareTerminal.signedOn(parties)
})
afterAll(() => parties.close())
beforeEach(async () => {
  await issueCard(parties)
  parties.link.behave = () => 'answer'
  parties.clock.time += 61_000
  await keepZoneKeysFresh(parties.acquirer)
  parties.link.reached.length = 0
})

const sell = async () => (await terminal.request(terminal.sale()))?.[39]
const keep = () => keepZoneKeysFresh(parties.acquirer)
const ours = async () => (await parties.acquirer.store.zoneKeys('bank'))?.current.pinCheckValue
const theirs = () => parties.issuer.store.zoneKeys()
/** The next working day, with its sign-on. */
async function tomorrow(): Promise<void> {
  parties.clock.time += DAY_MS + 60_000
  await terminal.signOn()
}

describe('zone keys', () => {
  it('are changed when they are a day old, and both sides go on with the new ones', async () => {
    const before = await ours()
    expect(await sell()).toBe('00')
    await keep()
    expect(parties.link.reached, 'not before').toEqual(['0200'])
    await tomorrow()
    await keep()
    expect(await sell()).toBe('00')
    expect(await ours()).not.toBe(before)
    expect(await theirs()).toMatchObject({
      current: { pinCheckValue: await ours() },
      previous: { pinCheckValue: before },
    })
    expect((await theirs())?.pending).toBeUndefined()
  })

  it('are changed when they have served often enough', async () => {
    const before = await ours()
    await sell()
    await keepZoneKeysFresh(parties.acquirer, { age_ms: DAY_MS, uses: 1 })
    expect(await ours()).not.toBe(before)
    expect(await sell()).toBe('00')
  })

  it.each(['lose-request', 'lose-answer', 'down'] as const)(
    'stay as they were when the confirmation is lost (%s), and the same new ones are offered again',
    async (behaviour) => {
      const before = await ours()
      await tomorrow()
      parties.link.behave = ({ mti }) => (mti === '0800' ? behaviour : 'answer')
      await keep()
      const pending = (await parties.acquirer.store.zoneKeys('bank'))?.pending
      expect([await ours(), await sell()]).toEqual([before, '00'])
      parties.link.behave = () => 'answer'
      parties.clock.time += 61_000
      await keep()
      expect([await ours(), await sell()]).toEqual([pending?.pinCheckValue, '00'])
    },
  )

  it('of both versions work while a change is under way', async () => {
    await tomorrow()
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    parties.link.behave = ({ mti }) => (mti === '0200' ? { hold: held } : 'answer')
    const before = sell()
    await expect.poll(async () => (await parties.acquirer.store.openPayments()).length).toBe(1)
    await keep()
    parties.link.behave = () => 'answer'
    expect(await sell(), 'under the new ones').toBe('00')
    release()
    expect(await before, 'whose PIN is under the old ones').toBe('00')
  })

  it('that differ are never called an incorrect PIN, and are changed at this first sign', async () => {
    const { acquirer, link } = parties
    const other = await acquirer.securityModule.generateKey({ use: 'pin', algorithm: 'tdes-2' })
    const state = await acquirer.store.zoneKeys('bank')
    if (!other.ok || !state) throw new Error('no other key')
    link.ring.adopt({ ...state, current: { ...state.current, pin: other.value.key } })
    parties.clock.time += 61_000
    expect(await sell()).toBe('96')
    expect((await cardState(parties))?.triesLeft).toBe(3)
    await keep()
    expect(await sell()).toBe('00')
  })

  it('that the issuer does not take leave the old ones in use, and people hear of it', async () => {
    const before = await ours()
    await tomorrow()
    const { zoneMasterKey } = parties.issuer
    Object.assign(parties.issuer, { zoneMasterKey: undefined })
    for (let attempt = 0; attempt < 20; attempt++) {
      await keep()
      parties.clock.time += 61_000
    }
    expect([await ours(), await sell()]).toEqual([before, '00'])
    const found = await parties.acquirer.store.openExceptions()
    expect(found).toMatchObject([{ kind: 'zone-keys-overdue', subject: 'bank', detail: '12' }])
    Object.assign(parties.issuer, { zoneMasterKey })
    await keep()
    expect(await parties.acquirer.store.openExceptions()).toEqual([])
  })
})

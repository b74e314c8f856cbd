import { fromHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { type ChipActs, judgeAct, withAct } from './chip-acts.ts'
import type { Authorization, AuthorizationStatus } from './ledger.ts'

/** A chip at its issuer: what it began, and what became of each. */
function issuer() {
  let known: ChipActs | undefined
  const outcomes = new Map<string, AuthorizationStatus>()
  const store = {
    authorization: (key: string) => {
      const status = outcomes.get(key)
      return Promise.resolve(status && ({ key, status } as Authorization))
    },
  }
  const dataOf = (counter: number, cryptogram: number) => ({
    '9F36': Uint8Array.of(counter >> 8, counter & 0xff),
    '9F26': fromHex(cryptogram.toString(16).padStart(16, '0')),
  })
  return {
    outcomes,
    present: async (counter: number, status: AuthorizationStatus = 'approved', cryptogram = counter) => {
      const data = dataOf(counter, cryptogram)
      const judged = await judgeAct(store, known, data)
      if (judged !== 'fresh') return judged
      const key = `payment-${outcomes.size}`
      outcomes.set(key, status)
      known = withAct(known, data, key)
      return judged
    },
  }
}

test('each payment has a counter of its own; gaps are no matter, nor is being overtaken by a few', async () => {
  const { present } = issuer()
  for (const counter of [7, 8, 300, 269, 299, 301])
    expect([counter, await present(counter)]).toEqual([counter, 'fresh'])
  for (const counter of [7, 268]) expect([counter, await present(counter)]).toEqual([counter, 'rolled-back'])
})

test('what has moved money is not taken again, whoever brings it', async () => {
  const { present } = issuer()
  await present(9)
  expect(await present(9)).toBe('replayed')
})

test('two chips with one counter are two chips, even where the first was declined', async () => {
  const { present } = issuer()
  await present(9, 'declined')
  expect(await present(9, 'approved', 0xc0)).toBe('replayed')
})

test('a tap may be presented again with another PIN, and once more after it was undone, but not after an approval', async () => {
  const { present, outcomes } = issuer()
  expect([await present(9, 'declined'), await present(9, 'approved'), await present(9)]).toEqual([
    'fresh',
    'fresh',
    'replayed',
  ])
  outcomes.set('payment-1', 'reversed')
  expect(await present(9)).toBe('fresh')
})

test('of the counters far back none is forgotten as long as the window reaches', async () => {
  const { present } = issuer()
  for (let counter = 1; counter <= 60; counter++) await present(counter)
  const again = await Promise.all(Array.from({ length: 32 }, (_, lag) => present(60 - lag)))
  expect(new Set(again)).toEqual(new Set(['replayed']))
  expect(await present(28)).toBe('rolled-back')
})

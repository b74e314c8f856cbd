import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Attempt } from '@fiftyfive/diagnosis'
import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'
import type { Batch } from './reading.ts'

const COUNT = 1_000
const WINDOW = 60
const attemptAt = (at: number): Attempt => ({
  id: `T1-${at}`,
  at,
  terminal: 'T1',
  merchant: 'M1',
  card: 'c1',
  range: '622588',
  code: '00',
})

async function ordered(times: readonly number[]): Promise<number[]> {
  async function* batches(): AsyncGenerator<Batch> {
    for (let from = 0; from < times.length; from += 7)
      yield { attempts: times.slice(from, from + 7).map(attemptAt), faults: [{ line: from, reason: 'noted' }] }
  }
  const found: number[] = []
  let faults = 0
  for await (const batch of inOrder(batches(), WINDOW)) {
    found.push(...batch.attempts.map(({ at }) => at))
    faults += batch.faults.length
  }
  expect(faults).toBe(Math.ceil(times.length / 7))
  return found
}

const RISING = Array.from({ length: COUNT }, (_, index) => index)
const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('fiftyfive-')).length

describe('attempts in order', () => {
  it.each([
    ['the oldest first', RISING],
    ['some a little late', RISING.map((at) => (at % 10 === 3 ? at - 2 : at))],
    ['the newest first', RISING.toReversed()],
    ['one terminal after another', RISING.map((at) => (at % 20) * 50 + Math.floor(at / 20))],
    ['too few to fill the windows', RISING.slice(0, 20).toReversed()],
  ])('%s', async (_, times) => {
    const before = leftBehind()
    expect(await ordered(times)).toEqual(times.toSorted((a, b) => a - b))
    expect(leftBehind()).toBeLessThanOrEqual(before)
  })
})

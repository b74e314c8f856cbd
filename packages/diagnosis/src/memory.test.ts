import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { randomInteger, seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { DiagnosisEngine } from './engine.ts'
import { RecentAttempts } from './recent-attempts.ts'
import { approval, MORNING } from './testing.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** As a line of a log: every text in it is its own. */
const read = (line: string) => JSON.parse(line) as ReturnType<typeof approval>
const random = seededRandom('memory')
const line = (index: number) =>
  JSON.stringify(
    approval({
      id: `T-000001-${index}`,
      at: MORNING + index * 4_000,
      terminal: `T000000${randomInteger(random, 40)}`,
      card: `card-of-a-customer-${randomInteger(random, 3_000)}`,
      ...(index % 400 === 0 ? { code: '55', issuerCode: '55' } : {}),
    }),
  )

/** What is alive, in MiB: the least of several looks, as code that is compiled meanwhile and other garbage come and go. */
async function alive(): Promise<number> {
  let least = Infinity
  for (let look = 0; look < 4; look++) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
    least = Math.min(least, process.memoryUsage().heapUsed / 2 ** 20)
  }
  return least
}

test('a log twice as long takes no more memory', { timeout: 120_000 }, async () => {
  const engine = new DiagnosisEngine()
  let index = 0
  const heapAfter = (attempts: number): Promise<number> => {
    while (index < attempts) engine.observe(read(line(index++)))
    return alive()
  }
  // The window of sessions is full then, and the lists of terminals and cards are.
  const first = await heapAfter(42_000)
  const grown = (await heapAfter(90_000)) - first
  expect(engine.incidents).toEqual([])
  // The least that is kept of an attempt would be 9 MB; 120 refusals more have verdicts that may still change.
  expect(grown).toBeLessThan(6)
})

test('the attempts that are kept have a bound, whatever the number of cards and terminals', () => {
  const recent = new RecentAttempts(500)
  for (let index = 0; index < 3_000; index++)
    recent.add(approval({ id: `${index}`, at: MORNING + index, card: `c${index % 900}`, terminal: `T${index % 300}` }))
  const [cards, terminals] = recent.sizes
  expect(cards).toBeLessThanOrEqual(500)
  expect(terminals).toBeLessThanOrEqual(500)
  expect(recent.around(approval({ id: 'next', at: MORNING + 3_000, card: 'c299' })).card).not.toEqual([])
})

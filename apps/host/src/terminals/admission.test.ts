import { describe, expect, it } from 'vitest'
import { Admission, type AdmissionLimits } from './admission.ts'

const LIMITS: AdmissionLimits = { atWork: 2, inFlight: 50, queued: 20, queuedPerConnection: 4, wait_ms: 60 }
const REFUSED = Uint8Array.of(96)

/** A host whose work ends when the test says so. */
function host(limits: AdmissionLimits = LIMITS) {
  const working: { body: Uint8Array; finish: () => void }[] = []
  const admission = new Admission(
    {
      handle: (body) => new Promise((resolve) => working.push({ body, finish: () => resolve(body) })),
      refuse: () => REFUSED,
    },
    limits,
  )
  const finishOne = async () => {
    working.shift()?.finish()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { admission, working, finishOne }
}

const message = (number: number) => Uint8Array.of(number)

describe('admission', () => {
  it('keeps half of the places for others, and refuses at once what a connection has too much of', () => {
    const { admission, working } = host()
    const flood = {}
    const answers = Array.from({ length: 10 }, (_, index) => admission.take(flood, message(index), 0))
    expect(working.length).toBe(1)
    expect(answers.slice(3)).toEqual(Array(7).fill(REFUSED))
    expect(admission.counts()).toMatchObject({ atWork: 1, queued: 2, refused: 7 })
    void admission.take({}, message(10), 0)
    expect(admission.counts()).toMatchObject({ atWork: 1, queued: 3 })
    admission.checkTime(1)
    expect(working.map(({ body }) => body)).toEqual([message(0), message(10)])
  })

  it('refuses at once what it will not come to in time, but no terminal that has nothing else waiting', async () => {
    const { admission, finishOne } = host({ ...LIMITS, inFlight: 5_000, queued: 5_000, queuedPerConnection: 5_000 })
    // 20 messages in 10 ms: so 120 are begun within 60 ms.
    for (let warm = 0; warm < 20; warm++) void admission.take({}, message(0), 0)
    admission.checkTime(0)
    for (let done = 0; done < 20; done++) await finishOne()
    for (let tick = 1; tick <= 30; tick++) admission.checkTime(tick)
    const flood = {}
    const answers = Array.from({ length: 1_000 }, () => admission.take(flood, message(1), 30))
    const taken = answers.filter((answer) => answer !== REFUSED).length
    expect(taken).toBeGreaterThanOrEqual(LIMITS.atWork)
    expect(taken).toBeLessThan(200)
    expect(admission.take(flood, message(1), 30)).toBe(REFUSED)
    expect(admission.take({}, message(2), 30)).toBeInstanceOf(Promise)
  })

  it('gives each connection its turn, however much one of them sends (abuse 29)', async () => {
    const { admission, finishOne } = host()
    const served = new Map<number, number>()
    const send = async (connection: object, number: number) => {
      const answer = await admission.take(connection, message(number), performance.now())
      if (answer !== REFUSED) served.set(number, (served.get(number) ?? 0) + 1)
    }
    const terminals = Array.from({ length: 5 }, () => ({}))
    // The first sends a hundred times as much as each of the others, which always have one message waiting.
    for (let round = 0; round < 100; round++) {
      for (const [number, terminal] of terminals.entries())
        for (let copy = 0; copy < (number === 0 ? 100 : 1); copy++) void send(terminal, number)
      for (let done = 0; done < 5; done++) await finishOne()
    }
    const counts = [...served.values()]
    const sum = counts.reduce((total, count) => total + count, 0)
    const jain = sum ** 2 / (counts.length * counts.reduce((total, count) => total + count ** 2, 0))
    expect(counts.length).toBe(5)
    expect(jain).toBeGreaterThan(0.98)
  })

  it('refuses what waited too long, also when nothing ends', async () => {
    const { admission } = host()
    const terminal = {}
    for (let index = 0; index < 2; index++) void admission.take({}, message(index), 0)
    const waiting = admission.take(terminal, message(9), 1_000)
    admission.checkTime(1_060)
    expect(admission.counts().queued).toBe(1)
    admission.checkTime(1_061)
    expect(await waiting).toBe(REFUSED)
  })

  it('has room for others while one waits for its issuer', async () => {
    const { admission, working } = host()
    const elsewhere = Promise.withResolvers<void>()
    for (let index = 0; index < 4; index++) void admission.take({}, message(index), performance.now())
    expect(working.length).toBe(2)
    const away = admission.away(elsewhere.promise)
    expect(working.length).toBe(3)
    elsewhere.resolve()
    await away
    expect(admission.counts()).toMatchObject({ atWork: 3, inFlight: 3, queued: 1 })
  })

  it('drains: what was taken is finished, what is new is refused', async () => {
    const { admission, finishOne } = host()
    const taken = admission.take({}, message(1), 0)
    let drained = false
    const draining = admission.drain().then(() => (drained = true))
    expect(await admission.take({}, message(2), 0)).toBe(REFUSED)
    expect(drained).toBe(false)
    await finishOne()
    expect(await taken).toEqual(message(1))
    await draining
  })
})

import { randomFraction, seededRandom, type Random } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { ChangeDetector } from './change-detector.ts'
import { thresholdFor } from './threshold.ts'

const USUAL = 0.02
const THRESHOLD = thresholdFor(1e6)

/** Observations from a change until the alarm, sorted, over many runs that each begin with a healthy past. */
function delays(rate: number, runs: number): number[] {
  const random = seededRandom(`delay-${rate}`)
  return Array.from({ length: runs }, () => {
    const detector = new ChangeDetector(THRESHOLD)
    feed(detector, random, USUAL, 300)
    for (let count = 1; ; count++) if (detector.observe(randomFraction(random) < rate, USUAL, count)) return count
  }).toSorted((a, b) => a - b)
}
function feed(detector: ChangeDetector, random: Random, rate: number, count: number): number {
  let alarms = 0
  for (let at = 0; at < count; at++) if (detector.observe(randomFraction(random) < rate, USUAL, at)) alarms++
  return alarms
}
const at = (share: number, sorted: readonly number[]): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN

describe('ChangeDetector', () => {
  test.each([
    { fault: 'a wrong key', rate: 1, median: 5, late: 5 },
    { fault: 'a dead key, 4 digits', rate: 0.35, median: 20, late: 45 },
    { fault: 'one model of ten', rate: 0.1, median: 170, late: 400 },
  ])('finds $fault ($rate) within $median observations as a rule', ({ rate, median, late }) => {
    const sorted = delays(rate, 100)
    expect(at(0.5, sorted)).toBeLessThanOrEqual(median)
    expect(at(0.95, sorted)).toBeLessThanOrEqual(late)
  })

  test('is silent in a healthy stream', () => {
    expect(feed(new ChangeDetector(THRESHOLD), seededRandom('healthy'), USUAL, 200_000)).toBe(0)
  })

  test('agrees with trying every moment of the past', () => {
    const random = seededRandom('exhaustive')
    for (let run = 0; run < 30; run++) {
      const stream = Array.from({ length: 120 }, () => randomFraction(random) < 0.15)
      const expected = 0.1
      let best = 0
      const detector = new ChangeDetector(1e-9)
      for (const [index, failed] of stream.entries()) {
        const alarm = detector.observe(failed, expected, index)
        best = Math.max(
          ...stream
            .slice(0, index + 1)
            .keys()
            .map((since) => ratio(stream.slice(since, index + 1), expected)),
        )
        if (failed) expect(alarm?.score ?? 0).toBeCloseTo(best, 9)
      }
    }
  })

  test('says since when, and how much', () => {
    const detector = new ChangeDetector(THRESHOLD)
    for (let at = 0; at < 500; at++) detector.observe(at % 50 === 0, USUAL, at)
    const alarms = [501, 502, 503, 504, 505, 506].map((at) => detector.observe(true, USUAL, at))
    const alarm = alarms.find((each) => each !== undefined)
    expect(alarm).toMatchObject({ since: 501 })
    expect(alarm?.failures).toBe(alarm?.observations)
  })

  test('watches a recovery when it is fed with what an incident leads to expect', () => {
    const random = seededRandom('recovery')
    const incidentRate = 0.5
    const detector = new ChangeDetector(THRESHOLD)
    let count = 0
    while (!detector.observe(randomFraction(random) >= USUAL, 1 - incidentRate, count)) count++
    expect(count).toBeLessThan(60)
  })
})

/** Binomial log-likelihood ratio of a whole stream. */
function ratio(stream: readonly boolean[], expected: number): number {
  const failures = stream.filter(Boolean).length
  const rate = failures / stream.length
  if (rate <= expected) return 0
  const passed = stream.length - failures
  return failures * Math.log(rate / expected) + (passed > 0 ? passed * Math.log((1 - rate) / (1 - expected)) : 0)
}

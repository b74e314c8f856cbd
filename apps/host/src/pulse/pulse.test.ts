import type { AcquirerEvent } from '@fiftyfive/acquiring'
import { expect, it } from 'vitest'
import { Pulse } from './pulse.ts'

const STEP_MS = 10_000
let now = 0
const pulseAt = (start: number): Pulse => {
  now = start
  return new Pulse({ now: () => now })
}
const attempt = (code: string, took_ms: number, issuer_ms?: number): AcquirerEvent => {
  const at = now - took_ms
  const link = issuer_ms === undefined ? {} : { link: 'bank', latency_ms: issuer_ms }
  const observation = { at, timeline: [{ at: now, step: 'respond', detail: code }], ...link }
  return { type: 'attempt', observation, code, recorded: true } as unknown as AcquirerEvent
}

it('counts a step and tells its times within five percent', () => {
  const pulse = pulseAt(1_000 * STEP_MS)
  for (let index = 1; index <= 200; index++) pulse.observe(attempt(index % 4 === 0 ? '55' : '00', index, index / 2))
  pulse.observe(attempt('51', 1))
  const { steps } = pulse.view()
  expect(steps).toHaveLength(1)
  const [step] = steps
  expect(step).toMatchObject({ at: now, attempts: 201, approved: 150, refused: 50 })
  for (const [told, true_ms] of [
    [step?.answer?.p50_ms, 100],
    [step?.answer?.p99_ms, 198],
    [step?.links[0]?.p50_ms, 50],
    [step?.links[0]?.p99_ms, 99],
  ] as const) {
    expect(told).toBeGreaterThanOrEqual(true_ms * 0.99)
    expect(told).toBeLessThanOrEqual(true_ms * 1.06)
  }
})

it('keeps the highest queue of a step, and what was refused within it', () => {
  const pulse = pulseAt(5 * STEP_MS)
  pulse.sample({ queued: 3, inFlight: 40, refused: 7, securityModule_ms: 2 })
  pulse.sample({ queued: 1, inFlight: 90, refused: 7 })
  now += STEP_MS
  pulse.sample({ queued: 0, inFlight: 2, refused: 12 })
  expect(pulse.view().steps).toMatchObject([
    { queued: 3, inFlight: 90, overloaded: 7, securityModule: { p50_ms: expect.closeTo(2, 0) } },
    { queued: 0, inFlight: 2, overloaded: 5 },
  ])
})

it('forgets what is older than an hour, and bears a clock that is set back', () => {
  const pulse = pulseAt(2_000 * STEP_MS)
  pulse.observe(attempt('00', 5))
  now -= 3 * STEP_MS
  pulse.observe(attempt('00', 5))
  expect(pulse.view().steps).toMatchObject([{ attempts: 2 }])
  now += 400 * STEP_MS
  pulse.observe(attempt('00', 5))
  expect(pulse.view().steps).toHaveLength(1)
})

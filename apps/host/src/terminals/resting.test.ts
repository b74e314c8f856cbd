import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Resting } from './resting.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const connection = () => ({ pause: vi.fn(), resume: vi.fn() })

describe('resting connections', () => {
  it('rest twice as long each time, and never longer than they may', () => {
    const resting = new Resting(50, () => {})
    for (const [times, rest_ms] of [
      [1, 10],
      [2, 20],
      [3, 40],
      [4, 50],
      [20, 50],
    ] as const) {
      const one = connection()
      const began = performance.now()
      resting.rest(one, times, began)
      expect(one.pause).toHaveBeenCalledOnce()
      while (one.resume.mock.calls.length === 0) vi.advanceTimersByTime(10)
      expect(performance.now() - began).toBe(rest_ms)
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  it('come back one after the other, also after a pause of the process', () => {
    const back: number[] = []
    const resting = new Resting(50, (_, now_ms) => back.push(now_ms))
    const began = performance.now()
    for (let index = 0; index < 30; index++) resting.rest(connection(), 9, began)
    vi.advanceTimersByTime(100)
    expect(new Set(back).size).toBe(3)
    resting.rest(connection(), 1, performance.now() - 200)
    vi.advanceTimersByTime(10)
    expect(back.length).toBe(31)
    resting.close()
  })
})

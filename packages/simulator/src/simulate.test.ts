import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

const HOURS = 0.5
/** A fixed set, so that a change that breaks something breaks it for everybody. */
const FIXED_SEEDS = [1, 7, 11, 15, 17, 41, 1058]
const FRESH = 6

const replay = (seed: number) => `replay: fiftyfive chaos --seed ${seed} --hours ${HOURS} --story`

describe('the failing world', () => {
  it.each(FIXED_SEEDS)('every promise holds in seed %i', async (seed) => {
    const outcome = await simulate({ seed, hours: HOURS })
    expect(outcome.breach, replay(seed)).toBeUndefined()
    expect(outcome.payments, 'something was paid').toBeGreaterThan(50)
    expect(outcome.approved).toBeGreaterThan(10)
  })

  it('every promise holds in seeds nobody has seen', async () => {
    const first = 1_000_000 + Math.floor(Math.random() * 1_000_000_000)
    for (let seed = first; seed < first + FRESH; seed++) {
      const { breach } = await simulate({ seed, hours: HOURS })
      expect(breach, replay(seed)).toBeUndefined()
    }
  })

  it('is the same every time for the same seed', async () => {
    const [once, again] = [
      await simulate({ seed: 5, hours: 0.3, story: true }),
      await simulate({ seed: 5, hours: 0.3, story: true }),
    ]
    expect(again).toEqual(once)
    expect(once.story.length).toBeGreaterThan(1_000)
  })

  it('has nothing but the faults it is told to have', async () => {
    const { faults, breach, approved } = await simulate({ seed: 5, hours: 0.3, only: new Set() })
    expect({ faults, breach }).toEqual({ faults: [], breach: undefined })
    expect(approved).toBeGreaterThan(50)
  })
})

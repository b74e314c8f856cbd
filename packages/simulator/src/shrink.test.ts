import { describe, expect, it } from 'vitest'
import { shrink } from './shrink.ts'
import { simulate } from './simulate.ts'

describe('shrink', () => {
  it('leaves a run in which nothing broke as it is', async () => {
    const simulation = { seed: 3, hours: 0.05 }
    const outcome = await simulate(simulation)
    expect(await shrink(simulation, outcome)).toBe(outcome)
  })

  it('may take any fault away without moving the others that struck before it', async () => {
    const simulation = { seed: 3, hours: 0.1 }
    const { faults } = await simulate(simulation)
    const last = faults.at(-1) ?? ''
    const without = await simulate({ ...simulation, only: new Set(faults.slice(0, -1)) })
    expect(faults.length).toBeGreaterThan(5)
    expect(without.faults).toEqual(faults.slice(0, -1))
    expect(without.faults).not.toContain(last)
  })
})

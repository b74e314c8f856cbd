import { describe, expect, it } from 'vitest'
import { counters } from './counters.ts'

const clock = { now: () => Date.UTC(2027, 1, 1) }

describe('counters', () => {
  it('number references by year digit, day and a running number', () => {
    const given = counters(clock, undefined)
    expect([given.nextReference(), given.nextReference()]).toEqual(['703200000001', '703200000002'])
  })
  it('go on after a restart, on another day too', () => {
    expect(counters(clock, '703100000041').nextReference()).toBe('703200000042')
  })
  it('wrap the trace number without ever giving 000000', () => {
    const given = counters(clock, '703100999998')
    expect([given.nextTrace(), given.nextTrace()]).toEqual(['999999', '000001'])
  })
})

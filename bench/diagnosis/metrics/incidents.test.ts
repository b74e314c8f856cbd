import type { Attempt } from '@fiftyfive/diagnosis'
import { expect, test } from 'vitest'
import type { FaultTruth, Scenario } from '../truth.ts'
import { falseIncidentsPer10000, falseIncidentsPerWeek, quantile, scopeF1, scoreIncidents } from './incidents.ts'

const MINUTE_MS = 60_000

const refusal = (minute: number, terminal: string, card: string): Attempt => ({
  id: `${terminal}-${minute}`,
  at: minute * MINUTE_MS,
  terminal,
  merchant: 'M1',
  card,
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  code: '55',
  forwarded: true,
})
const attempts = [
  refusal(0, 'T2', 'd'),
  refusal(10, 'T1', 'a'),
  refusal(11, 'T1', 'a'),
  refusal(12, 'T1', 'b'),
  refusal(13, 'T2', 'e'),
  refusal(14, 'T2', 'f'),
  refusal(15, 'T2', 'g'),
  refusal(16, 'T2', 'h'),
]
const fault: FaultTruth = {
  kind: 'fault',
  id: 'f1',
  cause: 'dead-key',
  owner: 'terminal',
  scope: ['terminal=T1'],
  equivalents: { 'terminal=T1': ['merchant=M9'] },
  from: 10 * MINUTE_MS,
  until: 20 * MINUTE_MS,
}
const scenario: Scenario = {
  name: 'one dead key',
  terminals: 2,
  days: 5,
  attempts,
  attemptTruths: attempts.map(({ id, terminal }) =>
    terminal === 'T1'
      ? { kind: 'attempt', id, cause: 'dead-key', owner: 'terminal', fault: 'f1' }
      : { kind: 'attempt', id, cause: 'slip', owner: 'cardholder' },
  ),
  faults: [fault],
}
const incident = (minute: number, scope: string, cause = 'unknown', id = scope) => ({
  incident: id,
  at: minute * MINUTE_MS,
  scope: [scope],
  cause,
})

test('an incident that names the place of a fault is its, also where people are refused more often for their own reasons', () => {
  const busy = Array.from({ length: 6 }, (_, index) => refusal(13 + index, 'T1', `p${index}`))
  const truths = busy.map(({ id }) => ({ kind: 'attempt', id, cause: 'slip', owner: 'cardholder' }) as const)
  const crowded = {
    ...scenario,
    attempts: [...attempts, ...busy],
    attemptTruths: [...scenario.attemptTruths, ...truths],
  }
  const scored = (scope: string) => scoreIncidents(crowded, [incident(19, scope)]).falseIncidents
  expect([scored('terminal=T1'), scored('merchant=M9'), scored('merchant=M1')]).toEqual([0, 1, 1])
})

test('found: delay counts refusals and distinct cards, cause and scope are those said last', () => {
  const said = [incident(12, 'terminal=T1', 'unknown', 'i'), incident(18, 'merchant=M9', 'dead-key', 'i')]
  const { faults, falseIncidents } = scoreIncidents(scenario, said)
  expect(falseIncidents).toBe(0)
  expect(faults[0]?.found).toEqual({
    said: said[1],
    delay_min: 2,
    delay_attempts: 3,
    delay_cards: 2,
    scopeF1: 1,
    rightCause: true,
    rightOwner: true,
    rightAction: true,
    harmfulAction: false,
  })
})

test('another terminal, the whole merchant, or before the fault: false and not found', () => {
  for (const wrong of [incident(15, 'terminal=T2'), incident(15, 'merchant=M1'), incident(5, 'terminal=T1')]) {
    const score = scoreIncidents(scenario, [wrong])
    expect([score.falseIncidents, score.faults[0]?.found]).toEqual([1, undefined])
  }
})

test('a fault that touched no refusal is left out', () => {
  const idle = { ...fault, id: 'idle' }
  expect(scoreIncidents({ ...scenario, faults: [idle] }, []).faults).toEqual([])
})

test('the F1 of a scope knows order, equivalents and extras', () => {
  const both = { scope: ['model=m&version=2'], equivalents: {} }
  expect(scopeF1(both, ['version=2&model=m'])).toBe(1)
  expect(scopeF1(both, ['version=2&model=m', 'link=l'])).toBeCloseTo(2 / 3)
  expect(scopeF1(both, ['model=m'])).toBe(0)
})

test('false incidents by terminal-days and by week', () => {
  const score = { faults: [], falseIncidents: 2, terminalDays: 14_000 }
  expect(falseIncidentsPerWeek([score])).toBeCloseTo(2)
  expect(falseIncidentsPer10000([score])).toBeCloseTo(1.43, 2)
  expect([quantile([3, 1, 2], 0.5), quantile([], 0.5)]).toEqual([2, NaN])
})

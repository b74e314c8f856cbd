import { randomFraction, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { FleetWatch, type ScopeAlarm, type CardSession } from './fleet-watch.ts'

const SCOPES = [['terminal'], ['issuer'], ['link'], ['version'], ['issuer', 'link']] as const
const OPTIONS = { scopes: SCOPES, usualRate: 0.03, falseAlarmEvery: 1e7, cellsMax: 1000 }

/** Sessions of a fleet of 60 terminals, one a second; `rate` says how likely one fails. */
function* sessions(
  seed: string,
  count: number,
  rate: (values: CardSession['values']) => number,
): Generator<CardSession> {
  const random = seededRandom(seed)
  for (let second = 0; second < count; second++) {
    const terminal = randomInteger(random, 60)
    const values = {
      terminal: `t${terminal}`,
      version: terminal < 40 ? '1.0' : '1.1',
      issuer: `i${randomInteger(random, 8)}`,
      link: `l${randomInteger(random, 2)}`,
    }
    yield { at: second * 1000, failed: randomFraction(random) < rate(values), values }
  }
}

function alarmsOf(watch: FleetWatch, stream: Iterable<CardSession>): ScopeAlarm[] {
  return [...stream].flatMap((session) => watch.observe(session))
}

describe('FleetWatch', () => {
  test('is silent while the fleet is healthy, whatever each issuer is used to', () => {
    const usual = (values: CardSession['values']): number => (values['issuer'] === 'i3' ? 0.06 : 0.02)
    expect(alarmsOf(new FleetWatch(OPTIONS), sessions('healthy', 30_000, usual))).toEqual([])
  })

  test('names the terminal whose key went wrong, within a few sessions, and nothing else', () => {
    const watch = new FleetWatch(OPTIONS)
    alarmsOf(
      watch,
      sessions('before', 6_000, () => 0.03),
    )
    const fault = sessions('fault', 1_200, ({ terminal }) => (terminal === 't7' ? 1 : 0.03))
    const alarms = alarmsOf(watch, fault)
    expect(alarms.map(({ scope }) => scope)).toEqual(['terminal=t7'])
    expect(alarms[0]?.failures).toBeLessThanOrEqual(8)
  })

  test('names a combination before the values it is made of', () => {
    const watch = new FleetWatch(OPTIONS)
    alarmsOf(
      watch,
      sessions('before', 6_000, () => 0.03),
    )
    const fault = sessions('pair', 3_000, ({ issuer, link }) => (issuer === 'i2' && link === 'l1' ? 0.6 : 0.03))
    expect(alarmsOf(watch, fault)[0]?.scope).toBe('issuer=i2&link=l1')
  })

  test('alarms once, and again only after it was settled', () => {
    const watch = new FleetWatch(OPTIONS)
    const fault = (seed: string): ScopeAlarm[] =>
      alarmsOf(
        watch,
        sessions(seed, 1_500, ({ terminal }) => (terminal === 't7' ? 1 : 0.03)),
      ).filter(({ scope }) => scope === 'terminal=t7')
    expect(fault('first')).toHaveLength(1)
    expect(fault('second')).toHaveLength(0)
    watch.settle('terminal=t7')
    expect(fault('third')).toHaveLength(1)
  })

  test('keeps its memory bounded and forgets what was not seen for longest', () => {
    const watch = new FleetWatch({ ...OPTIONS, scopes: [['card']], cellsMax: 50 })
    for (let card = 0; card < 500; card++) watch.observe({ at: card, failed: false, values: { card: `c${card}` } })
    expect(watch.size).toBe(50)
  })

  test('leaves out scopes whose dimensions a session does not have', () => {
    const watch = new FleetWatch(OPTIONS)
    watch.observe({ at: 0, failed: true, values: { terminal: 't1' } })
    expect(watch.size).toBe(1)
  })
})

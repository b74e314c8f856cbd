import { seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { CAUSES, type CauseId } from '../causes.ts'
import { type Action, ACTION_IDS, ACTIONS } from './catalogue.ts'
import { effectOf, type Share } from './effect.ts'
import { proposals } from './propose.ts'

const actions = ACTION_IDS.map((id): readonly [string, Action] => [id, ACTIONS[id]])

describe('the catalogue of actions', () => {
  it('has a reversible action for every cause that is ours and not a matter of the card', () => {
    const ours = (Object.keys(CAUSES) as CauseId[]).filter((cause) => CAUSES[cause].owner !== 'cardholder')
    const without = ours.filter((cause) => !actions.some(([, { helps }]) => helps.includes(cause)))
    // An accessible entry that fails is a matter of training; the bank's own block is the bank's.
    expect(without).toEqual(['accessibility', 'risk-block'])
  })

  it('never pauses, holds or quarantines by itself, and lets every action lapse', () => {
    const automatic = actions.filter(([, { policy }]) => policy === 'automatic').map(([id]) => id)
    expect(automatic).toEqual(['force-sign-on', 'offer-qr'])
    for (const [id, { lasts_ms, reach, aloneUpTo_terminals }] of actions) {
      expect([id, lasts_ms > 0 && lasts_ms <= 72 * 3_600_000]).toEqual([id, true])
      expect([id, aloneUpTo_terminals <= reach.terminals]).toEqual([id, true])
    }
  })

  it('wants a key custodian for keys', () => {
    expect(ACTIONS['renew-keys']).toMatchObject({ aloneUpTo_terminals: 0, approval: 'keys.change' })
  })
})

describe('proposals for an incident', () => {
  const ranking = [
    { cause: 'dead-key', probability: 0.9 },
    { cause: 'zone-key', probability: 0.06 },
  ] as const

  it('come from all causes it may have, what fits best first', () => {
    const found = proposals({ scope: ['terminal=T0000001'], ranking })
    expect(found.map(({ action }) => action)).toEqual(['pause-pin', 'offer-qr', 'quarantine'])
    expect(found[0]?.fits).toBeCloseTo(0.96)
  })

  it('keep harm away also while nobody knows the cause', () => {
    const found = proposals({ scope: ['link=network-a'], ranking: [{ cause: 'other', probability: 0.9 }] })
    expect(found.map(({ action }) => action)).toEqual(['pause-pin', 'offer-qr'])
  })

  it('name only scopes that they can be carried out in', () => {
    const found = proposals({ scope: ['range=622588'], ranking })
    expect(found.map(({ action }) => action)).not.toContain('quarantine')
    expect(proposals({ scope: ['range=622588'], ranking: [{ cause: 'forgotten', probability: 1 }] })).toEqual([])
  })
})

describe('the effect of an action', () => {
  const share = (attempts: number, refused: number): Share => ({ attempts, refused })

  it('is what fell beyond what fell elsewhere', () => {
    const cured = effectOf({
      before: share(40, 36),
      after: share(40, 2),
      controlBefore: share(2_000, 60),
      controlAfter: share(2_000, 60),
    })
    expect(cured).toMatchObject({ judgement: 'helps' })
    expect(cured.reduction).toBeCloseTo(0.81, 1)
    // Everybody recovered, the control group too: the action did nothing.
    const anyway = effectOf({
      before: share(40, 36),
      after: share(60, 3),
      controlBefore: share(2_000, 1_800),
      controlAfter: share(2_000, 100),
    })
    expect(anyway.judgement).toBe('does-not-help')
  })

  it('waits for enough attempts, and then says that nothing changed', () => {
    const control = { controlBefore: share(500, 15), controlAfter: share(500, 15) }
    expect(effectOf({ before: share(20, 20), after: share(3, 3), ...control }).judgement).toBe('too-early')
    expect(effectOf({ before: share(30, 30), after: share(30, 30), ...control }).judgement).toBe('does-not-help')
  })

  it('has an interval that holds the truth in about 95 of 100 cases', () => {
    const random = seededRandom('effect')
    const draw = (n: number, rate: number) => {
      let refused = 0
      for (let index = 0; index < n; index++) if ((random.bytes(2)[0] as number) / 256 < rate) refused++
      return share(n, refused)
    }
    let held = 0
    for (let round = 0; round < 1_000; round++) {
      const { low, high } = effectOf({
        before: draw(30, 0.75),
        after: draw(30, 0.25),
        controlBefore: draw(100, 0.0625),
        controlAfter: draw(100, 0.0625),
      })
      if (low <= 0.5 && 0.5 <= high) held++
    }
    expect(held).toBeGreaterThan(925)
    expect(held).toBeLessThan(990)
  })
})

import { describe, expect, it } from 'vitest'
import { MODEL } from '../model/index.ts'
import { likelihood } from '../model/likelihood.ts'
import { type Confirmed, learn, withLearnt } from './learn.ts'
import { readLearntModel } from './read.ts'

/** Cases that the model takes for slips: a wrong PIN, quick, of the usual length. In this fleet it is the keypad. */
const evidence = ['prior', 'code.wrong-pin', 'next.paid', 'incident', 'time.fast']
const confirmed = (count: number, cause: Confirmed['cause'] = 'input-layer'): Confirmed[] =>
  Array.from({ length: count }, () => ({ subject: 'attempt', cause, evidence }))

describe('learning from confirmations', () => {
  it('moves what is expected of the confirmed cause, and only that', () => {
    const { model } = learn(MODEL, confirmed(30))
    const learnt = withLearnt(MODEL, model)
    const p = (of: typeof MODEL) => likelihood(of.features.code, 'wrong-pin', 'input-layer')
    expect(p(learnt)).toBeGreaterThan(p(MODEL))
    expect(Object.keys(model.features)).toContain('code')
    for (const causes of Object.values(model.features)) expect(Object.keys(causes)).toEqual(['input-layer'])
    expect(learnt.priors).toEqual(MODEL.priors)
    expect(learnt.features.code.given.slip).toEqual(MODEL.features.code.given.slip)
  })

  it('is bounded: a thousand confirmations of the same thing change no probability more than twofold', () => {
    const { changes } = learn(MODEL, confirmed(1_000))
    expect(changes.length).toBeGreaterThan(0)
    for (const { before, after } of changes) {
      expect(after).toBeLessThanOrEqual(before * 2 + 1e-5)
      expect(after).toBeGreaterThanOrEqual(before / 2 - 1e-5)
    }
  })

  it('gives rows that add up to one, a version that names base and content, and the same for any order', () => {
    const cases = [...confirmed(5), ...confirmed(5, 'dead-key'), ...confirmed(2, 'other')]
    const { model } = learn(MODEL, cases)
    for (const row of Object.values(model.features).flatMap((causes) => Object.values(causes)))
      expect(Object.values(row).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 3)
    expect(model.version.startsWith(`${MODEL.version}+12-`)).toBe(true)
    expect(learn(MODEL, cases.toReversed()).model).toEqual(model)
    expect(learn(MODEL, confirmed(5)).model.version).not.toBe(model.version)
    expect(learn(MODEL, []).model).toMatchObject({ features: {}, incident: {} })
  })

  it('learns from incidents in their own tables', () => {
    const { model } = learn(MODEL, [
      { subject: 'incident', cause: 'dead-key', evidence: ['place.terminal', 'extent.some', 'code.wrong-pin'] },
    ])
    expect(Object.keys(model.incident)).toEqual(['extent', 'place'])
    expect(model.features).toEqual({})
  })

  it('says how often it was right before and after, on cases it was not taught with', () => {
    const { right } = learn(MODEL, [...confirmed(40, 'slip'), ...confirmed(1, 'dead-key')])
    expect(right).toMatchObject({ of: 41 })
    expect(right.after).toBeGreaterThanOrEqual(right.before)
  })
})

describe('a model file', () => {
  const { model } = learn(MODEL, confirmed(10))
  const read = (change: object) => readLearntModel({ ...model, ...change }, MODEL)

  it('is taken back as it was written', () => {
    expect(readLearntModel(JSON.parse(JSON.stringify(model)), MODEL)).toEqual({ ok: true, value: model })
  })

  it('is refused for another model, and with rows that do not fit', () => {
    expect(readLearntModel('x', MODEL).ok).toBe(false)
    expect(read({ base: 'expert-1' })).toMatchObject({ error: expect.stringContaining('expert-1') })
    expect(read({ features: { codes: {} } })).toMatchObject({ error: 'no feature codes' })
    expect(read({ features: { code: { ghosts: {} } } })).toMatchObject({ error: 'code of ghosts: no such cause' })
    expect(read({ features: { code: { slip: { 'wrong-pin': 2 } } } }).ok).toBe(false)
    expect(read({ features: { code: { slip: { 'wrong-pin': 0.5 } } } })).toMatchObject({
      error: 'code of slip: the shares add up to 0.5',
    })
  })
})

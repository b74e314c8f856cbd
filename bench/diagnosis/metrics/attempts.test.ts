import type { Owner } from '@fiftyfive/diagnosis'
import { expect, test } from 'vitest'
import {
  abstentionCurve,
  brier,
  calibrationError,
  confidentAndWrongShare,
  harmfulActionShare,
  type Judged,
  logLoss,
  ownerOrUnknownShare,
  reliability,
  rightActionShare,
  topShare,
  triesBurnt,
  unknownShare,
} from './attempts.ts'

const judged = (
  cause: string | undefined,
  owner: Owner,
  ranking: readonly (readonly [string, number])[],
  answered = ranking[0]?.[0] ?? 'unknown',
): Judged => ({
  truth: { kind: 'attempt', id: 'a', ...(cause ? { cause } : {}), owner },
  answer: {
    attempt: 'a',
    cause: answered,
    ranking: ranking.map(([name, probability]) => ({ cause: name, probability })),
  },
})

const slip = judged('slip', 'cardholder', [
  ['slip', 0.75],
  ['forgotten', 0.25],
])
const deadKey = judged('dead-key', 'terminal', [
  ['slip', 0.5],
  ['dead-key', 0.5],
])
const silent = judged('network', 'link', [])
const unseen = judged(undefined, 'issuer', [['dead-key', 0.9]])

test('top shares count only causes of the catalogue', () => {
  expect(topShare([slip, deadKey, unseen], 1)).toBe(0.5)
  expect(topShare([slip, deadKey, unseen], 3)).toBe(1)
})

test('log loss and Brier score by hand', () => {
  expect(logLoss([slip, deadKey])).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2)
  expect(logLoss([silent])).toBeCloseTo(6.908, 3)
  expect(brier([slip])).toBeCloseTo(0.25 ** 2 + 0.25 ** 2)
  expect(brier([silent])).toBe(1)
})

test('calibration: three of four right at 0.75 is perfect, none is 0.75 off', () => {
  const wrong = judged('forgotten', 'cardholder', [['slip', 0.75]])
  expect(calibrationError([slip, slip, slip, wrong])).toBeCloseTo(0)
  expect(calibrationError([wrong])).toBeCloseTo(0.75)
  expect(reliability([slip, silent]).map(({ count }) => count)).toEqual([1, 1])
})

test('the abstention curve begins with the most confident', () => {
  const curve = abstentionCurve([deadKey, slip])
  expect(curve[0]).toEqual({ coverage: 0.1, accuracy: 1 })
  expect(curve[9]).toEqual({ coverage: 1, accuracy: 0.5 })
})

test('shares of unknown, right owner, and confident and wrong', () => {
  expect(unknownShare([slip, silent])).toBe(0.5)
  expect(ownerOrUnknownShare([slip, deadKey, silent, unseen])).toBe(0.5)
  expect(confidentAndWrongShare([slip, unseen])).toBe(0.5)
})

test('right and harmful actions', () => {
  expect(rightActionShare([slip, deadKey])).toBe(0.5)
  expect(harmfulActionShare([deadKey])).toBe(1)
  expect(harmfulActionShare([unseen])).toBe(1)
  expect(harmfulActionShare([silent, slip])).toBe(0)
})

test('tries burnt by technical faults, not by people', () => {
  const counted = (owner: Owner) => ({ kind: 'attempt', id: 'a', owner, tryCounted: true }) as const
  expect(triesBurnt([counted('cardholder'), counted('attacker'), counted('terminal'), counted('issuer')])).toBe(2)
})

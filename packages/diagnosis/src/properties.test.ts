import {
  assert,
  boolean,
  constantFrom,
  integer,
  nat,
  property,
  record,
  uniqueArray,
  uuid,
  type Arbitrary,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attempt, Surroundings } from './attempt.ts'
import { areAlike } from './advice.ts'
import { CAUSES } from './causes.ts'
import { diagnose } from './diagnose.ts'
import { MODEL } from './model/index.ts'
import { observe } from './evidence/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { leading } from './diagnose.ts'
import { rank } from './rank.ts'
import { candidatesOf, contributions } from './score.ts'
import { approval, around, MORNING, refusal } from './testing.ts'

const one = <T>(...values: readonly T[]): Arbitrary<T> => constantFrom(...values)

/** Any attempt the types allow, sensible or not, with any optional field missing. */
const attempts: Arbitrary<Attempt> = record(
  {
    id: uuid(),
    at: integer({ min: MORNING - 600_000, max: MORNING }),
    terminal: one('T1', 'T2', 'T3'),
    merchant: one('M1', 'M2'),
    card: one('c1', 'c2', 'c3', 'c4'),
    range: one('622588', '411111'),
    entryMode: one('manual', 'stripe', 'chip', 'contactless'),
    fallback: boolean(),
    pinPresent: boolean(),
    softwareVersion: one('1.0.0', '1.1.0'),
    pinPad: record({
      digits: integer({ min: 4, max: 12 }),
      clears: nat(5),
      time: one('fast', 'normal', 'slow', 'very-slow'),
      repeated: boolean(),
      entry: integer({ min: 1, max: 5 }),
    }),
    keyCheck: one('current', 'previous', 'other'),
    mac: one('valid', 'valid-previous', 'invalid', 'missing'),
    pinBlock: record({
      shape: one('well-formed', 'bad-control', 'bad-length', 'bad-digits', 'bad-filler'),
      underPreviousKey: boolean(),
    }),
    code: one('00', '55', '75', '38', '99', 'A0', '91', '98', '54', '59', '70', '51', 'ZZ', ''),
    issuerCode: one('00', '55', '75', '51', '59'),
    forwarded: boolean(),
    triesLeft: integer({ min: -1, max: 5 }),
    issuerLink: one('answered', 'timeout', 'down', 'damaged'),
    latency_ms: integer({ min: 0, max: 60_000 }),
    keyAge_s: integer({ min: 0, max: 200_000 }),
    cardExpired: boolean(),
    duplicate: boolean(),
    batchMismatch: boolean(),
    panLength: integer({ min: 13, max: 19 }),
    pinWanted: boolean(),
    cvmResults: one('420300', '1F0302', ''),
    answeredBy: one('acquirer', 'issuer'),
  },
  {
    requiredKeys: ['id', 'at', 'terminal', 'merchant', 'card', 'range', 'entryMode', 'pinPresent', 'code', 'forwarded'],
  },
).map((attempt) => attempt as Attempt)

const lists = uniqueArray(attempts, { maxLength: 12, selector: (attempt) => attempt.id })
const surroundings: Arbitrary<Surroundings> = record({ card: lists, terminal: lists, link: lists, later: lists })

const OPTIONAL = [
  'pinPad',
  'keyCheck',
  'mac',
  'pinBlock',
  'issuerLink',
  'latency_ms',
  'keyAge_s',
  'cardExpired',
  'duplicate',
  'triesLeft',
  'fallback',
] as const

describe('a verdict', () => {
  test('is a ranking of probabilities that never throws', () => {
    assert(
      property(attempts, surroundings, (attempt, surrounding) => {
        const verdict = diagnose(attempt, surrounding, MORNING)
        const probabilities = verdict.ranking.map(({ probability }) => probability)
        expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1 + 1e-9)
        expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a))
        expect(verdict.confidence).toBe(probabilities[0] ?? 0)
        if (verdict.cause !== 'unknown') {
          expect(CAUSES).toHaveProperty(verdict.cause)
          const { cause } = verdict
          const agreeing = verdict.ranking.filter((each) => each.cause !== 'other' && areAlike(cause, each.cause))
          const sum = agreeing.reduce((total, { probability }) => total + probability, 0)
          // The ranking leaves out what is below half a percent.
          expect(sum).toBeGreaterThan(MODEL.confidence_min.refusal - 0.1)
          expect(verdict.confidence).toBeGreaterThanOrEqual(MODEL.named_min)
        }
      }),
    )
  })

  test('does not depend on the order of what surrounds the attempt', () => {
    assert(
      property(attempts, surroundings, (attempt, { card, terminal, link, later = [] }) => {
        const reversed = {
          card: card.toReversed(),
          terminal: terminal.toReversed(),
          link: link.toReversed(),
          later: later.toReversed(),
        }
        expect(diagnose(attempt, reversed, MORNING)).toEqual(
          diagnose(attempt, { card, terminal, link, later }, MORNING),
        )
      }),
    )
  })

  test('is explained by lines that add up to the log-odds of the first cause against the average of the others', () => {
    assert(
      property(attempts, surroundings, (attempt, surrounding) => {
        const { evidence, ranking } = diagnose(attempt, surrounding, MORNING, MODEL)
        const [first] = ranking
        if (!first) return
        const logOdds = scores(attempt, surrounding)
        for (const { cause, probability } of ranking) {
          if (cause === 'other' || first.cause === 'other') continue
          const difference = (logOdds.get(first.cause) ?? 0) - (logOdds.get(cause) ?? 0)
          expect(Math.log(first.probability / probability)).toBeCloseTo(difference, 6)
        }
        const own = leading(rank(contributions(observe(attempt, surrounding), MODEL), MODEL), ranking)
        const others = candidatesOf(MODEL).filter((cause) => cause !== own)
        const average = others.reduce((sum, cause) => sum + (logOdds.get(cause) ?? 0), 0) / others.length
        const explained = evidence.reduce((sum, { weight }) => sum + weight, 0)
        expect(explained).toBeCloseTo((logOdds.get(own) ?? 0) - average, 6)
      }),
    )
  })

  test('draws nothing from evidence that is missing: its lines vanish and no other line changes', () => {
    assert(
      property(attempts, surroundings, one(...OPTIONAL), (attempt, surrounding, name) => {
        const bare = Object.fromEntries(Object.entries(attempt).filter(([key]) => key !== name)) as unknown as Attempt
        const full = new Set(diagnose(attempt, surrounding, MORNING).evidence.map(({ id }) => id))
        // Leaving one field out must not invent a fact; the pad's own count gives way to what the log says.
        const invented = diagnose(bare, surrounding, MORNING).evidence.filter(
          ({ id }) => !full.has(id) && !id.startsWith('refusedBefore.') && id !== 'origin.issuer',
        )
        expect(invented).toEqual([])
      }),
    )
  })

  test('names no technical cause without technical evidence', () => {
    const bare = refusal()
    const { keyCheck: _check, mac: _mac, pinBlock: _block, keyAge_s: _age, issuerLink: _link, ...codes } = bare
    const { ranking } = diagnose(codes, { card: [], terminal: [], link: [] }, MORNING)
    for (const { cause, probability } of ranking) {
      if (cause !== 'other' && CAUSES[cause].owner === 'terminal') expect(probability).toBeLessThan(0.05)
    }
  })

  test('has nothing to explain for an approval', () => {
    expect(diagnose(approval(), around(), MORNING)).toMatchObject({ cause: 'unknown', ranking: [], evidence: [] })
  })
})

/** What every cause's terms add up to: ln probability but for one constant. */
function scores(attempt: Attempt, surrounding: Surroundings): Map<Candidate, number> {
  const terms = contributions(observe(attempt, surrounding), MODEL)
  return new Map(
    candidatesOf(MODEL).map((cause, index) => [
      cause,
      terms.reduce((sum, { weights }) => sum + (weights[index] ?? 0), 0),
    ]),
  )
}

import { describe, expect, test } from 'vitest'
import type { Attempt, Surroundings } from './attempt.ts'
import type { CauseId } from './causes.ts'
import { diagnose } from './diagnose.ts'
import { EXPERT } from './model/index.ts'
import { approval, around, MORNING, others, ownRefusal, pad, refusal } from './testing.ts'

interface Case {
  readonly story: string
  readonly cause: CauseId | 'unknown'
  readonly attempt: Attempt
  readonly around?: Partial<Surroundings>
  /** Lowest confidence a useful product would show. */
  readonly sure: number
}

const { keyCheck: _check, mac: _mac, pinBlock: _block, pinPad: _pad, ...bareRefusal } = refusal()
const earlier = (seconds: number, changes: Partial<Attempt> = {}): Attempt =>
  refusal({ at: MORNING - seconds * 1000, ...changes })
const later = (seconds: number, changes: Partial<Attempt> = {}): Attempt =>
  refusal({ at: MORNING + seconds * 1000, ...changes })
const malformed = (
  shape: 'bad-control' | 'bad-digits' | 'bad-filler' | 'bad-length',
  changes: Partial<Attempt> = {},
): Attempt => ownRefusal({ code: '99', pinBlock: { shape, underPreviousKey: false }, ...changes })

const CASES: readonly Case[] = [
  {
    story: 'the first 55 of a card at a healthy terminal',
    cause: 'slip',
    attempt: refusal({ triesLeft: 5 }),
    sure: 0.7,
  },
  {
    story: 'the same from a log that has codes alone',
    cause: 'slip',
    attempt: bareRefusal,
    around: { terminal: [], link: [] },
    sure: 0.6,
  },
  {
    story: 'the next entry, 25 s later, is right',
    cause: 'slip',
    attempt: refusal(),
    around: { later: [approval({ at: MORNING + 25_000, pinPad: pad({ entry: 2, repeated: false }) })] },
    sure: 0.93,
  },
  {
    story: 'the third different PIN, entered slowly',
    cause: 'forgotten',
    attempt: refusal({ pinPad: pad({ entry: 3, repeated: false, time: 'slow' }), triesLeft: 2 }),
    around: { card: [earlier(30, { pinPad: pad({ entry: 2, repeated: false }) }), earlier(70)] },
    sure: 0.65,
  },
  {
    story: 'two different PINs failed, and two more failed afterwards',
    cause: 'forgotten',
    attempt: refusal({ pinPad: pad({ entry: 2, repeated: false }) }),
    around: {
      card: [earlier(30)],
      later: [
        later(30, { pinPad: pad({ entry: 3, repeated: false }) }),
        later(70, { pinPad: pad({ entry: 4, repeated: false }) }),
      ],
    },
    sure: 0.8,
  },
  {
    story: 'five digits where the card has six',
    cause: 'wrong-length',
    attempt: refusal({ pinPad: pad({ digits: 5 }) }),
    sure: 0.75,
  },
  {
    story: 'seven digits, then six, and accepted',
    cause: 'wrong-length',
    attempt: refusal({ pinPad: pad({ digits: 7 }) }),
    around: { later: [approval({ at: MORNING + 20_000, pinPad: pad({ entry: 2, repeated: false }) })] },
    sure: 0.9,
  },
  {
    story: 'the PIN pad found the second entry equal to the first',
    cause: 'same-wrong-again',
    attempt: refusal({ pinPad: pad({ entry: 2, repeated: true }) }),
    around: { card: [earlier(25)] },
    sure: 0.65,
  },
  {
    story: 'and the third is the same again',
    cause: 'same-wrong-again',
    attempt: refusal({ pinPad: pad({ entry: 2, repeated: true }), triesLeft: 1 }),
    around: { card: [earlier(25)], later: [later(20, { pinPad: pad({ entry: 3, repeated: true }) })] },
    sure: 0.8,
  },
  {
    story: '75 without a PIN failure today',
    cause: 'online-locked',
    attempt: refusal({ code: '75', issuerCode: '75' }),
    sure: 0.9,
  },
  {
    story: '38 after three wrong PINs',
    cause: 'online-locked',
    attempt: refusal({ code: '38', issuerCode: '38', triesLeft: 0, pinPad: pad({ entry: 4, repeated: false }) }),
    around: { card: [earlier(30), earlier(60), earlier(95)] },
    sure: 0.97,
  },
  {
    story: 'the PIN key slot was overwritten: unknown check value, nonsense in the block',
    cause: 'wrong-terminal-key',
    attempt: malformed('bad-control', { keyCheck: 'other' }),
    sure: 0.95,
  },
  {
    story: 'and after an automatic sign-on the PIN was right',
    cause: 'wrong-terminal-key',
    attempt: malformed('bad-control', { keyCheck: 'other' }),
    around: { later: [approval({ at: MORNING + 20_000, keyAge_s: 5 })] },
    sure: 0.95,
  },
  {
    story: 'all working keys were overwritten, so the MAC fails before the PIN is looked at',
    cause: 'wrong-terminal-key',
    attempt: without(ownRefusal({ code: 'A0', mac: 'invalid', keyCheck: 'other' }), 'pinBlock'),
    around: { terminal: others(3, () => false, { code: 'A0', mac: 'invalid', forwarded: false }) },
    sure: 0.7,
  },
  {
    story: 'a host that answers every PIN block error with 55',
    cause: 'wrong-terminal-key',
    attempt: malformed('bad-control', { code: '55', keyCheck: 'other' }),
    sure: 0.9,
  },
  {
    story: 'the block opens under the key of yesterday',
    cause: 'sign-on-key-lost',
    attempt: ownRefusal({
      code: '99',
      keyCheck: 'previous',
      mac: 'valid-previous',
      keyAge_s: 120,
      pinBlock: { shape: 'bad-control', underPreviousKey: true },
    }),
    sure: 0.97,
  },
  {
    story: 'the same, and after a sign-on the PIN was right',
    cause: 'sign-on-key-lost',
    attempt: ownRefusal({
      code: '99',
      keyCheck: 'previous',
      pinBlock: { shape: 'bad-control', underPreviousKey: true },
    }),
    around: { later: [approval({ at: MORNING + 30_000, keyAge_s: 10 })] },
    sure: 0.97,
  },
  {
    story: 'the key is right and the block is one of format 1',
    cause: 'block-format',
    attempt: ownRefusal({
      code: '99',
      pinBlock: { shape: 'bad-control', underPreviousKey: false, underOtherFormat: 'iso-1' },
    }),
    sure: 0.9,
  },
  {
    story: 'the same at the first sign-on, when there is no previous key to try',
    cause: 'block-format',
    attempt: ownRefusal({ code: '99', pinBlock: { shape: 'bad-control', underOtherFormat: 'iso-3' } }),
    sure: 0.9,
  },
  {
    story: 'control and length are right, the digits are not: another card number was used',
    cause: 'pan-mismatch',
    attempt: malformed('bad-digits'),
    sure: 0.8,
  },
  {
    story: 'the issuer did not answer in time',
    cause: 'network',
    attempt: ownRefusal({ code: '98', forwarded: true, issuerLink: 'timeout', latency_ms: 30_000 }),
    sure: 0.95,
  },
  {
    story: 'the link is down, for others too',
    cause: 'network',
    attempt: ownRefusal({ code: '91', issuerLink: 'down' }),
    around: { link: others(5, () => false, { code: '91', issuerLink: 'down', forwarded: false }) },
    sure: 0.85,
  },
  {
    story: 'one damaged message at a healthy terminal',
    cause: 'corrupt',
    attempt: without(ownRefusal({ code: 'A0', mac: 'invalid' }), 'pinBlock'),
    sure: 0.9,
  },
  {
    story: 'the answer of the issuer was damaged on the way',
    cause: 'corrupt',
    attempt: without(ownRefusal({ code: '96', forwarded: true, issuerLink: 'damaged' }), 'triesLeft'),
    sure: 0.7,
  },
  {
    story: 'the card expired last month',
    cause: 'card-worn',
    attempt: refusal({ code: '54', issuerCode: '54', cardExpired: true }),
    sure: 0.97,
  },
  {
    story: 'the chip did not answer and the issuer wants it',
    cause: 'card-worn',
    attempt: refusal({ code: '45', issuerCode: '45', entryMode: 'stripe', fallback: true }),
    sure: 0.9,
  },
  {
    story: 'a tap without PIN where one is needed',
    cause: 'pin-missing',
    attempt: without(ownRefusal({ code: '99', pinPresent: false, entryMode: 'contactless' }), 'pinBlock', 'pinPad'),
    sure: 0.85,
  },
  {
    story: 'the issuer asks for a PIN',
    cause: 'pin-missing',
    attempt: without(refusal({ code: '70', issuerCode: '70', pinPresent: false }), 'pinBlock', 'pinPad'),
    sure: 0.85,
  },
  {
    story: 'the same when the till was told 55',
    cause: 'pin-missing',
    attempt: without(refusal({ pinPresent: false, entryMode: 'contactless' }), 'pinBlock', 'pinPad'),
    sure: 0.6,
  },
  {
    story: 'the issuer said 51, the till was told 55',
    cause: 'code-mapping',
    attempt: refusal({ issuerCode: '51' }),
    sure: 0.9,
  },
  {
    story: 'the bank suspects fraud',
    cause: 'risk-block',
    attempt: refusal({ code: '59', issuerCode: '59' }),
    sure: 0.7,
  },
  {
    story: 'one card refused in five shops within two hours',
    cause: 'stolen-card',
    attempt: refusal({ pinPad: pad({ entry: 2, repeated: false }), terminal: 'T0000004' }),
    around: {
      card: [
        earlier(60, { terminal: 'T0000004' }),
        earlier(2_000, { terminal: 'T0000003' }),
        earlier(4_000, { terminal: 'T0000002' }),
        earlier(6_000, { terminal: 'T0000005' }),
        earlier(7_000, { terminal: 'T0000006' }),
      ],
    },
    sure: 0.6,
  },
  { story: 'no money', cause: 'unknown', attempt: refusal({ code: '51', issuerCode: '51' }), sure: 0 },
  {
    story: 'the second different PIN: a slip or forgotten, nobody can tell yet',
    cause: 'unknown',
    attempt: refusal({ pinPad: pad({ entry: 2, repeated: false }) }),
    around: { card: [earlier(30)] },
    sure: 0,
  },
]

function without(attempt: Attempt, ...names: readonly ('pinBlock' | 'pinPad' | 'triesLeft')[]): Attempt {
  return Object.fromEntries(
    Object.entries(attempt).filter(([name]) => !names.some((each) => each === name)),
  ) as unknown as Attempt
}

describe('diagnose', () => {
  test.each(CASES)('$cause: $story, as an expert would judge it', ({ cause, attempt, around: changes, sure }) => {
    const verdict = diagnose(attempt, around(changes), MORNING + 1_000, EXPERT)
    expect(verdict.cause, JSON.stringify(verdict.ranking.slice(0, 4))).toBe(cause)
    expect(verdict.confidence).toBeGreaterThanOrEqual(sure)
  })
})

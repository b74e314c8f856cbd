import * as fc from 'fast-check'
import { Pan, Track2 } from '@fiftyfive/kernel'
import type { CardRead } from '@fiftyfive/emv'
import { expect, test } from 'vitest'
import { TEST_CARD, TEST_CONFIGURATION } from '../testing/counter.ts'
import type { Effect, Request } from './effect.ts'
import type { TerminalEvent } from './event.ts'
import { INITIAL_STATE } from './link.ts'
import { reduce } from './reduce.ts'
import type { TerminalState } from './state.ts'
import { TRANSACTIONS } from './transaction.ts'

const READ: CardRead = {
  method: 'chip',
  pan: Pan.of('6225880000000007'),
  track2: Track2.of('6225880000000007D301222000000'),
  expiry: '3012',
  sequenceNumber: '001',
  fallback: false,
}
const SEALED = '00'
const KEY = { cryptogram: new Uint8Array(16), checkValue: new Uint8Array(4) }

const plain: TerminalEvent[] = [
  { type: 'started', journal: { batch: 1, trace: 999_997 }, activated: true },
  { type: 'link-up' },
  { type: 'link-down' },
  { type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } },
  { type: 'card-presented', card: TEST_CARD, method: 'chip' },
  { type: 'card-read', read: READ, sealedPan: SEALED },
  { type: 'card-failed', error: 'unreadable', method: 'chip' },
  { type: 'pin-digits-changed', digits: 3 },
  { type: 'pin-confirmed' },
  { type: 'noise' },
  { type: 'keys-loaded' },
  { type: 'keys-refused', reason: 'check-value' },
  { type: 'part-failed', part: 'storage' },
  { type: 'part-failed', part: 'pin-pad' },
  { type: 'retry-chosen' },
  { type: 'other-card-chosen' },
  { type: 'qr-chosen' },
  { type: 'cancelled' },
  { type: 'more-time-chosen' },
  { type: 'assistance-set', on: true },
  { type: 'done' },
  { type: 'sign-on-requested' },
  { type: 'timer', timer: 'answer' },
  { type: 'timer', timer: 'again' },
  { type: 'timer', timer: 'reconnect' },
  { type: 'timer', timer: 'pin-entry' },
  { type: 'timer', timer: 'pin-warning' },
]

/** An answer to whatever is being waited for, built from the state when its turn comes. */
interface Reply {
  readonly type: 'reply'
  readonly code: string
  readonly mac: 'valid' | 'invalid' | 'missing'
  readonly cause: string
  readonly triesLeft: number
}
const reply: fc.Arbitrary<Reply> = fc.record({
  type: fc.constant('reply' as const),
  code: fc.constantFrom('00', '00', '55', '99', 'A0', '77', '75', '38', '54', '70', '45', '51', '91', '98', '97', '25'),
  mac: fc.constantFrom('valid' as const, 'valid' as const, 'valid' as const, 'invalid' as const, 'missing' as const),
  cause: fc.constantFrom('slip', 'forgotten', 'dead-key', 'block-format', 'pin-missing', 'never-heard-of'),
  triesLeft: fc.integer({ min: 0, max: 3 }),
})

/** What people and parts would do now if all went well, so that runs come far before something goes wrong. */
interface Onward {
  readonly type: 'onward'
}
const GOOD: Reply = { type: 'reply', code: '00', mac: 'valid', cause: 'slip', triesLeft: 3 }

function onward(state: TerminalState, step: number): TerminalEvent {
  if (state.link !== 'up') return { type: 'link-up' }
  if (state.exchange?.kind === 'sign-on' && step % 2 === 0) return { type: 'keys-loaded' }
  if (state.exchange) return eventOf(state, GOOD, step)
  const usual: Partial<Record<TerminalState['screen']['name'], TerminalEvent>> = {
    idle: { type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } },
    'present-card': { type: 'card-read', read: READ, sealedPan: SEALED },
    'enter-pin': { type: 'pin-confirmed' },
    'out-of-service': { type: 'timer', timer: 'again' },
    reversing: { type: 'timer', timer: 'again' },
  }
  return usual[state.screen.name] ?? { type: 'done' }
}

function eventOf(state: TerminalState, what: TerminalEvent | Reply | Onward, step: number): TerminalEvent {
  if (what.type === 'onward') return onward(state, step)
  if (what.type !== 'reply') return what
  const { code, mac, cause, triesLeft } = what
  const kind = state.exchange?.kind ?? 'payment'
  return {
    type: 'answered',
    answer: {
      to: [kind],
      trace: state.exchange?.trace ?? 1,
      code,
      mac,
      advice: { cause, confidence_percent: 90, triesLeft },
      ...(kind === 'sign-on' ? { signOn: { batch: 1, workingKeys: { pin: KEY, mac: KEY } } } : {}),
    },
  }
}

/** What must hold of every request that leaves, given the state before and after the step that sends it. */
function checkRequest(request: Request, before: TerminalState, after: TerminalState, saved: unknown): void {
  expect(after.exchange).toMatchObject({ kind: request.kind })
  expect(saved).toEqual(after.journal)
  if (request.kind === 'payment') {
    expect(before.journal.pending).toBeUndefined()
    expect(before.exchange).toBeUndefined()
    expect(before.signedOn && before.link === 'up').toBe(true)
    expect(after.journal.pending).toEqual(request.pending)
  }
  if (request.kind === 'reversal') expect(after.journal.pending?.reason).toBe(request.reason)
}

const takesPin = (request: Request): boolean =>
  request.kind === 'payment' && request.card !== undefined && TRANSACTIONS[request.pending.kind].pin

type PinPadUse = 'unbound' | 'bound' | 'asked'

/** The PIN pad is asked only with a card bound, and a card payment leaves only after it was asked and not wiped. */
function checkPinPad(use: PinPadUse, effect: Effect): PinPadUse {
  if (effect.type === 'bind-card') return 'bound'
  if (effect.type === 'ask-pin') {
    expect(use).not.toBe('unbound')
    return 'asked'
  }
  if (effect.type === 'send' && takesPin(effect.request)) expect(use).toBe('asked')
  const wiped = effect.type === 'disarm-pin-pad' || (effect.type === 'send' && takesPin(effect.request))
  return wiped && use === 'asked' ? 'bound' : use
}

test('whatever happens in whatever order: nothing throws, no payment starts while another is uncertain, every request is recorded before it leaves', () => {
  const context = { configuration: TEST_CONFIGURATION, now: 0 }
  const happening: fc.Arbitrary<TerminalEvent | Reply | Onward> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Onward>({ type: 'onward' }) },
    { weight: 2, arbitrary: reply },
    { weight: 2, arbitrary: fc.constantFrom(...plain.slice(1)) },
  )
  const seen = { approved: 0, reversed: 0, repaired: 0, qr: 0 }
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 80 }), (happenings) => {
      let state = INITIAL_STATE
      let pinPad: PinPadUse = 'unbound'
      for (const [index, what] of [plain[0] as TerminalEvent, ...happenings].entries()) {
        const before = state
        const { state: after, effects } = reduce(context, before, eventOf(before, what, index))
        const firstSend = effects.findIndex(({ type }) => type === 'send')
        for (const [place, effect] of effects.entries()) {
          if (effect.type !== 'send') continue
          expect(place).toBe(firstSend)
          const saves = effects.slice(0, place).filter(({ type }) => type === 'save')
          const last = saves.at(-1)
          checkRequest(effect.request, before, after, last?.type === 'save' ? last.journal : undefined)
        }
        pinPad = effects.reduce(checkPinPad, pinPad)
        if (before.journal.pending && !after.journal.pending) {
          expect(effects.some(({ type }) => type === 'save')).toBe(true)
        }
        count(seen, before, after)
        if (after.exchange?.kind === 'payment') expect(['sending', 'qr']).toContain(after.screen.name)
        expect(JSON.stringify(after)).not.toContain('6225880000000007')
        state = after
      }
    }),
    { numRuns: 2000, seed: 55 },
  )
  // The property would be empty if the runs did not come this far.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(20)
})

function count(seen: Record<string, number>, before: TerminalState, after: TerminalState): void {
  const arrivedAt = (name: string) => Number(after.screen.name === name && before.screen.name !== name)
  seen['approved'] = (seen['approved'] ?? 0) + arrivedAt('approved')
  seen['reversed'] = (seen['reversed'] ?? 0) + arrivedAt('reversed')
  seen['qr'] = (seen['qr'] ?? 0) + arrivedAt('qr')
  const repaired = before.screen.name === 'signing-on' && after.screen.name === 'enter-pin'
  seen['repaired'] = (seen['repaired'] ?? 0) + Number(repaired)
}

test('a trace number is never 0 and starts over after 999999', () => {
  const context = { configuration: TEST_CONFIGURATION, now: 0 }
  const traces: number[] = []
  let state = reduce(context, INITIAL_STATE, plain[0] as TerminalEvent).state
  for (let i = 0; i < 4; i++) {
    state = reduce(context, { ...state, screen: { name: 'idle' }, signedOn: false }, { type: 'link-up' }).state
    traces.push(state.exchange?.trace ?? -1)
    const { exchange: _, ...rest } = state
    state = rest
  }
  expect(traces).toEqual([999_998, 999_999, 1, 2])
})

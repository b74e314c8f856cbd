import * as fc from 'fast-check'
import { Pan, Track2 } from '@fiftyfive/kernel'
import type { CardRead } from '@fiftyfive/emv'
import { expect, test } from 'vitest'
import { TEST_CARD, TEST_CONFIGURATION } from '../testing/counter.ts'
import type { Effect, Request } from './effect.ts'
import type { TerminalEvent } from './event.ts'
import { INITIAL_STATE } from './link.ts'
import { reduce } from './reduce.ts'
import type { ScreenName, TerminalState } from './state.ts'
import { TRANSACTIONS, type TransactionKind } from './transaction.ts'

const READ: CardRead = {
  method: 'chip',
  pan: Pan.of('6225880000000007'),
  track2: Track2.of('6225880000000007D301222000000'),
  expiry: '3012',
  sequenceNumber: '001',
  fallback: false,
  pin: 'online',
}
const CHIP_DATA = { '9F26': new Uint8Array(8), '9F36': new Uint8Array(2), '95': new Uint8Array(5) }
/** Cards of every sort: the issuer checks the PIN, the chip does, nobody does. */
const READS: readonly CardRead[] = [
  READ,
  { ...READ, pin: 'plaintext', triesLeft: 3 },
  { ...READ, pin: 'enciphered' },
  { ...READ, pin: 'none' },
  { ...READ, method: 'contactless', pin: 'none', chipData: CHIP_DATA },
  { ...READ, method: 'contactless', chipData: CHIP_DATA },
  { ...READ, method: 'stripe', fallback: true },
]
const SEALED = '00'
const KEY = { cryptogram: new Uint8Array(16), checkValue: new Uint8Array(4) }
const COMPLETION = {
  outcome: 'certificate',
  cryptogram: new Uint8Array(8),
  findings: [],
  scriptResults: [{ identifier: new Uint8Array(4), result: 'performed', failedAt: 0 }],
} as const

const CHOICE = { applications: [{ aid: 'A000000333010101', label: 'UnionPay Debit' }] }

const START: TerminalEvent = { type: 'started', journal: { batch: 1, trace: 999_997 }, activated: true }
const order = (kind: Exclude<TransactionKind, 'qr-sale'>, trace?: number): TerminalEvent => ({
  type: 'transaction-ordered',
  order: {
    kind,
    amount: { minor: 100, currency: 'CNY' },
    ...(trace === undefined ? { original: { referenceNumber: '000000000001' } } : { original: { trace } }),
  },
})
const KINDS = (Object.keys(TRANSACTIONS) as TransactionKind[]).filter((kind) => kind !== 'qr-sale')

const plain: readonly TerminalEvent[] = [
  { type: 'link-up' },
  { type: 'link-down' },
  { type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } },
  ...KINDS.map((kind) => order(kind)),
  order('void', 77),
  { type: 'card-presented', card: TEST_CARD, method: 'chip' },
  ...READS.map((read) => ({ type: 'card-read' as const, read, sealedPan: SEALED })),
  { type: 'card-failed', error: 'unreadable', method: 'chip' },
  { type: 'card-failed', error: 'not-accepted', method: 'chip' },
  { type: 'applications-found', choice: CHOICE },
  { type: 'application-chosen', aid: 'A000000333010101' },
  { type: 'pin-digits-changed', digits: 3 },
  { type: 'pin-confirmed' },
  { type: 'pin-rejected', reason: 'date' },
  { type: 'pin-checked', check: { result: 'right' }, next: 'none' },
  { type: 'pin-checked', check: { result: 'wrong', triesLeft: 1 }, next: 'again' },
  { type: 'pin-checked', check: { result: 'blocked' }, next: 'online' },
  { type: 'pin-checked', check: { result: 'blocked' }, next: 'none' },
  { type: 'cryptogram', read: { chipData: CHIP_DATA } },
  { type: 'chip-failed', reason: 'declined' },
  { type: 'chip-failed', reason: 'unreadable' },
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
  { type: 'sign-off-requested' },
  { type: 'settlement-requested' },
  { type: 'status-requested' },
  { type: 'echo-requested' },
  { type: 'echo-requested', status: { keypad: true, pinPad: true, display: true, chipReader: false } },
  { type: 'parameters-requested' },
  { type: 'operators-changed', used: true },
  { type: 'operators-changed', used: false },
  { type: 'password-right', id: '01', role: 'manager' },
  { type: 'password-right', id: '02', role: 'cashier' },
  { type: 'password-refused', refused: { problem: 'wrong' } },
  { type: 'lock-requested' },
  { type: 'log-out' },
  { type: 'timer', timer: 'answer' },
  { type: 'timer', timer: 'again' },
  { type: 'timer', timer: 'reconnect' },
  { type: 'timer', timer: 'pin-entry' },
  { type: 'timer', timer: 'pin-warning' },
  { type: 'timer', timer: 'lock' },
]

/** An answer to whatever is being waited for, built from the state when its turn comes. */
interface Reply {
  readonly type: 'reply'
  readonly code: string
  readonly mac: 'valid' | 'invalid' | 'missing'
  readonly cause: string
  readonly triesLeft?: number
  /** The issuer has something to say to the chip. */
  readonly toChip: boolean
}
const reply: fc.Arbitrary<Reply> = fc
  .record({
    code: fc.constantFrom(
      '00',
      '00',
      '55',
      '99',
      'A0',
      '77',
      '75',
      '38',
      '54',
      '70',
      '45',
      '51',
      '91',
      '98',
      '97',
      '25',
    ),
    mac: fc.constantFrom('valid' as const, 'valid' as const, 'valid' as const, 'invalid' as const, 'missing' as const),
    cause: fc.constantFrom('slip', 'forgotten', 'dead-key', 'block-format', 'pin-missing', 'never-heard-of'),
    triesLeft: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    toChip: fc.boolean(),
  })
  .map(({ triesLeft, ...rest }) => ({
    type: 'reply' as const,
    ...rest,
    ...(triesLeft === undefined ? {} : { triesLeft }),
  }))

/** What people and parts would do now if all went well, so that runs come far before something goes wrong. */
interface Onward {
  readonly type: 'onward'
  readonly choice: number
}
const GOOD: Reply = { type: 'reply', code: '00', mac: 'valid', cause: 'slip', toChip: true }

function onward(state: TerminalState, { choice }: Onward): TerminalEvent {
  const { screen, exchange, link } = state
  if (link !== 'up') return { type: 'link-up' }
  if (exchange?.kind === 'sign-on' && choice % 2 === 0) return { type: 'keys-loaded' }
  if (exchange?.kind === 'payment' && choice % 3 === 0) return completed(state, choice)
  if (exchange) return eventOf(state, GOOD)
  const read = { type: 'card-read', read: READS[choice % READS.length] ?? READ, sealedPan: SEALED } as const
  const usual: Partial<Record<ScreenName, TerminalEvent>> = {
    idle: fromIdle(state, choice),
    'present-card': choice % 5 === 0 ? { type: 'applications-found', choice: CHOICE } : read,
    'choose-application': read,
    'enter-pin': { type: 'pin-confirmed' },
    sending: { type: 'cryptogram', read: { chipData: CHIP_DATA } },
    'out-of-service': { type: 'timer', timer: 'again' },
    reversing: { type: 'timer', timer: 'again' },
    'log-in': { type: 'password-right', id: '01', role: 'manager' },
    locked: { type: 'password-right', id: '01', role: 'manager' },
    'signed-off': { type: 'sign-on-requested' },
  }
  return usual[screen.name] ?? { type: 'done' }
}

function fromIdle({ operator }: TerminalState, choice: number): TerminalEvent {
  if (operator && choice % 3 === 0) return { type: 'lock-requested' }
  if (choice % 19 === 0) return order('void', 77)
  if (choice % 23 === 0) return { type: 'sign-off-requested' }
  return choice % 2
    ? { type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } }
    : order(KINDS[choice % KINDS.length] ?? 'sale')
}

function completed(state: TerminalState, choice: number): TerminalEvent {
  const answered = eventOf(state, GOOD)
  if (answered.type !== 'answered') return answered
  const refused = { ...COMPLETION, outcome: 'refused' } as const
  const completion = [COMPLETION, refused, undefined][choice % 5] ?? COMPLETION
  return { type: 'chip-completed', answer: answered.answer, completion }
}

function eventOf(state: TerminalState, what: TerminalEvent | Reply | Onward): TerminalEvent {
  if (what.type === 'onward') return onward(state, what)
  if (what.type !== 'reply') return what
  const { code, mac, cause, triesLeft, toChip } = what
  const kind = state.exchange?.kind ?? 'payment'
  return {
    type: 'answered',
    answer: {
      to: [kind],
      trace: state.exchange?.trace ?? 1,
      code,
      mac,
      referenceNumber: '000000000001',
      advice: { cause, confidence_percent: 90, ...(triesLeft === undefined ? {} : { triesLeft }) },
      ...(kind === 'sign-on' ? { signOn: { batch: 1, workingKeys: { pin: KEY, mac: KEY } } } : {}),
      ...(kind === 'payment' && toChip ? { chipData: { '91': new Uint8Array(10) } } : {}),
    },
  }
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** What must hold of every request that leaves, given the state before and after the step that sends it. */
function checkRequest(request: Request, before: TerminalState, after: TerminalState, saved: unknown): void {
  must(after.exchange?.kind === request.kind, 'what is sent is waited for')
  must(saved === after.journal, 'what is sent is durable before it leaves')
  if (request.kind === 'payment') {
    must(!before.journal.pending, 'no payment starts while the outcome of another is uncertain')
    must(before.signedOn && before.link === 'up', 'a payment needs keys and a line')
    must(after.journal.pending === request.pending, 'the payment is on record')
    must(request.card?.method !== 'chip' || !!request.card.chipData, 'an inserted chip has computed its cryptogram')
  }
  if (request.kind === 'reversal') must(after.journal.pending?.reason === request.reason, 'the reason is on record')
}

const takesPin = (effect: Effect): boolean =>
  effect.type === 'check-pin' ||
  (effect.type === 'send' &&
    effect.request.kind === 'payment' &&
    effect.request.card?.pin === 'online' &&
    TRANSACTIONS[effect.request.pending.kind].pin)

type PinPadUse = 'unbound' | 'bound' | 'asked'

/** The PIN pad is asked only with a card bound, and a PIN leaves it only after it was asked and not wiped. */
function checkPinPad(use: PinPadUse, effect: Effect): PinPadUse {
  if (effect.type === 'bind-card') return 'bound'
  if (effect.type === 'ask-pin') {
    must(use !== 'unbound', 'a card is bound before its PIN is asked for')
    return 'asked'
  }
  if (takesPin(effect)) must(use === 'asked', 'a PIN that leaves was asked for')
  const wiped = effect.type === 'disarm-pin-pad' || takesPin(effect)
  return wiped && use === 'asked' ? 'bound' : use
}

/** A payment on record ends only by what host and chip say: with its answer, or with its reversal's. */
function checkMoney(
  before: TerminalState,
  after: TerminalState,
  event: TerminalEvent,
  effects: readonly Effect[],
): void {
  const { pending } = before.journal
  const [was, is] = [before.journal, after.journal]
  if (pending && is.pending?.trace !== pending.trace) {
    const said = event.type === 'answered' || event.type === 'chip-completed' ? event.answer : undefined
    must(said?.mac === 'valid' && said.trace === pending.trace, 'a payment ends by an answer that is authentic')
    must(
      effects.some(({ type }) => type === 'save'),
      'its end is durable',
    )
    const kept = is.last?.outcome === 'approved' && is.last.trace === String(pending.trace).padStart(6, '0')
    const refused = event.type === 'chip-completed' && event.completion?.outcome !== 'certificate'
    const approved = before.exchange?.kind === 'payment' && said?.code === '00'
    must(!approved || (kept && !refused), 'an approval is kept, unless the chip refused it')
  }
  const gone = (was.advices ?? []).filter(({ trace }) => !is.advices?.some((one) => one.trace === trace))
  must(gone.length === 0 || event.type === 'answered', 'what was stored for the host is delivered')
  const settled = after.screen.name === 'settled' && before.screen.name !== 'settled'
  must(settled || (is.entries?.length ?? 0) >= (was.entries?.length ?? 0), 'the batch only grows until it is settled')
}

/** Tries left that issuer or chip have told in this run. */
function toldTries(event: TerminalEvent): readonly number[] {
  if (event.type === 'answered' || event.type === 'chip-completed') return listed(event.answer.advice?.triesLeft)
  if (event.type === 'card-read') return listed(event.read.triesLeft)
  if (event.type !== 'pin-checked') return event.type === 'chip-failed' ? [0] : []
  if (event.check.result === 'wrong') return [event.check.triesLeft]
  return event.check.result === 'blocked' ? [0] : []
}
const listed = (value: number | undefined): readonly number[] => (value === undefined ? [] : [value])

function shownTries({ screen }: TerminalState): readonly number[] {
  if (screen.name === 'refused') return listed(screen.triesLeft)
  return screen.name === 'enter-pin' ? [...listed(screen.triesLeft), ...listed(screen.notice?.triesLeft)] : []
}

/** Every page there is: the compiler wants a new one here, and the property that it is reached. */
const SCREENS: Readonly<Record<ScreenName, true>> = {
  starting: true,
  'signing-on': true,
  'out-of-service': true,
  idle: true,
  'signed-off': true,
  'not-possible': true,
  'log-in': true,
  locked: true,
  'present-card': true,
  'choose-application': true,
  'enter-pin': true,
  sending: true,
  reversing: true,
  qr: true,
  approved: true,
  refused: true,
  reversed: true,
  settling: true,
  settled: true,
  'asking-status': true,
  status: true,
}

test('whatever happens in whatever order: nothing throws, no payment is lost, every request is recorded before it leaves, tries left are shown only where somebody told them, and every screen is reached', () => {
  const context = { configuration: { ...TEST_CONFIGURATION, downloadsParameters: true }, now: 86_400_000 }
  const happening: fc.Arbitrary<TerminalEvent | Reply | Onward> = fc.oneof(
    { weight: 8, arbitrary: fc.nat(999).map((choice): Onward => ({ type: 'onward', choice })) },
    { weight: 2, arbitrary: reply },
    { weight: 3, arbitrary: fc.constantFrom(...plain) },
  )
  const reached = new Map<string, number>()
  const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 80 }), (happenings) => {
      let state = INITIAL_STATE
      let pinPad: PinPadUse = 'unbound'
      const told = new Set<number>()
      for (const what of [START, ...happenings]) {
        const before = state
        const event = eventOf(before, what)
        const { state: after, effects } = reduce(context, before, event)
        const sends = effects.filter(({ type }) => type === 'send')
        must(sends.length <= 1, 'one request at a time')
        for (const [place, effect] of effects.entries()) {
          if (effect.type !== 'send') continue
          const last = effects.slice(0, place).findLast((one) => one.type === 'save')
          checkRequest(effect.request, before, after, last?.type === 'save' ? last.journal : undefined)
          count(`sent ${effect.request.kind}`)
        }
        pinPad = effects.reduce(checkPinPad, pinPad)
        checkMoney(before, after, event, effects)
        for (const tries of toldTries(event)) told.add(tries)
        for (const tries of shownTries(after)) must(told.has(tries), `nobody told of ${tries} tries`)
        must((after.session?.repairs ?? 0) <= 1, 'nobody is asked more than once again for a fault of ours')
        if (after.exchange?.kind === 'payment')
          must(['sending', 'qr'].includes(after.screen.name), 'it is seen to be sent')
        if (after.screen.name !== before.screen.name) count(after.screen.name)
        state = after
      }
      must(!JSON.stringify(state).includes('6225880000000007'), 'no card number is in the state')
    }),
    { numRuns: 3000, seed: 55 },
  )
  // The property would be empty if the runs did not come this far.
  const wanted = Object.keys(SCREENS).filter((name) => name !== 'starting')
  const rare = wanted.filter((name) => (reached.get(name) ?? 0) < 5)
  const sent = ['payment', 'reversal', 'advice', 'script', 'download', 'settlement', 'status', 'echo', 'sign-off']
  expect([rare, sent.filter((kind) => (reached.get(`sent ${kind}`) ?? 0) < 5)]).toEqual([[], []])
})

test('a trace number is never 0 and starts over after 999999', () => {
  const context = { configuration: TEST_CONFIGURATION, now: 0 }
  const traces: number[] = []
  let state = reduce(context, INITIAL_STATE, START).state
  for (let i = 0; i < 4; i++) {
    state = reduce(context, { ...state, screen: { name: 'idle' }, signedOn: false }, { type: 'link-up' }).state
    traces.push(state.exchange?.trace ?? -1)
    const { exchange: _, ...rest } = state
    state = rest
  }
  expect(traces).toEqual([999_998, 999_999, 1, 2])
})

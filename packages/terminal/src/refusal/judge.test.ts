import { Pan, Track2 } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import type { Session } from '../core/state.ts'
import type { Answer } from '../exchange/answer.ts'
import { judge } from './judge.ts'

const session: Session = {
  kind: 'sale',
  amount: { minor: 100, currency: 'CNY' },
  card: {
    method: 'chip',
    pan: Pan.of('6225880000000007'),
    track2: Track2.of('6225880000000007D301222000000'),
    expiry: '3012',
    sequenceNumber: '001',
    fallback: false,
    pin: 'online',
  },
  entries: 1,
  chipFailures: 0,
  pinRefusals: 0,
  repairs: 0,
}

function decide(code: string, cause?: string, triesLeft?: number, changed: Partial<Session> = {}, confidence = 90) {
  const answer: Answer = {
    to: ['payment'],
    trace: 1,
    code,
    mac: 'valid',
    ...(cause === undefined
      ? {}
      : { advice: { cause, confidence_percent: confidence, ...(triesLeft === undefined ? {} : { triesLeft }) } }),
  }
  return judge(answer, { ...session, ...changed }, 1)
}

test('a wrong PIN may be entered again; the last try is named', () => {
  expect(decide('55', 'slip', 2)).toMatchObject({
    next: 'ask-pin',
    signOn: false,
    notice: { family: 'wrong-pin', lastTry: false },
  })
  expect(decide('55', 'slip', 1)).toMatchObject({ notice: { lastTry: true, triesLeft: 1 } })
  expect(decide('55')).toMatchObject({ next: 'ask-pin', notice: { cause: 'unknown', lastTry: false } })
})

test('tries left are never guessed', () => {
  const judgement = decide('55', 'slip')
  expect(judgement.next === 'ask-pin' && 'triesLeft' in judgement.notice).toBe(false)
})

test('who has forgotten the PIN keeps the last try', () => {
  expect(decide('55', 'forgotten', 2).next).toBe('ask-pin')
  expect(decide('55', 'forgotten', 1, { pinRefusals: 1 })).toMatchObject({ next: 'stop', offers: ['other-card', 'qr'] })
  expect(decide('55', 'same-wrong-again', 1, { pinRefusals: 1 })).toMatchObject({ next: 'stop', family: 'wrong-pin' })
})

test.each(['38', '75'])('%s is locked, whatever the advice says', (code) => {
  expect(decide(code, 'slip')).toMatchObject({ next: 'stop', family: 'locked', offers: ['other-card', 'qr'] })
})

test.each(['99', 'A0', '77'])('%s is our fault: sign on, then ask again, once at most', (code) => {
  expect(decide(code)).toMatchObject({ next: 'ask-pin', signOn: true, ourFault: true, notice: { family: 'our-fault' } })
  expect(decide(code, 'slip')).toMatchObject({ notice: { family: 'our-fault' } })
  const twice = decide(code, undefined, undefined, { repairs: 1 })
  expect(twice).toMatchObject({ next: 'stop', family: 'our-fault', offers: ['qr'] })
  // The sign-on just made did not help a PIN block; a MAC or a batch number wants another.
  expect(twice.next === 'stop' && twice.signOn).toBe(code !== '99')
})

test('a cause that no sign-on cures stops at once when it is certain', () => {
  expect(decide('99', 'block-format', undefined, {}, 95).next).toBe('stop')
  expect(decide('99', 'block-format', undefined, {}, 50).next).toBe('ask-pin')
})

test('an issuer that wants a PIN after all gets it, whatever was repaired before', () => {
  expect(decide('70', undefined, undefined, { entries: 0, repairs: 1 }).next).toBe('ask-pin')
  expect(decide('70', undefined, undefined, { entries: 1, repairs: 1 }).next).toBe('stop')
})

test('a refusal for a fault of ours does not ask for the PIN again', () => {
  expect(decide('55', 'dead-key')).toMatchObject({ next: 'stop', family: 'our-fault', offers: ['qr'] })
  expect(decide('55', 'issuer-data')).toMatchObject({ next: 'stop', family: 'our-fault', offers: ['other-card', 'qr'] })
})

test('other refusals keep to what their code says', () => {
  expect(decide('54')).toMatchObject({ next: 'stop', family: 'card', cause: 'card-worn' })
  expect(decide('51')).toMatchObject({ next: 'stop', family: 'declined', cause: 'unknown' })
  expect(decide('51', 'slip')).toMatchObject({ family: 'declined' })
  expect(decide('91')).toMatchObject({ next: 'stop', family: 'network', offers: ['retry', 'other-card', 'qr'] })
  expect(decide('62', 'risk-block')).toMatchObject({ next: 'stop', family: 'locked' })
  expect(decide('45')).toEqual({ next: 'use-chip' })
  expect(decide('70')).toMatchObject({ next: 'ask-pin', signOn: false, notice: { family: 'pin-missing' } })
  expect(decide('99', 'pin-missing')).toMatchObject({
    next: 'ask-pin',
    signOn: false,
    notice: { family: 'pin-missing' },
  })
})

test('a cause of a newer catalogue is treated as unknown', () => {
  expect(decide('55', 'made-of-cheese')).toMatchObject({ next: 'ask-pin', notice: { cause: 'unknown' } })
})

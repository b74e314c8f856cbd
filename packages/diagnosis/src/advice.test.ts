import { describe, expect, test } from 'vitest'
import { adviceFor } from './advice.ts'
import { CAUSES, type CauseId } from './causes.ts'

describe('adviceFor', () => {
  test('asks again after a slip and warns before the last try', () => {
    expect(adviceFor('slip', { triesLeft: 3 })).toMatchObject({ cashier: 're-enter', retryHelps: true, lastTry: false })
    expect(adviceFor('slip', { triesLeft: 1 })).toMatchObject({ cashier: 're-enter', retryHelps: true, lastTry: true })
  })

  test('never asks for an entry that has no try left', () => {
    for (const cause of ['slip', 'wrong-length', 'accessibility'] as const) {
      const advice = adviceFor(cause, { triesLeft: 0 })
      expect(advice).toMatchObject({ cashier: 'other-tender', cardholder: 'unlock-at-bank', retryHelps: false })
    }
  })

  test('does not offer a retry that cannot help', () => {
    for (const cause of ['online-locked', 'forgotten', 'same-wrong-again', 'dead-key', 'network'] as const) {
      expect(adviceFor(cause).retryHelps, cause).toBe(false)
    }
  })

  test('signs on where a new working key is the cure', () => {
    expect(adviceFor('sign-on-key-lost')).toMatchObject({
      signOnHelps: true,
      retryHelps: true,
      engineer: 'force-sign-on',
    })
    expect(adviceFor('wrong-terminal-key')).toMatchObject({ signOnHelps: true, cardholder: 'not-your-pin' })
    expect(adviceFor('slip').signOnHelps).toBe(false)
  })

  test('blames no cardholder for a fault of the terminal, the link, the acquirer or the issuer', () => {
    for (const cause of ['wrong-terminal-key', 'block-format', 'corrupt', 'hsm-fault', 'issuer-data'] as const) {
      expect(adviceFor(cause), cause).toMatchObject({ cardholder: 'not-your-pin', owner: CAUSES[cause].owner })
    }
  })

  test('keeps the steps of the catalogue while tries are left', () => {
    for (const cause of Object.keys(CAUSES) as CauseId[]) {
      const { cashier, cardholder, merchant } = CAUSES[cause]
      expect(adviceFor(cause, { triesLeft: 2 }), cause).toMatchObject({ cashier, cardholder, merchant })
    }
  })

  describe('when the cause is unknown', () => {
    const ranking = [
      { cause: 'slip', probability: 0.45 },
      { cause: 'forgotten', probability: 0.45 },
    ] as const
    test('blames nobody', () => expect(adviceFor('unknown').owner).toBe('unknown'))
    test('offers a retry that may help while it is cheap', () => {
      expect(adviceFor('unknown', { ranking, triesLeft: 3 })).toMatchObject({ cashier: 're-enter', retryHelps: true })
    })
    test('does not risk the last try', () => {
      expect(adviceFor('unknown', { ranking, triesLeft: 1 })).toMatchObject({
        cashier: 'other-tender',
        retryHelps: false,
      })
    })
    test('offers none without a reason to', () => expect(adviceFor('unknown', { triesLeft: 3 }).retryHelps).toBe(false))
  })
})

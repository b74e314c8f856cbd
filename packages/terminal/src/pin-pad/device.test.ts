import { expect, it } from 'vitest'
import { Counter } from '../testing/counter.ts'
import { settle } from '../testing/virtual-time.ts'
import type { PinEntryDevice } from './device.ts'

/** A PIN pad in another thread or housing: what it says takes its time, and nothing comes over a cut cable. */
class Distant {
  cut = false
  readonly attach = (pinPad: PinEntryDevice): PinEntryDevice => {
    const late = async <T>(answer: () => T | Promise<T>): Promise<T> => {
      await Promise.resolve()
      if (this.cut) throw new Error('no answer')
      return answer()
    }
    return {
      get activated() {
        return pinPad.activated
      },
      listen: (listener) => pinPad.listen(listener),
      checkValue: (slot) => pinPad.checkValue(slot),
      loadWorkingKeys: (keys) => late(() => pinPad.loadWorkingKeys(keys)),
      test: (heard) => pinPad.test(heard),
      bindCard: (pan) => pinPad.bindCard(pan),
      sealPan: (pan) => late(() => pinPad.sealPan(pan)),
      openPan: (sealed) => late(() => pinPad.openPan(sealed)),
      ask: (purpose) => pinPad.ask(purpose),
      disarm: () => pinPad.disarm(),
      press: (key) => pinPad.press(key),
      takePinBlock: () => late(() => pinPad.takePinBlock()),
      mac: (data) => late(() => pinPad.mac(data)),
      takeChipPin: async (form) => pinPad.takeChipPin(form),
      macIsValid: (data, mac) => late(() => pinPad.macIsValid(data, mac)),
    }
  }
}

async function atTheCounter(): Promise<{ counter: Counter; distant: Distant }> {
  const counter = new Counter()
  const distant = new Distant()
  counter.cable = distant.attach
  await counter.powerOn()
  await counter.presentCard()
  return { counter, distant }
}

it('a sale is approved with a PIN pad that takes its time', async () => {
  const { counter } = await atTheCounter()
  await counter.enterPin('123456')
  await settle()
  counter.screen('approved')
})

it('a PIN pad that does not answer stops the sale before anything is sent, and is named', async () => {
  const { counter, distant } = await atTheCounter()
  const sent = counter.acquirer.log.length
  distant.cut = true
  await counter.enterPin('123456')
  await settle()
  expect(counter.screen('out-of-service').reason).toBe('pin-pad')
  expect(counter.acquirer.log).toHaveLength(sent)
  expect(counter.notices).toContainEqual({ type: 'out-of-service', reason: 'pin-pad' })
  distant.cut = false
  await counter.time.pass(25_000)
  expect(counter.terminal.state.journal.pending).toBeUndefined()
  expect(['idle', 'reversed']).toContain(counter.terminal.state.screen.name)
})

it('an answer that no PIN pad vouches for is none, and the payment is undone', async () => {
  const { counter, distant } = await atTheCounter()
  counter.acquirer.loseAnswers['0200'] = 1
  await counter.enterPin('123456')
  await settle()
  distant.cut = true
  counter.acquirer.say(counter.acquirer.kept[0] ?? new Uint8Array())
  await counter.time.pass(0)
  expect(counter.noticeTypes()).toContain('answer-ignored')
  expect(counter.noticeTypes()).not.toContain('approved')
  distant.cut = false
  await counter.time.pass(60_000)
  expect(counter.terminal.state.journal.pending).toBeUndefined()
  expect(counter.noticeTypes()).not.toContain('approved')
})

import { money, seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { TEST_CONFIGURATION } from '../testing/counter.ts'
import { settle, VirtualTime } from '../testing/virtual-time.ts'
import { createTraining, TRAINING_PIN } from './index.ts'

async function training() {
  const time = new VirtualTime()
  const random = seededRandom('training')
  const made = await createTraining({ configuration: TEST_CONFIGURATION, clock: time, timers: time, random })
  await time.pass(2_000)
  const { terminal, card } = made
  const pay = async (pin: string) => {
    terminal.dispatch({ type: 'amount-entered', amount: money(1_280, 'CNY') })
    terminal.dispatch({ type: 'card-presented', card, method: 'chip' })
    await settle()
    for (const digit of pin) terminal.keypad.press(digit as '0')
    terminal.keypad.press('confirm')
    await time.pass(2_000)
    return terminal.state.screen
  }
  return { ...made, time, pay }
}

test('sells against a host in memory, and every receipt says that it is none', async () => {
  const { terminal, pay } = await training()
  expect(terminal.state).toMatchObject({ screen: { name: 'idle' }, signedOn: true })
  expect(await pay(TRAINING_PIN)).toMatchObject({
    name: 'approved',
    receipt: { training: true, terminalId: 'TRAINING' },
  })
})

test('a wrong PIN is explained as on the real terminal', async () => {
  const { pay } = await training()
  expect(await pay('111111')).toMatchObject({ name: 'enter-pin', notice: { family: 'wrong-pin', triesLeft: 2 } })
})

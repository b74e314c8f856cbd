import { expect, test } from 'vitest'
import { VirtualTime } from '../testing/virtual-time.ts'
import { TimerSet } from './timer-set.ts'

test('a wake-up that was overtaken by a stop or a restart is not current any more', async () => {
  const time = new VirtualTime()
  const fired: (() => boolean)[] = []
  const timers = new TimerSet(time, (_, isCurrent) => fired.push(isCurrent))
  timers.start('answer', 10)
  timers.start('again', 10)
  timers.start('reconnect', 10)
  await time.pass(10)
  timers.stop('answer')
  timers.start('again', 10)
  expect(fired.map((isCurrent) => isCurrent())).toEqual([false, false, true])
})

test('one timer of each name, and none after all were stopped', async () => {
  const time = new VirtualTime()
  const fired: string[] = []
  const timers = new TimerSet(time, (name) => fired.push(name))
  timers.start('answer', 10)
  timers.start('answer', 20)
  await time.pass(15)
  expect(fired).toEqual([])
  await time.pass(5)
  expect(fired).toEqual(['answer'])
  timers.start('again', 10)
  timers.stopAll()
  await time.pass(100)
  expect(fired).toEqual(['answer'])
})

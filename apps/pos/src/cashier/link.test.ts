import { money } from '@fiftyfive/kernel'
import type { Screen, TerminalState } from '@fiftyfive/terminal'
import { expect, test } from 'vitest'
import { shownToCashier, tellCashier } from './link.ts'

const prompt = (digits: number): Screen => ({
  name: 'enter-pin',
  kind: 'sale',
  amount: money(1_280, 'CNY'),
  maskedPan: '622588******0007',
  method: 'chip',
  digits,
  entry: 1,
  checkedBy: 'issuer',
  offers: [],
})

/** A terminal that is at `screen`, and what was asked of it. */
function terminalAt(screen: Screen) {
  const asked: string[] = []
  const listeners = new Set<() => void>()
  const terminal = {
    state: { screen } as TerminalState,
    dispatch: ({ type }: { type: string }) => void asked.push(type),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const go = (next: Screen) => {
    terminal.state = { screen: next } as TerminalState
    for (const listener of listeners) listener()
  }
  return { terminal, asked, go }
}

/** The window on the other side, as far as the channel shows it. */
function cashier() {
  const channel = new BroadcastChannel('fiftyfive-cashier')
  const heard: string[] = []
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => void heard.push(data))
  const hears = (count: number) => expect.poll(() => heard.length).toBe(count)
  return { channel, heard, hears }
}

test('the cashier is told each screen once, and never at the press of a digit', async () => {
  const { terminal, go } = terminalAt({ name: 'idle' })
  const { channel, heard, hears } = cashier()
  const stop = tellCashier(terminal)
  for (const digits of [0, 1, 2, 3, 4]) go(prompt(digits))
  go({ name: 'starting' })
  await hears(3)
  expect(heard.map((shown) => (JSON.parse(shown) as Screen).name)).toEqual(['idle', 'enter-pin', 'starting'])
  expect(shownToCashier(prompt(4))).toBe(shownToCashier(prompt(0)))
  channel.postMessage('what is shown?')
  await hears(4)
  expect(heard[3]).toBe(heard[2])
  stop()
  channel.close()
})

test('the cashier may choose a way on, and nothing else goes through that window', async () => {
  const { terminal, asked } = terminalAt({ name: 'idle' })
  const { channel, hears } = cashier()
  const stop = tellCashier(terminal)
  for (const message of ['qr-chosen', 'log-out', { type: 'sign-off-requested' }, 'done']) channel.postMessage(message)
  await expect.poll(() => asked).toEqual(['qr-chosen', 'done'])
  // What is no choice is answered with what is shown.
  await hears(3)
  stop()
  channel.close()
})

import { expect, test } from 'vitest'
import { socketAddress } from './transport.ts'

test.each([
  ['http://127.0.0.1:5500/pos/', 'ws://127.0.0.1:5500/terminal'],
  ['https://shop.example/pos/?x=1#y', 'wss://shop.example/terminal'],
])('from %s the terminal connects to %s', (page, expected) => {
  expect(socketAddress(new URL(page) as unknown as Location, '/terminal')).toBe(expected)
})

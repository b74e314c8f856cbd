import { expect, test } from 'vitest'
import { selfTest } from '../self-test/self-test.ts'
import { Counter, TEST_CONFIGURATION } from '../testing/counter.ts'
import { advice } from '../testing/tiny-acquirer.ts'
import { keepEventLog } from './event-log.ts'
import { openTicketBook } from './ticket-book.ts'
import type { TicketFacts } from './ticket.ts'

async function refused() {
  const shop = new Counter()
  await shop.powerOn()
  const log = keepEventLog(shop.terminal, shop.time)
  shop.acquirer.declineWith = { 39: '99', ...advice('block-format', 95) }
  await shop.presentCard()
  await shop.enterPin('123456')
  shop.screen('refused')
  const keys = shop.terminal.keyCheckValues()
  const { state } = shop.terminal
  const facts: TicketFacts = {
    configuration: TEST_CONFIGURATION,
    state,
    keys,
    selfTest: selfTest(state, keys),
    keypad: new Map([['5', 'dead']]),
    notices: log.notices,
  }
  return { shop, facts }
}

test('a ticket holds the refusal, the keys’ check values and what happened before', async () => {
  const { shop, facts } = await refused()
  const book = await openTicketBook(shop.storage, shop.time)
  const ticket = await book.open(facts)
  expect(ticket).toMatchObject({
    id: 'T0000001-1',
    refusal: { cause: 'block-format', confidence_percent: 95, receipt: { code: '99', charged: false } },
    keypad: { 5: 'dead' },
    selfTest: { link: 'passed', keys: 'passed' },
  })
  expect(ticket.notices.map(({ notice }) => notice.type)).toContain('refused')
})

test('it is kept over a restart, numbered on, and holds neither card number nor PIN', async () => {
  const { shop, facts } = await refused()
  await (await openTicketBook(shop.storage, shop.time)).open(facts)
  const book = await openTicketBook(shop.storage, shop.time)
  await book.open(facts)
  expect(book.tickets.map(({ id }) => id)).toEqual(['T0000001-2', 'T0000001-1'])
  const stored = shop.storage.values.get('tickets') ?? ''
  expect(stored).toContain('622588******0007')
  expect(stored).not.toMatch(/6225880000000007|123456/)
})

test('a ticket that cannot be saved is not there; a damaged book starts anew', async () => {
  const { shop, facts } = await refused()
  const book = await openTicketBook(shop.storage, shop.time)
  shop.storage.failing = true
  await expect(book.open(facts)).rejects.toThrow('full')
  expect(book.tickets).toEqual([])
  shop.storage.values.set('tickets', '{"half')
  expect((await openTicketBook(shop.storage, shop.time)).tickets).toEqual([])
})

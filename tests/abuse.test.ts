import { handleTerminalMessage } from '@fiftyfive/acquiring'
import { unionpayPos } from '@fiftyfive/iso8583'
import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { BareTerminal, CARD, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

// Messages that no terminal of ours makes, and what they must meet; the number is that of the list of abuse. The others are
// where what they abuse is tested: search for "(abuse 16". Frames, floods and TLS in terminal-listener.test.ts, MACs and keys in
// acquirer.test.ts and the security module's refusals.test.ts, a replay after its batch was settled in settlement.test.ts.

let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
  terminal = await BareTerminal.signedOn(parties)
})
afterAll(() => parties.close())
beforeEach(async () => {
  await issueCard(parties)
  parties.link.reached.length = 0
})

/** Where DE 2, 4 and the bitmap of a sale begin: MTI, bitmap, length and 10 bytes of DE 2, DE 3. */
const [BITMAP, PAN_LENGTH, AMOUNT] = [2, 10, 24]

async function codeOf(bytes: Uint8Array): Promise<string | undefined> {
  const answer = await handleTerminalMessage(parties.acquirer, bytes)
  return answer === undefined || answer === 'silence' ? answer : expectOk(unionpayPos.decode(answer), 'answer')[39]
}
function changed(bytes: Uint8Array, at: number, value: (before: number) => number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = value(copy[at] as number)
  return copy
}
/** Puts one tag of chip data in place of another of the same length. */
function retagged(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const hex = toHex(bytes)
  expect(hex.split(from)).toHaveLength(2)
  return fromHex(hex.replace(from, to))
}

it.each<[string, (sale: Uint8Array) => Uint8Array]>([
  ['a bit that the dialect does not define (abuse 1)', (sale) => changed(sale, BITMAP, (bits) => bits | 0x08)],
  ['a nibble that is no digit (abuse 5)', (sale) => changed(sale, AMOUNT, () => 0xab)],
  ['a length above the most its field takes (abuse 6)', (sale) => changed(sale, PAN_LENGTH, () => 0x20)],
  ['bytes behind its end (abuse 7)', (sale) => Uint8Array.of(...sale, 0)],
  ['a second bitmap (abuse 8)', (sale) => changed(sale, BITMAP, (bits) => bits | 0x80)],
  ['the same tag twice (abuse 12)', (sale) => retagged(sale, '9C01009B020000', '9C01009C020000')],
])('a message with %s is answered 30 and changes nothing', async (_, abuse) => {
  const sale = terminal.seal(terminal.sale(CARD.pin, { 55: { '9C': fromHex('00'), '9B': fromHex('0000') } }))
  expect(await codeOf(abuse(sale))).toBe('30')
  expect(parties.link.reached).toEqual([])
  expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
})

it('a message with tags in tags in tags is answered 30, and as fast as any other (abuse 11)', async () => {
  // 80 templates, each within the one before: as many as DE 55 has room for.
  const bomb = (depth: number): Uint8Array => {
    let inner = new Uint8Array(0)
    for (let i = 0; i < depth; i++) inner = Uint8Array.of(0x70, ...berLength(inner.length), ...inner)
    return inner
  }
  const sale = (depth: number) => terminal.seal(terminal.sale(CARD.pin, { 55: { '70': bomb(depth - 1) } }))
  for (const depth of [5, 80]) expect(await codeOf(sale(depth)), `${depth} deep`).toBe('30')
  expect(parties.link.reached).toEqual([])
  expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  expect(await codeOf(sale(4))).toBe('00')
})

const berLength = (length: number): readonly number[] => (length < 128 ? [length] : [0x81, length])

it.each([
  ['0420', '12'],
  ['0210', undefined],
])('a message of type %s from a terminal is answered %s (abuse 9)', async (mti, code) => {
  expect(await codeOf(terminal.seal(terminal.sale(CARD.pin, { mti })))).toBe(code)
  expect(parties.link.reached).toEqual([])
})

it('keeps no PIN block, track, or number of a card, whatever becomes of the payment', async () => {
  const { store } = parties.acquirer
  const written: string[] = []
  const acquirer = {
    ...parties.acquirer,
    store: {
      ...store,
      commit: (...[at, entries]: Parameters<typeof store.commit>) => {
        written.push(JSON.stringify(entries))
        return store.commit(at, entries)
      },
    },
  }
  const sent: Uint8Array[] = []
  parties.link.behave = (request) => {
    for (const field of [52, 96] as const) if (request[field]) sent.push(request[field])
    return 'answer'
  }
  const track2 = `${CARD.pan}D${CARD.expiry}20100000`
  const stripe = { 2: undefined, 14: undefined, 22: { panEntry: '02', pinEntry: '1' }, 35: track2 }
  for (const sale of [terminal.sale(CARD.pin, stripe), terminal.sale('111111', stripe)]) {
    await terminal.request(sale, acquirer)
    sent.push(terminal.pinBlock(CARD.pin), terminal.pinBlock('111111'))
  }
  const change = { 52: terminal.pinBlock(CARD.pin), 62: { data: terminal.pinBlock('739150') } }
  expect((await terminal.request(terminal.payment('pin-change', 0, change), acquirer))?.[39]).toBe('00')
  sent.push(terminal.pinBlock('739150'))
  parties.link.behave = () => 'answer'

  const text = written.join('\n')
  expect(written.length).toBeGreaterThan(5)
  expect(sent.length).toBeGreaterThan(8)
  const forbidden = [CARD.pan, track2, track2.slice(20), ...sent.flatMap((block) => [toHex(block), base64(block)])]
  expect(forbidden.filter((secret) => text.toUpperCase().includes(secret.toUpperCase()))).toEqual([])
})

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

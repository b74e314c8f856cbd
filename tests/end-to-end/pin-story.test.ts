import { connect } from 'node:net'
import { API, type AttemptDetail, type AttemptSummary, type DemoCard, type Overview } from '@fiftyfive/contract'
import { encodeFrame, unionpayPos } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runExample } from '../support/example.ts'
import { cards, enterPin, type Headless, headlessTerminal, present, triesLeft, wrong } from './support/headless.ts'
import { dataFolder, getJson, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/** Each cause made to happen physically, at a real terminal over real sockets, and the verdict that comes of it. */
const data = dataFolder()
let stack: Running<UpPorts>
let webPort: number
let byId: Map<string, DemoCard>
let counter = 0

beforeAll(async () => {
  stack = await startUp(data)
  webPort = stack.ports.webPort
  byId = await cards(webPort)
})
afterAll(async () => {
  await stack?.stop()
  data.remove()
})

const card = (id: string): DemoCard => byId.get(id) as DemoCard
const reset = (id: string) => postJson(webPort, API.demo.action, { action: 'reset-card', card: id })
const newTerminal = (): Promise<Headless> =>
  headlessTerminal({ webPort, terminalPort: stack.ports.terminalPort, directory: `${data.path}/${++counter}` })

/** Verdicts of a terminal's refused attempts, oldest first, as they stand now. */
async function verdicts({ id }: Headless): Promise<(string | undefined)[]> {
  const { items } = await getJson<{ items: AttemptSummary[] }>(webPort, `${API.attempts}?terminal=${id}&limit=50`)
  return items
    .filter(({ code }) => code !== '00')
    .map(({ cause }) => cause)
    .toReversed()
}

describe("the cardholder's own", () => {
  it('slip: a wrong PIN is explained and the right one approved without reading the card again', async () => {
    const till = await newTerminal()
    await present(till.terminal, card('wang-wei'))
    const refused = await enterPin(till.terminal, wrong(card('wang-wei').pin))
    expect(refused.screen).toMatchObject({
      name: 'enter-pin',
      notice: { family: 'wrong-pin', triesLeft: 2, lastTry: false },
    })
    const approved = await enterPin(till.terminal, card('wang-wei').pin)
    expect(approved.screen.name).toBe('approved')
    await expect.poll(() => verdicts(till)).toEqual(['slip'])
    till.terminal.stop()
  })

  it('wrong-length: a digit short of what the range uses', async () => {
    await reset('short-of-money')
    const till = await newTerminal()
    await present(till.terminal, card('short-of-money'))
    await enterPin(till.terminal, card('short-of-money').pin.slice(0, 5))
    await expect.poll(() => verdicts(till)).toEqual(['wrong-length'])
    await reset('short-of-money')
    till.terminal.stop()
  })

  it('same-wrong-again: no third try is offered, another tender is', async () => {
    await reset('li-na')
    const till = await newTerminal()
    await present(till.terminal, card('li-na'))
    await enterPin(till.terminal, wrong(card('li-na').pin))
    const second = await enterPin(till.terminal, wrong(card('li-na').pin))
    expect(second.screen).toMatchObject({ name: 'refused', cause: 'same-wrong-again', offers: ['other-card', 'qr'] })
    await expect.poll(async () => (await verdicts(till))[1]).toBe('same-wrong-again')
    await reset('li-na')
    till.terminal.stop()
  })

  it('the last try is warned about; using it up locks the card', async () => {
    await reset('wang-wei')
    const first = await newTerminal()
    await present(first.terminal, card('wang-wei'))
    await enterPin(first.terminal, wrong(card('wang-wei').pin))
    first.terminal.stop()
    const till = await newTerminal()
    await present(till.terminal, card('wang-wei'))
    const warned = await enterPin(till.terminal, wrong(card('wang-wei').pin, 2))
    expect(warned.screen).toMatchObject({ name: 'enter-pin', notice: { triesLeft: 1, lastTry: true } })
    const locked = await enterPin(till.terminal, wrong(card('wang-wei').pin, 3))
    expect(locked.screen).toMatchObject({ name: 'refused', family: 'locked' })
    await reset('wang-wei')
    till.terminal.stop()
  })

  it('forgotten: different PINs, none right', async () => {
    await reset('li-na')
    const till = await newTerminal()
    await present(till.terminal, card('li-na'))
    await enterPin(till.terminal, wrong(card('li-na').pin, 1))
    // Whoever tries to remember takes their time; somebody who guesses or slips does not.
    await enterPin(till.terminal, wrong(card('li-na').pin, 2), 6_100)
    await expect.poll(async () => (await verdicts(till))[1]).toBe('forgotten')
    await reset('li-na')
    till.terminal.stop()
  })

  it('online-locked: the card was locked before it came', async () => {
    const till = await newTerminal()
    await present(till.terminal, card('locked'))
    const refused = await enterPin(till.terminal, card('locked').pin)
    expect(refused.screen).toMatchObject({ name: 'refused', family: 'locked', cause: 'online-locked', triesLeft: 0 })
    expect(refused.screen).not.toMatchObject({ offers: expect.arrayContaining(['retry']) })
    till.terminal.stop()
  })

  it('card-worn: expired; and a worn chip falls back to the stripe', async () => {
    const till = await newTerminal()
    await present(till.terminal, card('expired'))
    const refused = await enterPin(till.terminal, card('expired').pin)
    expect(refused.screen).toMatchObject({ name: 'refused', cause: 'card-worn' })
    till.terminal.dispatch({ type: 'done' })
    await present(till.terminal, card('worn'))
    await present(till.terminal, card('worn'))
    const read = await present(till.terminal, card('worn'), 'stripe')
    expect(read.screen.name).toBe('enter-pin')
    expect((await enterPin(till.terminal, card('worn').pin)).screen.name).toBe('approved')
    till.terminal.stop()
  })
})

describe('ours: no PIN try is spent', () => {
  it('wrong-terminal-key: not your PIN, repaired by a new sign-on, then approved', async () => {
    await reset('li-na')
    const till = await newTerminal()
    await till.faults.set('wrong-terminal-key', true)
    await present(till.terminal, card('li-na'))
    const refused = await enterPin(till.terminal, card('li-na').pin)
    expect(refused.screen).toMatchObject({
      name: 'enter-pin',
      notice: { family: 'our-fault', cause: 'wrong-terminal-key' },
    })
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    expect(await verdicts(till)).toEqual(['wrong-terminal-key'])
    till.terminal.stop()
  })

  it('sign-on-key-lost: proven by the previous key, repaired by itself', async () => {
    const till = await newTerminal()
    await present(till.terminal, card('li-na'))
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    await till.faults.set('sign-on-key-lost', true)
    till.terminal.dispatch({ type: 'done' })
    till.terminal.dispatch({ type: 'sign-on-requested' })
    await till.terminal.when(({ screen }) => screen.name === 'signing-on')
    await till.terminal.when(({ screen }) => screen.name === 'idle')
    await present(till.terminal, card('li-na'))
    const refused = await enterPin(till.terminal, card('li-na').pin)
    expect(refused.screen).toMatchObject({ notice: { family: 'our-fault', cause: 'sign-on-key-lost' } })
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    expect(await verdicts(till)).toEqual(['sign-on-key-lost'])
    till.terminal.stop()
  })

  it('block-format: a firmware that builds blocks wrongly is told apart from a wrong key', async () => {
    const till = await newTerminal()
    await till.faults.set('block-format', true)
    await present(till.terminal, card('li-na'))
    await enterPin(till.terminal, card('li-na').pin)
    await expect.poll(async () => (await verdicts(till))[0]).toBe('block-format')
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    till.terminal.stop()
  })

  it('corrupt: one damaged frame is caught by its MAC', async () => {
    const till = await newTerminal()
    await present(till.terminal, card('li-na'))
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    await present(till.terminal, card('li-na'))
    await till.faults.set('corrupt', true)
    const refused = await enterPin(till.terminal, card('li-na').pin)
    expect(refused.screen).toMatchObject({ name: 'enter-pin', notice: { family: 'our-fault' } })
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    expect(await verdicts(till)).toEqual(['corrupt'])
    till.terminal.stop()
  })

  it('network: an issuer that cannot be reached costs no try', async () => {
    const till = await newTerminal()
    await postJson(webPort, API.demo.action, { action: 'issuer-link', state: 'cut' })
    await expect.poll(async () => (await getJson<Overview>(webPort, API.overview)).links[0]?.up).toBe(false)
    await present(till.terminal, card('li-na'))
    const refused = await enterPin(till.terminal, card('li-na').pin)
    expect(refused.screen).toMatchObject({ name: 'refused', family: 'network', cause: 'network' })
    await postJson(webPort, API.demo.action, { action: 'issuer-link', state: 'up' })
    await expect.poll(async () => (await getJson<Overview>(webPort, API.overview)).links[0]?.up).toBe(true)
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    expect(await verdicts(till)).toEqual(['network'])
    till.terminal.stop()
  })

  it('network: a payment without an answer is undone, at the terminal and at the issuer', async () => {
    const till = await newTerminal()
    const states = () => getJson<readonly { id: string; balance_minor: number }[]>(webPort, API.demo.cardStates)
    const balance = async () => (await states()).find(({ id }) => id === 'wang-wei')?.balance_minor
    const before = await balance()
    await postJson(webPort, API.demo.action, { action: 'issuer-link', state: 'silent' })
    await present(till.terminal, card('wang-wei'))
    const outcome = enterPin(till.terminal, card('wang-wei').pin)
    await expect.poll(balance, { timeout: 5_000 }).not.toBe(before)
    await postJson(webPort, API.demo.action, { action: 'issuer-link', state: 'cut' })
    await postJson(webPort, API.demo.action, { action: 'issuer-link', state: 'up' })
    expect(['refused', 'reversed']).toContain((await outcome).screen.name)
    await expect.poll(balance, { timeout: 15_000 }).toBe(before)
    till.terminal.stop()
  })

  it('pin-missing: a firmware that leaves the PIN out is not an incorrect PIN', async () => {
    const till = await newTerminal()
    await till.faults.set('pin-missing', true)
    await present(till.terminal, card('li-na'))
    await enterPin(till.terminal, card('li-na').pin)
    await expect.poll(async () => (await verdicts(till))[0]).toBe('pin-missing')
    expect(await triesLeft(webPort, 'li-na')).toBe(3)
    till.terminal.stop()
  })
})

it('a refused sale is rescued by a QR payment', async () => {
  const till = await newTerminal()
  await present(till.terminal, card('locked'))
  await enterPin(till.terminal, card('locked').pin)
  till.terminal.dispatch({ type: 'qr-chosen' })
  const shown = await till.terminal.when(({ screen }) => screen.name === 'qr')
  const order = shown.screen.name === 'qr' ? shown.screen.order : ''
  await expect
    .poll(() => postJson(webPort, API.demo.payQr, { terminal: till.id, order }).catch(() => undefined))
    .toEqual({ ok: true })
  const paid = await till.terminal.when(({ screen }) => screen.name !== 'qr')
  expect(paid.screen.name).toBe('approved')
  till.terminal.stop()
})

it('the promise holds over all of it: no try was burnt by a fault of ours', async () => {
  const overview = await getJson<Overview>(webPort, API.overview)
  expect(overview.ourFault).toBeGreaterThan(5)
  expect(overview.triesBurntByFaults).toBe(0)
})

it('the messages of an attempt can be read field by field, masked', async () => {
  const { items } = await getJson<{ items: AttemptSummary[] }>(webPort, `${API.attempts}?cause=slip`)
  const detail = await getJson<AttemptDetail>(webPort, API.attempt(items[0]?.id ?? ''))
  expect(detail.messages.map(({ direction }) => direction)).toEqual([
    'terminal-to-host',
    'host-to-issuer',
    'issuer-to-host',
    'host-to-terminal',
  ])
  const pan = detail.messages[0]?.fields.find(({ path }) => path === '2')
  expect(pan?.value).toMatch(/^\d{6}\*+\d{4}$/)
  expect(detail.timeline.map(({ step }) => step)).toEqual([
    'receive',
    'authenticate',
    'record',
    'route',
    'translatePin',
    'forward',
    'recordOutcome',
    'respond',
  ])
})

it('a forged repeat of a payment is refused and does not write over what happened', async () => {
  const till = await newTerminal()
  await present(till.terminal, card('li-na'))
  expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
  const { trace, batch } = till.terminal.state.journal
  const id = `${till.id}-${String(batch).padStart(6, '0')}-${String(trace).padStart(6, '0')}`
  const forged = unionpayPos.encode({
    mti: '0200',
    2: card('li-na').pan,
    3: '000000',
    4: '000000999900',
    11: String(trace).padStart(6, '0'),
    22: { panEntry: '05', pinEntry: '1' },
    25: '00',
    41: till.id,
    42: '898310154110001',
    49: '156',
    60: { type: '22', batch: String(batch).padStart(6, '0') },
    64: new Uint8Array(8),
  })
  const body = forged.ok ? forged.value : new Uint8Array(0)
  const socket = connect(stack.ports.terminalPort, '127.0.0.1')
  socket.write(encodeFrame({ tpdu: fromHex('6000030000'), header: fromHex('603100311305'), body }))
  const answer = await new Promise<Buffer>((resolve) => socket.on('data', resolve))
  socket.destroy()
  expect(answer.toString('latin1')).toContain('A0')
  const detail = await getJson<AttemptDetail>(webPort, API.attempt(id))
  expect(detail).toMatchObject({ status: 'approved', amount_minor: 1280 })
  till.terminal.stop()
})

it('a tapped phone has seen its holder: no PIN, however much it is, and the receipt says who vouched', async () => {
  const till = await newTerminal()
  const { screen } = await present(till.terminal, card('phone'), 'contactless', 250_000)
  expect(screen).toMatchObject({ name: 'sending', stage: 'host' })
  const ended = await till.terminal.when((state) => ['approved', 'refused'].includes(state.screen.name))
  expect(ended.screen).toMatchObject({ name: 'approved', receipt: { verified: 'device', amount: { minor: 250_000 } } })
  const plastic = await present(till.terminal, card('wang-wei'), 'contactless', 250_000)
  expect(plastic.screen.name).toBe('enter-pin')
  expect((await enterPin(till.terminal, card('wang-wei').pin)).screen).toMatchObject({
    name: 'approved',
    receipt: { verified: 'pin', method: 'contactless' },
  })
  till.terminal.stop()
})

it('the till of docs/how-to/use-the-terminal-library.md reacts while the customer is at the keypad', async () => {
  await reset('li-na')
  const said = await runExample('docs/how-to/use-the-terminal-library.md', 1, {
    FIFTYFIVE_WEB: `http://127.0.0.1:${webPort}`,
    FIFTYFIVE_TERMINAL_PORT: String(stack.ports.terminalPort),
  })
  expect(said.trim().split('\n')).toEqual([
    'PIN entry 1',
    expect.stringMatching(/^Wrong PIN\. 2 tries left\. Say: ./),
    'PIN entry 2',
    'SALE APPROVED. Charged: ¥12.80',
  ])
})

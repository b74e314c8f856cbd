import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { API, type AttemptSummary, type DemoCard } from '@fiftyfive/contract'
import { fromHex, toHex } from '@fiftyfive/kernel'
import { tdesEcbDecrypt } from '@fiftyfive/security'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, Till } from './support/browser.ts'
import { cards, enterPin, type Headless, headlessTerminal, present, wrong } from './support/headless.ts'
import { dataFolder, getJson, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/**
 * The third fence: after payments of every kind, with faults, at the highest log level, everything the product wrote
 * or said is searched for the PINs, card numbers and keys that were used.
 */
const data = dataFolder()
let stack: Running<UpPorts>
let till: Headless
let byId: Map<string, DemoCard>
const said: { from: string; text: string }[] = []
const secrets = new Map<string, string>()

beforeAll(async () => {
  stack = await startUp(data)
  const { webPort } = stack.ports
  byId = await cards(webPort)
  till = await headlessTerminal({ ...stack.ports, directory: data.path })
})
afterAll(async () => {
  till?.terminal.stop()
  await stack?.stop()
  data.remove()
})

it('payments of every kind leave no PIN, card number or key anywhere', async () => {
  await payAndFail()
  await readEverything()
  const browser = await launch()
  const shop = await Till.open(browser, `http://127.0.0.1:${stack.ports.webPort}`)
  shop.page.on('console', (message) => said.push({ from: 'browser console', text: message.text() }))
  await shop.amount('700')
  await shop.present('wang-wei')
  await shop.pin((byId.get('wang-wei') as DemoCard).pin)
  await shop.screen('approved')
  said.push({ from: 'POS page', text: await shop.page.content() })
  await browser.close()
  await stack.stop()

  for (const file of filesIn(data.path)) said.push({ from: file, text: readFileSync(file, 'latin1') })
  for (const card of byId.values()) {
    secrets.set(`card number of ${card.id}`, card.pan)
    secrets.set(`PIN of ${card.id}`, card.pin)
    secrets.set(`wrong PIN of ${card.id}`, wrong(card.pin))
  }
  // The master key may lie in the terminal's own key memory and nowhere else; working keys nowhere in the clear.
  const slot = (name: string) => fromHex(readFileSync(join(data.path, 'terminal', `key-${name}.txt`), 'utf8'))
  secrets.set('master key slot', toHex(slot('master')))
  for (const name of ['pin', 'mac']) secrets.set(`${name} key`, toHex(tdesEcbDecrypt(slot('master'), slot(name))))
  expect(said.length).toBeGreaterThan(15)
  expect(findings()).toEqual([])
})

it('the scan finds a secret when there is one', () => {
  said.push({ from: 'a careless line', text: `pan=${(byId.get('li-na') as DemoCard).pan}` })
  expect(findings()).toEqual(['card number of li-na in a careless line'])
})

async function payAndFail(): Promise<void> {
  const { terminal, faults } = till
  const card = (id: string) => byId.get(id) as DemoCard
  const pay = async (id: string, pin: string) => {
    await present(terminal, card(id))
    await enterPin(terminal, pin)
    terminal.dispatch({ type: 'cancelled' })
    terminal.dispatch({ type: 'done' })
  }
  await pay('li-na', card('li-na').pin)
  await pay('li-na', wrong(card('li-na').pin))
  await pay('wang-wei', wrong(card('wang-wei').pin))
  await pay('expired', card('expired').pin)
  await pay('locked', card('locked').pin)
  await pay('short-of-money', card('short-of-money').pin)
  await faults.set('wrong-terminal-key', true)
  await pay('li-na', card('li-na').pin)
  await faults.set('corrupt', true)
  await pay('li-na', card('li-na').pin)
  await faults.set('block-format', true)
  await pay('li-na', card('li-na').pin)
  await faults.set('block-format', false)
  await postJson(stack.ports.webPort, API.demo.action, { action: 'issuer-link', state: 'silent' })
  await present(terminal, card('li-na'))
  const outcome = enterPin(terminal, card('li-na').pin)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await postJson(stack.ports.webPort, API.demo.action, { action: 'issuer-link', state: 'cut' })
  await postJson(stack.ports.webPort, API.demo.action, { action: 'issuer-link', state: 'up' })
  await outcome
}

async function readEverything(): Promise<void> {
  const { webPort } = stack.ports
  const list = await getJson<{ items: AttemptSummary[] }>(webPort, `${API.attempts}?limit=200`)
  said.push({ from: 'attempt list', text: JSON.stringify(list) })
  expect(list.items.length).toBeGreaterThan(8)
  for (const { id } of list.items) {
    said.push({ from: `attempt ${id}`, text: JSON.stringify(await getJson(webPort, API.attempt(id))) })
  }
  said.push({ from: 'overview', text: JSON.stringify(await getJson(webPort, API.overview)) })
}

/** Text, its hex and its base64: a secret in any of them is a leak. Digits of a PIN must not stand alone anywhere. */
function findings(): string[] {
  const found: string[] = []
  for (const [name, secret] of secrets) {
    const forms = secret.length < 8 ? [] : formsOf(secret)
    const alone = new RegExp(`(?<![0-9A-Za-z+/.])${secret}(?![0-9A-Za-z+/.])`)
    for (const { from, text } of said) {
      if (name.endsWith('key slot') && /terminal[\\/]key-/.test(from)) continue
      const lower = text.toLowerCase()
      if (forms.some((form) => lower.includes(form.toLowerCase())) || alone.test(text)) found.push(`${name} in ${from}`)
    }
  }
  return found
}

function formsOf(secret: string): string[] {
  const bytes = secret.length === 32 ? Buffer.from(secret, 'hex') : Buffer.from(secret)
  return [secret, bytes.toString('hex'), bytes.toString('latin1'), bytes.toString('base64').replace(/=+$/, '')]
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

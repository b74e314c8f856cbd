import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { API, type DemoCard, type PlaceLine, type TerminalSetup } from '@fiftyfive/contract'
import { Turns } from '@fiftyfive/kernel'
import { messagesIn } from '@fiftyfive/messages'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './support/browser.ts'
import { cards, wrong } from './support/headless.ts'
import { everywhere, openShops, type Shop } from './support/shop.ts'
import { dataFolder, getJson, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/**
 * What cashier and cardholder see when a payment does not go straight through, at both devices and in both languages, and
 * what the page weighs.
 */
const data = dataFolder()
let stack: Running<UpPorts>
let browser: Browser
let web: string
let byId: Map<string, DemoCard>
let shops: Shop[]

beforeAll(async () => {
  stack = await startUp(data)
  web = `http://127.0.0.1:${stack.ports.webPort}`
  byId = await cards(stack.ports.webPort)
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  data.remove()
})

const pinOf = (id: string): string => (byId.get(id) as DemoCard).pin
/** What each till told the host of its parts, of those that did. */
async function selfTests(): Promise<object[]> {
  const { webPort } = stack.ports
  const { items } = await getJson<{ readonly items: readonly PlaceLine[] }>(webPort, API.places('terminal'))
  const setups = await Promise.all(items.map(({ value }) => getJson<TerminalSetup>(webPort, API.terminal(value))))
  return setups.flatMap(({ selfTest }) =>
    selfTest ? [Object.fromEntries(selfTest.parts.map(({ part, works }) => [part, works]))] : [],
  )
}
const reset = (card: string) => postJson(stack.ports.webPort, API.demo.action, { action: 'reset-card', card })

const assets = fileURLToPath(new URL('../../apps/pos/dist/assets/', import.meta.url))
const weight = (file: string): number => gzipSync(readFileSync(`${assets}${file}`), { level: 9 }).length
const FIRST_LOAD_BYTES = 115 * 1024
/** Demo panel, training mode, PIN pad worker and both languages included; the payer's page is another one, on a phone. */
const EVERYTHING_BYTES = 150 * 1024
/** On one core. Wall time says more about the machine's other work than about the page. */
const FIRST_PROMPT_CPU_S = 1

it('takes less than a second of processor time and 115 KB of JavaScript to the first PIN prompt', async () => {
  const context = await browser.newContext({ locale: 'en' })
  // What the page loads when nobody is in a hurry waits until the test lets it.
  await context.addInitScript(() => {
    const idle = window.requestIdleCallback.bind(window)
    window.requestIdleCallback = (load) => {
      Object.assign(window, { whenIdle: () => void ((window.requestIdleCallback = idle), idle(load)) })
      return 0
    }
  })
  const page = await context.newPage()
  const loaded = new Set<string>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/pos/assets/') && pathname.endsWith('.js')) loaded.add(pathname.slice(12))
  })
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(`${web}/pos/`)
  const at = (name: string) => page.locator(`[data-testid="screen"][data-screen="${name}"]`).waitFor()
  await at('idle')
  for (const key of ['1', '0', 'confirm']) {
    await page.getByTestId(key === 'confirm' ? 'amount-confirm' : `amount-key-${key}`).click()
  }
  await at('present-card')
  await page.getByTestId('present-chip').click()
  await at('enter-pin')
  const { metrics } = await session.send('Performance.getMetrics')
  const busy_s = metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN
  expect(busy_s).toBeLessThan(FIRST_PROMPT_CPU_S)
  expect([...loaded].some((file) => file.startsWith('worker'))).toBe(true)
  const sizes = Object.fromEntries([...loaded].map((file) => [file, weight(file)]))
  const total = Object.values(sizes).reduce((sum, one) => sum + one, 0)
  expect(total, JSON.stringify({ busy_s, ...sizes })).toBeLessThan(FIRST_LOAD_BYTES)

  // The rest comes by itself while nobody is in a hurry: without the network no screen is missing afterwards.
  await page.getByTestId('pin-cancel').click()
  await at('idle')
  await page.evaluate(() => (window as unknown as { whenIdle: () => void }).whenIdle())
  const parts = { menu: 1, management: 1, qr: 1, check: 1, training: 1, causes: 2, terminal: 3 }
  for (const [part, count] of Object.entries(parts))
    await expect.poll(() => [...loaded].filter((file) => file.startsWith(part)).length).toBeGreaterThanOrEqual(count)
  await context.setOffline(true)
  await page.getByTestId('menu-open').click()
  await page.getByTestId('menu-training').click()
  await page.getByTestId('training').waitFor()
  await page.getByTestId('language-zh-CN').click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN')
  await context.close()
})

it('weighs at most 150 KB of JavaScript in all', () => {
  const total = readdirSync(assets)
    .filter((file) => file.endsWith('.js') && !file.startsWith('pay-'))
    .reduce((sum, file) => sum + weight(file), 0)
  expect(total).toBeLessThan(EVERYTHING_BYTES)
})

/** Each till has a card of its own where PIN tries are counted: one card tried at four places is a stolen one. */
const CARD_OF: Readonly<Record<string, string>> = {
  'smart-en': 'li-na',
  'small-zh-CN': 'wang-wei',
  'smart-zh-CN': 'short-of-money',
  'small-en': 'worn',
}

const oneCard = new Turns()

/** A worn chip is tried twice, then its stripe is swiped. */
async function show(shop: Shop, card: string): Promise<void> {
  const worn = card === 'worn'
  if (worn) for (let i = 0; i < 2; i++) await shop.till.present(card, 'chip')
  await shop.till.present(card, worn ? 'stripe' : 'chip')
}

/** Four tills at once on a machine that has other work. */
const SLOW = { timeout: 400_000 }

describe('on both devices, in both languages', () => {
  beforeAll(async () => {
    shops = await openShops(browser, web)
  })

  it('a wrong PIN, the last try, and a PIN that is locked by it', SLOW, async () => {
    await everywhere(shops, async (shop) => {
      const { till } = shop
      const card = CARD_OF[shop.name] ?? ''
      await reset(card)
      await shop.look('idle')
      const cashier = await shop.cashierWindow()
      await till.amount('4200')
      await shop.look('present-card')
      await show(shop, card)
      await till.screen('enter-pin')
      await shop.look('enter-pin')
      await till.pin(wrong(pinOf(card)))
      await shop.at('enter-pin', '[data-family="wrong-pin"]')
      expect(await shop.id('tries-left').getAttribute('data-tries')).toBe('2')
      await shop.look('wrong-pin')
      await shop.turn('cashier')
      expect(await shop.id('pin-key-1').count()).toBe(0)
      await shop.look('wrong-pin-cashier')
      const said = await shop.id('message-cashier').innerText()
      await shop.turn('cardholder')
      if (cashier) {
        expect(await cashier.getByTestId('message-cashier').innerText()).toBe(said)
        expect(await cashier.getByTestId('message-cardholder').count()).toBe(0)
        await shop.look('wrong-pin-cashier-window', cashier)
      }
      await shop.id('pin-cancel').click()
      await till.screen('idle')
      await till.amount('4200')
      await show(shop, card)
      await till.pin(wrong(pinOf(card), 2))
      await shop.at('enter-pin', '[data-entry="2"]')
      expect(await shop.id('tries-left').getAttribute('data-tries')).toBe('1')
      await shop.look('last-try')
      await till.pin(wrong(pinOf(card), 3))
      await shop.at('refused', '[data-family="locked"]')
      // In step: what the cashier does in a window of their own, the terminal does.
      if (cashier) await cashier.getByTestId('choose-done').click()
      else await shop.leaveRefusal()
      await till.screen('idle')
      await cashier?.close()
      await reset(card)
    })
  })

  it('a locked card is rescued by QR: the payer has a page, is told, and gets a refund', SLOW, async () => {
    await everywhere(shops, async (shop) => {
      const { till } = shop
      await till.amount('4200')
      await till.present('locked')
      await till.pin(pinOf('locked'))
      await shop.at('refused', '[data-family="locked"]')
      await shop.look('locked')
      await shop.turn('cashier')
      await shop.look('locked-cashier')
      await shop.turn('cardholder')
      await shop.id('choose-qr').click()
      await till.screen('qr')
      await shop.look('qr')

      const phone = await till.page.context().newPage()
      await phone.goto((await shop.id('payer-link').getAttribute('href')) ?? '')
      const state = (name: string) => phone.locator(`[data-testid="payer-state"][data-state="${name}"]`).waitFor()
      await state('open')
      expect(await phone.getByTestId('payer-amount').innerText()).toContain('42.00')
      await shop.look('payer', phone)
      await phone.getByTestId('payer-pay').click()
      await state('paid')
      await shop.done('approved-qr')
      await shop.choose('refund')
      await till.page.locator('[data-testid^="original-"]').first().click()
      await shop.amount('1200')
      expect((await shop.done()).receipt).toContain('12.00')
      await phone.getByTestId('payer-refund').waitFor()
      expect(await phone.getByTestId('payer-refund').innerText()).toContain('12.00')
      await shop.look('payer-refund', phone)
      await phone.close()
    })
  })

  it('our fault, a pulled cable, and a chip that checks the PIN: three different pages', SLOW, async () => {
    await everywhere(shops, async (shop) => {
      const { till } = shop
      await shop.id('fault-wrong-terminal-key').click()
      await till.amount('9900')
      await till.present('wang-wei')
      await till.pin(pinOf('wang-wei'))
      await shop.at('enter-pin', '[data-family="our-fault"]')
      await shop.look('our-fault')
      await till.pin(pinOf('wang-wei'))
      await shop.at('approved')
      await shop.id('receipt-merchant').click()
      await shop.look('approved-merchant')
      await shop.id('receipt-customer').click()
      await shop.done('approved')

      await shop.id('fault-network').click()
      await till.amount('700')
      await till.present('wang-wei')
      await shop.at('refused', '[data-family="network"]')
      await shop.look('network')
      await shop.id('fault-network').click()
      await shop.leaveRefusal()
      await expect.poll(() => shop.id('link-state').getAttribute('data-link'), { timeout: 15_000 }).toBe('up')

      // One chip, one memory: its tries are counted on from till to till, and it is in one of them at a time.
      await oneCard.take('chip-pin', async () => {
        await till.amount('700')
        await till.present('chip-pin')
        await till.screen('enter-pin')
        await shop.look('pin-by-chip')
        for (const [entry, digits] of ['111111', '222222', '333333'].entries()) {
          await till.pin(digits)
          await shop.at('enter-pin', `[data-entry="${entry + 2}"]`)
          await shop.look(`chip-refused-${entry + 1}`)
        }
        await shop.at('enter-pin', '[data-cause="chip-locked"]')
        // Its issuer knows the PIN, and gives the chip its tries back by a script: the chip takes its PIN again.
        await till.pin(pinOf('chip-pin'))
        await shop.done()
        await till.amount('700')
        await till.present('chip-pin')
        await shop.at('enter-pin', '[data-checked-by="chip"]')
        await till.pin(pinOf('chip-pin'))
        await shop.done()
      })
      // Two accounts on one chip: the cardholder chooses, here by keys alone.
      await oneCard.take('two-accounts', async () => {
        await till.page.keyboard.type('700')
        await till.page.keyboard.press('Enter')
        await till.screen('present-card')
        await till.present('two-accounts')
        await till.screen('choose-application')
        await shop.look('choose-application')
        await till.page.keyboard.press('2')
        await till.screen('enter-pin')
        await till.page.keyboard.type(pinOf('two-accounts'))
        await till.page.keyboard.press('Enter')
        expect((await shop.done()).receipt).toContain('UnionPay Credit')
      })
      // A chip that is proven by the downloaded CA key approves a small sale by itself, unless it has for too often.
      const { kinds } = messagesIn(shop.device.language).terminal.receipt
      await oneCard.take('offline', async () => {
        for (let sale = 1; ; sale++) {
          await till.amount('700')
          await till.present('offline')
          await till.pin(pinOf('offline'))
          await till.screen('approved')
          const isOffline = (await shop.id('receipt').innerText()).includes(kinds['offline-sale'])
          await shop.done(isOffline ? 'approved-offline' : undefined)
          if (isOffline) break
          expect(sale).toBeLessThan(3)
        }
      })
    })
  })

  it('finds a dead key after a refusal and reports it in one touch', SLOW, async () => {
    await everywhere(shops, async (shop) => {
      const { till } = shop
      await shop.id('fault-block-format').click()
      await shop.id('fault-dead-key').click()
      await till.amount('4200')
      await till.present('wang-wei')
      const typed = pinOf('wang-wei').replaceAll('5', '')
      for (let entry = 1; entry <= 3; entry++) {
        await till.pin(`${typed}0000`.slice(0, 6))
        const next = `[data-testid="screen"]:is([data-screen="refused"],[data-screen="enter-pin"][data-entry="${entry + 1}"])`
        await till.page.locator(next).waitFor()
        if ((await till.page.locator('[data-screen="refused"]').count()) > 0) break
      }
      await till.screen('refused')
      await shop.turn('cashier')
      await shop.look('refused-care')
      await shop.id('check-terminal').click()
      await shop.look('check')
      await shop.id('check-next').click()
      await shop.look('check-keypad')
      await checkKeypad(shop)
      await shop.id('check-next').click()
      await shop.look('check-screen')
      await shop.id('check-yes').click()
      await shop.id('check-yes').click()
      expect(await shop.id('check-result').getAttribute('data-good')).toBe('false')
      expect(await shop.id('check-result').innerText()).toContain('5')
      await shop.id('report').click()
      expect(await shop.id('reported').innerText()).toMatch(/-1/)
      await shop.look('check-result')
      await shop.id('menu-back').click()
      await shop.id('choose-done').click()
      await till.screen('idle')
      await shop.id('fault-block-format').click()
      await shop.id('fault-dead-key').click()
      await shop.choose('tickets')
      await shop.look('tickets')
      await leaveMenu(shop)
    })
    // Whoever looks after terminals sees it without being called.
    const found = { keypad: false, pinPad: true, display: true, chipReader: true }
    await expect.poll(selfTests).toEqual(shops.map(() => found))
  })

  it(
    'speaks on request without a digit, mixes the keys where the shop wants it, and has its limits from the host',
    SLOW,
    async () => {
      await everywhere(shops, async (shop) => {
        const { till } = shop
        await till.page.evaluate(() => {
          const said: string[] = []
          Object.assign(window, { said })
          speechSynthesis.speak = (utterance) => void said.push(utterance.text)
        })
        await shop.choose('settings')
        expect(await shop.id('parameters').getAttribute('data-version')).toBe('00000001')
        await shop.id('set-scrambled').click()
        await shop.look('settings')
        await leaveMenu(shop)
        await till.amount('1280')
        await till.present('wang-wei')
        await till.screen('enter-pin')
        const order = async () => (await till.page.locator('[data-testid^="pin-key-"]').allInnerTexts()).join('')
        expect((await order()).split('').toSorted().join('')).toBe('0123456789')
        expect(await order()).not.toBe('1234567890')
        await shop.id('assistance').click()
        expect(await order()).toBe('1234567890')
        await shop.look('assistance')
        await till.pin(pinOf('wang-wei'))
        await till.screen('approved')
        const said = await till.page.evaluate(() => (window as unknown as { said: string[] }).said)
        expect(said.length).toBeGreaterThan(6)
        expect(said.join('\n')).not.toContain(pinOf('wang-wei'))
        if (shop.device.profile === 'small') await sign(shop)
        await shop.id('choose-done').click()
        await till.screen('idle')
        await shop.choose('settings')
        await shop.id('set-scrambled').click()
        await shop.id('set-assistance').click()
        await leaveMenu(shop)
        // A tap below the limit that the host has set needs no PIN.
        await till.amount('1280')
        await till.present('wang-wei', 'contactless')
        await till.screen('approved')
      })
    },
  )

  it(
    'shows what became of the last payment after a restart, prints it again, and warns before the time for the PIN is over',
    SLOW,
    async () => {
      await everywhere(shops, async (shop) => {
        const { till } = shop
        await till.page.reload()
        await till.screen('idle')
        await shop.choose('lastPayment')
        expect(await shop.id('last-status').getAttribute('data-status')).toBe('approved')
        await shop.look('last-payment')
        const [download] = await Promise.all([till.page.waitForEvent('download'), shop.id('save-receipt').click()])
        const chinese = shop.device.language === 'zh-CN'
        const text = new TextDecoder(chinese ? 'gbk' : 'utf-8').decode(readFileSync(await download.path()))
        expect(text).toContain(chinese ? '消费成功' : 'SALE APPROVED')
        expect(text).toMatch(/\d{6}\*+\d{4}/)
        for (const copy of Object.values(messagesIn(shop.device.language).terminal.receipt.holders))
          expect(text).toContain(copy)
        await leaveMenu(shop)

        await till.page.clock.install()
        await till.amount('1280')
        await till.present('wang-wei')
        await till.screen('enter-pin')
        await shop.id('pin-key-1').click()
        // Three times as long, so that there is time to look at the warning.
        await shop.id('assistance').click()
        await till.page.clock.fastForward(136_000)
        await shop.id('more-time').waitFor()
        await shop.look('time-warning')
        await shop.id('more-time').click()
        await till.page.clock.fastForward(120_000)
        await shop.at('enter-pin', '[data-digits="1"]')
        await till.page.clock.fastForward(70_000)
        await till.screen('idle')
      })
    },
  )
})

async function leaveMenu(shop: Shop): Promise<void> {
  await shop.id('menu-back').click()
  await shop.id('menu-back').click()
}

async function sign(shop: Shop): Promise<void> {
  const { page } = shop.till
  const field = await shop.id('signature').boundingBox()
  if (!field) throw new Error('no field to sign in')
  expect(await shop.id('signature').getAttribute('data-signed')).toBe('false')
  await page.mouse.move(field.x + 20, field.y + 40)
  await page.mouse.down()
  for (const [x, y] of [
    [60, 15],
    [90, 60],
    [130, 20],
    [180, 50],
  ] as const)
    await page.mouse.move(field.x + x, field.y + y)
  await page.mouse.up()
  expect(await shop.id('signature').getAttribute('data-signed')).toBe('true')
  await shop.look('signed')
  await shop.id('signature-clear').click()
  expect(await shop.id('signature').getAttribute('data-signed')).toBe('false')
}

/** Presses each key that the check asks for once; where nothing happens, says so. */
async function checkKeypad(shop: Shop): Promise<void> {
  for (;;) {
    const asked = await shop.id('check-ask').getAttribute('data-key')
    if (asked === null) return
    await shop.id(`check-key-${asked}`).click()
    // The press goes through the PIN pad's worker before the page hears of it.
    const heard = shop.till.page.waitForFunction(
      (key) => document.querySelector('[data-testid="check-ask"]')?.getAttribute('data-key') !== key,
      asked,
      { timeout: 3_000 },
    )
    await heard.catch(() => shop.id('check-nothing').click())
  }
}

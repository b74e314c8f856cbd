import { API, type DemoCard } from '@fiftyfive/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults } from './support/accessibility.ts'
import { launch, screenshot, Till } from './support/browser.ts'
import { cards } from './support/headless.ts'
import { dataFolder, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/** Everything the menu offers, from the real page over the real host to the real issuer, on both devices. */
const data = dataFolder()
let stack: Running<UpPorts>
let browser: Browser
let web: string
let byId: Map<string, DemoCard>

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

const CARD = 'wang-wei'
const pin = (): string => (byId.get(CARD) as DemoCard).pin

/** One till, with the words of what it does. */
class Shop {
  readonly till: Till
  readonly #name: string
  readonly #pictures: boolean
  constructor(till: Till, name: string, pictures: boolean) {
    this.till = till
    this.#name = name
    this.#pictures = pictures
  }

  /** Axe finds nothing wrong with a screen, whichever device and language; of two pairs a picture is kept. */
  async look(name: string): Promise<void> {
    expect(await accessibilityFaults(this.till.page), name).toEqual([])
    if (this.#pictures) await screenshot(this.till.page, `pos-${name}-${this.#name}`)
  }

  async choose(item: string): Promise<void> {
    await this.till.id('menu-open').click()
    await this.till.id(`menu-${item}`).click()
  }

  async amount(digits: string): Promise<void> {
    for (const digit of digits) await this.till.id(`amount-key-${digit}`).click()
    await this.till.id('amount-confirm').click()
  }

  /** Card and, where the terminal asks for it, PIN; then the receipt's trace number, back to the amount. */
  async pay(look?: string): Promise<{ readonly trace: number; readonly receipt: string }> {
    await this.till.screen('present-card')
    await this.till.present(CARD)
    const next = this.till.page.locator('[data-screen="approved"], [data-screen="enter-pin"]')
    await next.waitFor()
    if ((await this.till.page.locator('[data-screen="enter-pin"]').count()) > 0) await this.till.pin(pin())
    return this.done(look)
  }

  async done(look?: string): Promise<{ readonly trace: number; readonly receipt: string }> {
    await this.till.screen('approved')
    const receipt = await this.till.id('receipt').innerText()
    if (look !== undefined) await this.look(look)
    await this.till.id('choose-done').click()
    await this.till.screen('idle')
    return { trace: Number(/\b0\d{5}\b(?![\s\S]*\b0\d{5}\b)/.exec(receipt)?.[0] ?? 0), receipt }
  }
}

async function open(profile: 'smart' | 'small', language: 'en' | 'zh-CN'): Promise<Shop> {
  const till = await Till.open(browser, web, language, { profile })
  // Pictures of each screen on each device and in each language once.
  const pictures = (profile === 'smart') === (language === 'en')
  return new Shop(till, `${profile}-${language}`, pictures)
}

const DEVICES = [
  ['smart', 'en'],
  ['small', 'zh-CN'],
  ['smart', 'zh-CN'],
  ['small', 'en'],
] as const

/** Twenty screens, each looked through by axe, on a machine that has other work. */
const SLOW = { timeout: 400_000 }

describe.each(DEVICES)('on the %s device in %s', (profile, language) => {
  const chinese = language === 'zh-CN'
  // One till for the whole day: a browser's new window and a terminal's activation cost more than most of what is done here.
  let shop: Shop
  let till: Till
  beforeAll(async () => {
    shop = await open(profile, language)
    till = shop.till
  })
  afterAll(() => till?.page.context().close())

  it('undoes, gives back, holds, completes, tells the balance, and settles the day', SLOW, async () => {
    await postJson(stack.ports.webPort, API.demo.action, { action: 'reset-card', card: CARD })
    await shop.amount('1280')
    await shop.pay()
    await till.id('menu-open').click()
    await shop.look('menu')
    await till.id('menu-void').click()
    await till.page.locator('[data-testid^="original-"]').first().waitFor()
    await shop.look('choose-original')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await till.screen('present-card')
    await shop.look('present-for-void')
    expect((await shop.pay('void')).receipt).toContain(chinese ? '消费撤销成功' : 'VOID APPROVED')

    await shop.amount('9900')
    await shop.pay()
    await shop.choose('refund')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await shop.amount('4000')
    expect((await shop.pay('refund')).receipt).toContain('40.00')
    await shop.choose('refund')
    await till.id('order-by-reference').click()
    await shop.look('by-reference')
    await till.id('menu-back').click()
    await till.id('menu-back').click()

    await shop.choose('pre-authorization')
    await shop.look('order-amount')
    await shop.amount('50000')
    await shop.pay('pre-authorization')
    await shop.choose('completion')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await shop.amount('45000')
    await shop.pay('completion')
    await shop.choose('completion-cancellation')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await shop.pay()
    await shop.choose('pre-authorization-cancellation')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await shop.pay()

    await shop.choose('balance-inquiry')
    await till.id('order-start').click()
    await shop.pay('balance')
    await shop.choose('offline-sale')
    await till.id('order-start').click()
    await shop.amount('2000')
    await shop.pay('offline-sale')
    await shop.choose('adjustment')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await shop.amount('2300')
    await shop.done('adjustment')

    await shop.choose('lastPayment')
    await till.id('ask-status').click()
    await till.id('host-status').waitFor()
    expect(await till.id('host-status').getAttribute('data-status')).toBe('approved')
    await shop.look('status')
    await till.id('choose-done').click()
    await shop.choose('batch')
    await shop.look('batch')
    await till.id('settle').click()
    await till.screen('settled')
    expect(await till.id('settled').getAttribute('data-agreed')).toBe('true')
    await shop.look('settled')
    await till.id('choose-done').click()
    await till.screen('idle')
    await shop.choose('void')
    await till.id('menu-back').click()
    await till.id('menu-signOff').click()
    await till.screen('signed-off')
    await shop.look('signed-off')
    await till.id('sign-on-again').click()
    await till.screen('idle')
  })

  it('changes a PIN with the issuer and explains which PINs it does not take', async () => {
    await postJson(stack.ports.webPort, API.demo.action, { action: 'reset-card', card: CARD })
    const step = (name: string) => till.page.locator(`[data-screen="enter-pin"][data-step="${name}"]`).waitFor()
    const enter = async (digits: string) => {
      for (const digit of digits) await till.id(`pin-key-${digit}`).click()
      await till.id('pin-confirm').click()
    }
    const change = async (from: string, to: string, rejected?: string) => {
      await shop.choose('pin-change')
      await till.id('order-start').click()
      await till.screen('present-card')
      await till.present(CARD)
      await step('old')
      await enter(from)
      await step('new')
      if (rejected !== undefined) {
        await enter(rejected)
        await till.id('rejected').waitFor()
        expect(await till.id('rejected').getAttribute('data-reason')).toBe('date')
        await shop.look('pin-rejected')
      }
      await enter(to)
      await step('again')
      await enter(to)
      await shop.done(rejected === undefined ? undefined : 'pin-changed')
    }
    const before = pin()
    await change(before, '604817', '880714')
    await change('604817', before)
  })

  it('practises without the network', async () => {
    await till.id('menu-open').click()
    await till.page.evaluate(() => performance.clearResourceTimings())
    const sent: string[] = []
    till.page.on('websocket', (socket) => sent.push(socket.url()))
    await till.id('menu-training').click()
    await till.id('training').waitFor()
    await till.screen('idle')
    await shop.look('training')
    await shop.amount('1280')
    await till.screen('present-card')
    await till.id('training-chip').click()
    await till.pin('204816')
    await till.screen('approved')
    expect(await till.id('receipt').innerText()).toContain(chinese ? '练习模式' : 'TRAINING')
    await shop.look('training-approved')
    expect(sent).toEqual([])
    await till.id('training-end').click()
    await till.id('card-select').waitFor()
    await till.screen('idle')
  })

  // Last, since from then on the terminal wants an operator for everything.
  it('logs operators in, asks a manager, locks, and ends the shift', async () => {
    const add = async (number: string, password: string) => {
      await till.id('operator-field-number').fill(number)
      await till.id('operator-field-password').fill(password)
      await till.id('operator-add').click()
    }
    const logIn = async (number: string, password: string) => {
      await till.id('operator-number').fill(number)
      await till.id('operator-password').fill(password)
      await till.id('operator-submit').click()
    }
    await shop.choose('operators')
    await shop.look('operators-first')
    await add('00', '482915')
    await till.screen('log-in')
    await shop.look('log-in')
    await logIn('00', '482916')
    await till.id('operator-refused').waitFor()
    await shop.look('log-in-refused')
    await logIn('00', '482915')
    await till.screen('idle')
    await shop.choose('operators')
    await add('01', '739164')
    await till.id('operator-remove-01').waitFor()
    await shop.look('operators')
    await till.id('log-out').click()
    await till.screen('log-in')
    await logIn('01', '739164')
    await till.screen('idle')
    await shop.amount('700')
    await shop.pay()
    await shop.choose('void')
    await till.page.locator('[data-testid^="original-"]').first().click()
    await till.screen('not-possible')
    await shop.look('manager-needed')
    await logIn('00', '482915')
    await shop.pay()
    await shop.choose('lock')
    await till.screen('locked')
    await shop.look('locked')
    await logIn('01', '739164')
    await till.screen('idle')
  })
})

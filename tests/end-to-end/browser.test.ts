import { API, type DemoCard } from '@fiftyfive/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults } from './support/accessibility.ts'
import { launch, screenshot, Till } from './support/browser.ts'
import { cards, triesLeft, wrong } from './support/headless.ts'
import { dataFolder, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/** What a visitor sees in a real browser, from `npm start` on. The pictures of the README come from here. */
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

const pinOf = (id: string): string => (byId.get(id) as DemoCard).pin
const tries = (id: string) => triesLeft(stack.ports.webPort, id)

describe('at the till', () => {
  it('a sale with the right PIN is approved', async () => {
    const till = await Till.open(browser, web)
    await till.amount('1280')
    await till.present('wang-wei')
    await till.screen('enter-pin')
    // The PIN pad: what enciphers the digits is no script of the page.
    expect(till.page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([
      expect.stringMatching(/^\/pos\/assets\/worker-/),
    ])
    await screenshot(till.page, 'pos-enter-pin')
    await till.pin(pinOf('wang-wei'))
    await till.screen('approved')
    await screenshot(till.page, 'pos-approved')
    expect(await accessibilityFaults(till.page)).toEqual([])
    await till.page.context().close()
  })

  it('a wrong PIN is refused, explained, and approved on retry without reading the card again', async () => {
    const till = await Till.open(browser, web)
    await till.amount('4500')
    await till.present('li-na')
    await till.pin(wrong(pinOf('li-na')))
    await till.page.locator('[data-testid="screen"][data-screen="enter-pin"][data-family="wrong-pin"]').waitFor()
    expect(await till.id('message-cardholder').innerText()).not.toBe('')
    expect(await till.id('tries-left').innerText()).toContain('2')
    await expect.poll(() => till.id('issuer-tries').innerText(), { timeout: 5_000 }).toContain('2')
    expect(await accessibilityFaults(till.page)).toEqual([])
    await screenshot(till.page, 'pos-wrong-pin')
    await till.pin(pinOf('li-na'))
    await till.screen('approved')
    await till.page.context().close()
  })

  it('a swapped key is not the customer’s PIN: it is repaired and no try is spent', async () => {
    await postJson(stack.ports.webPort, API.demo.action, { action: 'reset-card', card: 'li-na' })
    const till = await Till.open(browser, web)
    await till.id('fault-wrong-terminal-key').click()
    await till.amount('9900')
    await till.present('li-na')
    await till.pin(pinOf('li-na'))
    await till.page.locator('[data-testid="screen"][data-screen="enter-pin"][data-family="our-fault"]').waitFor()
    expect(await till.text()).toContain('Our fault')
    expect(await tries('li-na')).toBe(3)
    expect(await accessibilityFaults(till.page)).toEqual([])
    await screenshot(till.page, 'pos-our-fault')
    await till.pin(pinOf('li-na'))
    await till.screen('approved')
    expect(await tries('li-na')).toBe(3)
    await till.page.context().close()
  })

  it('a locked card is told apart, in Chinese, and rescued by a QR payment', async () => {
    const till = await Till.open(browser, web, 'zh-CN')
    await till.amount('6600')
    await till.present('locked')
    await till.pin(pinOf('locked'))
    await till.page.locator('[data-testid="screen"][data-screen="refused"][data-family="locked"]').waitFor()
    expect(await accessibilityFaults(till.page)).toEqual([])
    await screenshot(till.page, 'pos-locked-zh')
    await till.id('choose-qr').click()
    await till.screen('qr')
    await screenshot(till.page, 'pos-qr-zh')
    await till.id('phone-pay').click()
    await till.screen('approved')
    await till.page.context().close()
  })

  it('works with the keyboard alone and never shows a digit of the PIN', async () => {
    const till = await Till.open(browser, web)
    await till.page.keyboard.type('1500')
    await till.page.keyboard.press('Enter')
    await till.screen('present-card')
    await till.present('wang-wei')
    await till.screen('enter-pin')
    await till.page.keyboard.type(pinOf('wang-wei'))
    await till.page.locator('[data-testid="screen"][data-digits="6"]').waitFor()
    expect(await till.page.content()).not.toContain(pinOf('wang-wei'))
    expect(await till.page.locator('[data-testid="screen"] input').count()).toBe(0)
    await till.page.keyboard.press('Enter')
    await till.screen('approved')
    await till.page.context().close()
  })

  it('can be read on a phone', async () => {
    const till = await Till.open(browser, web)
    await till.page.setViewportSize({ width: 320, height: 640 })
    const overflow = await till.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await till.page.context().close()
  })
})

describe('at the console', () => {
  it('lists attempts as they happen and says why each was refused', async () => {
    const desk = await (
      await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', colorScheme: 'light' })
    ).newPage()
    await desk.goto(`${web}/console/`)
    await desk.getByTestId('visit').click()
    await desk.getByTestId('attempt-row').first().waitFor()
    const before = await desk.getByTestId('attempt-row').count()
    const till = await Till.open(browser, web)
    await till.amount('2000')
    await till.present('worn', 'stripe')
    await till.present('worn', 'chip')
    await till.present('worn', 'chip')
    await till.present('worn', 'stripe')
    await till.pin(wrong(pinOf('worn')))
    await till.page.locator('[data-testid="screen"][data-family="wrong-pin"]').waitFor()
    await expect.poll(() => desk.getByTestId('attempt-row').count()).toBeGreaterThan(before)
    expect(await accessibilityFaults(desk)).toEqual([])
    await screenshot(desk, 'console-live')
    await till.page.context().close()
    await desk.context().close()
  })

  it('shows verdict, evidence, steps for each audience and the masked messages of an attempt', async () => {
    const page = await (
      await browser.newContext({ viewport: { width: 1280, height: 1600 }, locale: 'en', colorScheme: 'light' })
    ).newPage()
    await page.goto(`${web}/console/#/?cause=wrong-terminal-key`)
    await page.getByTestId('visit').click()
    await page.getByTestId('attempt-row').first().click()
    await page.getByTestId('verdict-cause').waitFor()
    expect(await page.getByTestId('verdict-cause').getAttribute('data-cause')).toBe('wrong-terminal-key')
    expect(await page.getByTestId('evidence-line').count()).toBeGreaterThan(2)
    for (const audience of ['cashier', 'cardholder', 'merchant', 'engineer']) {
      expect(await page.getByTestId(`audience-${audience}`).innerText()).not.toBe('')
    }
    // Our fault, caught before the issuer: two messages, not four.
    expect(await page.getByTestId('message').count()).toBe(2)
    expect(await accessibilityFaults(page)).toEqual([])
    await screenshot(page, 'console-attempt')
    await page.getByTestId('language-switch').getByText('中文').click()
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await screenshot(page, 'console-attempt-zh')
    await page.context().close()
  })
})

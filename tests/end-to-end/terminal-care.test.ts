import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { API, type DemoCard } from '@fiftyfive/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, screenshot, Till } from './support/browser.ts'
import { cards } from './support/headless.ts'
import { dataFolder, postJson, type Running, startUp, type UpPorts } from './support/stack.ts'

/** What the cashier does between payments and after a refusal, and what helps a cardholder who cannot read the screen. */
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

/** Takes the picture of a screen after axe has found nothing wrong with it. */
async function look(till: Till, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: till.page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`),
  ).toEqual([])
  await screenshot(till.page, name)
}

/** Presses each key that the check asks for once; where nothing happens, says so. */
async function checkKeypad(till: Till): Promise<void> {
  for (;;) {
    const asked = await till.id('check-ask').getAttribute('data-key')
    if (asked === null) return
    await till.id(`check-key-${asked}`).click()
    // The press goes through the PIN pad's worker before the page hears of it.
    const heard = till.page.waitForFunction(
      (key) => document.querySelector('[data-testid="check-ask"]')?.getAttribute('data-key') !== key,
      asked,
      { timeout: 1_000 },
    )
    await heard.catch(() => till.id('check-nothing').click())
  }
}

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  it('finds a dead key after a refusal and reports it in one touch', async () => {
    const till = await Till.open(browser, web, language)
    await till.id('fault-block-format').click()
    await till.id('fault-dead-key').click()
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
    await look(till, `pos-refused-care-${language}`)
    await till.id('check-terminal').click()
    await look(till, `pos-check-${language}`)
    await till.id('check-next').click()
    await look(till, `pos-check-keypad-${language}`)
    await checkKeypad(till)
    await till.id('check-next').click()
    await look(till, `pos-check-screen-${language}`)
    await till.id('check-yes').click()
    await till.id('check-yes').click()
    expect(await till.id('check-result').getAttribute('data-good')).toBe('false')
    expect(await till.id('check-result').innerText()).toContain('5')
    await till.id('report').click()
    expect(await till.id('reported').innerText()).toMatch(/-1/)
    await look(till, `pos-check-result-${language}`)
    await till.id('menu-back').click()
    await till.id('choose-done').click()
    await till.screen('idle')
    await till.id('menu-open').click()
    await look(till, `pos-menu-${language}`)
    await till.id('menu-tickets').click()
    await look(till, `pos-tickets-${language}`)
    await till.page.context().close()
  })

  it('shows what became of the last payment after a restart and prints it again', async () => {
    const till = await Till.open(browser, web, language)
    await postJson(stack.ports.webPort, API.demo.action, { action: 'reset-card', card: 'wang-wei' })
    await till.amount('1280')
    await till.present('wang-wei')
    await till.pin(pinOf('wang-wei'))
    await till.screen('approved')
    await till.page.reload()
    await till.screen('idle')
    await till.id('menu-open').click()
    await till.id('menu-lastPayment').click()
    expect(await till.id('last-status').getAttribute('data-status')).toBe('approved')
    await look(till, `pos-last-payment-${language}`)
    const [download] = await Promise.all([till.page.waitForEvent('download'), till.id('save-receipt').click()])
    const bytes = readFileSync(await download.path())
    const text = new TextDecoder(language === 'zh-CN' ? 'gbk' : 'utf-8').decode(bytes)
    expect(text).toContain(language === 'zh-CN' ? '消费成功' : 'SALE APPROVED')
    expect(text).toMatch(/\d{6}\*+\d{4}/)
    await till.page.context().close()
  })

  it('is a small device too, on which the customer signs', async () => {
    const till = await Till.open(browser, web, language)
    await till.id('menu-open').click()
    await till.id('menu-settings').click()
    await till.id('set-profile').click()
    await till.id('menu-back').click()
    await till.id('menu-back').click()
    await till.amount('1280')
    await till.present('wang-wei')
    await till.screen('enter-pin')
    await look(till, `pos-small-pin-${language}`)
    await till.pin(pinOf('wang-wei'))
    await till.screen('approved')
    const field = await till.id('signature').boundingBox()
    if (!field) throw new Error('no field to sign in')
    expect(await till.id('signature').getAttribute('data-signed')).toBe('false')
    await till.page.mouse.move(field.x + 20, field.y + 40)
    await till.page.mouse.down()
    for (const [x, y] of [
      [60, 15],
      [90, 60],
      [130, 20],
      [180, 50],
    ] as const)
      await till.page.mouse.move(field.x + x, field.y + y)
    await till.page.mouse.up()
    expect(await till.id('signature').getAttribute('data-signed')).toBe('true')
    await look(till, `pos-small-signed-${language}`)
    await till.id('signature-clear').click()
    expect(await till.id('signature').getAttribute('data-signed')).toBe('false')
    await till.page.context().close()
  })

  it('speaks on request without a digit, and mixes the keys where the shop wants it', async () => {
    const till = await Till.open(browser, web, language)
    await till.page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      speechSynthesis.speak = (utterance) => void said.push(utterance.text)
    })
    await till.id('menu-open').click()
    await till.id('menu-settings').click()
    await till.id('set-scrambled').click()
    await look(till, `pos-pin-settings-${language}`)
    await till.id('menu-back').click()
    await till.id('menu-back').click()
    await till.amount('1280')
    await till.present('wang-wei')
    await till.screen('enter-pin')
    const order = async () => (await till.page.locator('[data-testid^="pin-key-"]').allInnerTexts()).join('')
    expect((await order()).split('').toSorted().join('')).toBe('0123456789')
    expect(await order()).not.toBe('1234567890')
    await till.id('assistance').click()
    expect(await order()).toBe('1234567890')
    await look(till, `pos-assistance-${language}`)
    await till.pin(pinOf('wang-wei'))
    await till.screen('approved')
    const said = await till.page.evaluate(() => (window as unknown as { said: string[] }).said)
    expect(said.length).toBeGreaterThan(6)
    expect(said.join('\n')).not.toContain(pinOf('wang-wei'))
    await till.page.context().close()
  })
})

it.each(['en', 'zh-CN'] as const)('warns before the time for the PIN is over, in %s', async (language) => {
  const till = await Till.open(browser, web, language)
  await till.page.clock.install()
  await till.amount('1280')
  await till.present('wang-wei')
  await till.screen('enter-pin')
  await till.id('pin-key-1').click()
  await till.page.clock.fastForward(46_000)
  await till.id('more-time').waitFor()
  await look(till, `pos-time-warning-${language}`)
  await till.id('more-time').click()
  await till.page.clock.fastForward(40_000)
  await till.page.locator('[data-screen="enter-pin"][data-digits="1"]').waitFor()
  await till.page.clock.fastForward(25_000)
  await till.screen('idle')
  await till.page.context().close()
})

it('every new screen can be used at 320 px', async () => {
  const till = await Till.open(browser, web)
  await till.page.setViewportSize({ width: 320, height: 640 })
  for (const page of ['menu-lastPayment', 'menu-check', 'menu-settings', 'menu-tickets']) {
    await till.id('menu-open').click()
    await till.id(page).click()
    const overflow = await till.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, page).toBeLessThanOrEqual(0)
    await till.id('menu-back').click()
    await till.id('menu-back').click()
  }
  await till.page.context().close()
})

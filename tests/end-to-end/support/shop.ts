import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { KEEPS_PICTURES, screenshot, Till } from './browser.ts'

/** Both devices in both languages. The colour scheme goes crosswise, so that each device and each language has both. */
export const DEVICES = [
  { profile: 'smart', language: 'en', scheme: 'light' },
  { profile: 'small', language: 'zh-CN', scheme: 'light' },
  { profile: 'smart', language: 'zh-CN', scheme: 'dark' },
  { profile: 'small', language: 'en', scheme: 'dark' },
] as const
export type Device = (typeof DEVICES)[number]

/** A 10-inch screen, and the narrowest that must do (WCAG 1.4.10). */
const TEN_INCH = { width: 1280, height: 800 }
const NARROW = { width: 320, height: 640 }

/** One till on one counter, with the words of what it does. Opened once for all tests of a file. */
export class Shop {
  readonly till: Till
  readonly device: Device
  readonly name: string
  readonly #seen = new Set<string>()

  constructor(till: Till, device: Device) {
    this.till = till
    this.device = device
    this.name = `${device.profile}-${device.language}`
  }

  static async open(browser: Browser, web: string, device: Device): Promise<Shop> {
    const till = await Till.open(browser, web, device.language, {
      viewport: TEN_INCH,
      colorScheme: device.scheme,
      profile: device.profile,
    })
    return new Shop(till, device)
  }

  id(testId: string): Locator {
    return this.till.id(testId)
  }

  /** Each screen once: axe finds nothing, nothing is wider than 320 px, and a picture is kept of it where somebody wants one. */
  async look(name: string, page = this.till.page): Promise<void> {
    if (this.#seen.has(name)) return
    this.#seen.add(name)
    expect(await accessibilityFaults(page), `${name} ${this.name}`).toEqual([])
    await screenshot(page, `pos-${name}-${this.name}`)
    await resize(page, NARROW)
    const { width, overflow } = await page.evaluate(() => {
      const width = window.innerWidth
      return { width, overflow: document.documentElement.scrollWidth - width }
    })
    expect(width).toBe(NARROW.width)
    expect(overflow, `${name} ${this.name} at 320 px`).toBeLessThanOrEqual(0)
    await screenshot(page, `pos-${name}-${this.name}-320`)
    await resize(page, TEN_INCH)
  }

  /** The terminal goes from the customer to the cashier, or back. */
  async turn(to: 'cashier' | 'cardholder'): Promise<void> {
    await this.id('turn').click()
    await this.id(`message-${to}`).waitFor()
    expect(await this.id(`message-${to === 'cashier' ? 'cardholder' : 'cashier'}`).count()).toBe(0)
  }

  /** A refusal is ended by the cashier. */
  async leaveRefusal(): Promise<void> {
    await this.turn('cashier')
    await this.id('choose-done').click()
    await this.at('idle')
  }

  /** The cashier's screen in a window of its own; the small device has one screen only. */
  async cashierWindow(): Promise<Page | undefined> {
    if (this.device.profile === 'small') return undefined
    const [window] = await Promise.all([this.till.page.waitForEvent('popup'), this.id('cashier-open').click()])
    await window.setViewportSize(TEN_INCH)
    return window
  }

  async choose(item: string): Promise<void> {
    await this.id('menu-open').click()
    await this.id(`menu-${item}`).click()
  }

  async amount(digits: string): Promise<void> {
    for (const digit of digits) await this.id(`amount-key-${digit}`).click()
    await this.id('amount-confirm').click()
  }

  /** A screen with more than its name: `prompt('wrong-pin')` waits for a PIN prompt after such a refusal. */
  at(screen: string, attributes = ''): Promise<void> {
    return this.till.page.locator(`[data-testid="screen"][data-screen="${screen}"]${attributes}`).waitFor()
  }

  async done(look?: string): Promise<{ readonly trace: number; readonly receipt: string }> {
    await this.at('approved')
    const receipt = await this.id('receipt').innerText()
    if (look !== undefined) await this.look(look)
    await this.id('choose-done').click()
    await this.at('idle')
    return { trace: Number(/\b0\d{5}\b(?![\s\S]*\b0\d{5}\b)/.exec(receipt)?.[0] ?? 0), receipt }
  }
}

const emulations = new WeakMap<Page, Promise<CDPSession>>()

/**
 * The page alone takes another size. Playwright would resize the browser's window at the same time, which costs more, and
 * after which a window was once seen that drew nothing any more until it was loaded anew: a click waits for two frames.
 * A picture is cut to the size that Playwright knows.
 */
async function resize(page: Page, size: typeof NARROW): Promise<void> {
  if (KEEPS_PICTURES) return page.setViewportSize(size)
  // Kept, since it takes all emulation with it when it ends.
  const session = emulations.get(page) ?? page.context().newCDPSession(page)
  emulations.set(page, session)
  await (await session).send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
}

export const openShops = (browser: Browser, web: string): Promise<Shop[]> =>
  Promise.all(DEVICES.map((device) => Shop.open(browser, web, device)))

/** The same walk at every till, side by side; a failure says where. */
export async function everywhere(shops: readonly Shop[], walk: (shop: Shop) => Promise<void>): Promise<void> {
  // All of them to their end, or the next test would begin at a till that is still in use.
  const walks = await Promise.allSettled(shops.map((shop) => at(shop, walk)))
  for (const one of walks) if (one.status === 'rejected') throw one.reason
}

async function at(shop: Shop, walk: (shop: Shop) => Promise<void>): Promise<void> {
  try {
    await walk(shop)
  } catch (failure) {
    const draws = await isDrawing(shop.till.page).catch(() => false)
    if (draws) await screenshot(shop.till.page, `failed-${shop.name}`, true).catch(() => undefined)
    const said = failure instanceof Error ? failure.message : String(failure)
    throw new Error(`on ${shop.name}${draws ? '' : ', whose window draws nothing'}: ${said}`, { cause: failure })
  }
}

/** Whether the browser still gives the page frames; without them no click and no picture comes about. */
const isDrawing = (page: Page): Promise<boolean> =>
  Promise.race([
    page.evaluate(() => new Promise<boolean>((resolve) => requestAnimationFrame(() => resolve(true)))),
    pause(3_000, false),
  ])

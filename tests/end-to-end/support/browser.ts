import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

const shots = fileURLToPath(new URL('../../../test-results/screenshots/', import.meta.url))
const docs = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

/** A real Chromium; `npm test` finds or installs one and names it here. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['FIFTYFIVE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

const UPDATES_IMAGES = process.env['FIFTYFIVE_UPDATE_IMAGES'] === '1'
export const KEEPS_PICTURES = UPDATES_IMAGES || process.env['FIFTYFIVE_PICTURES'] === '1'

/**
 * Keeps a picture of what a test saw, for somebody who asked for pictures (FIFTYFIVE_PICTURES=1) or, `always`, of a failure;
 * with FIFTYFIVE_UPDATE_IMAGES=1 those that the documentation shows are made anew.
 */
export async function screenshot(page: Page, name: string, always = false): Promise<void> {
  if (!KEEPS_PICTURES && !always) return
  mkdirSync(shots, { recursive: true })
  const path = join(shots, `${name}.png`)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path })
  if (!UPDATES_IMAGES) return
  const shown = join(docs, `${name}.webp`)
  if (!existsSync(shown)) return
  // A third of the size of a PNG; only Chromium itself makes this form.
  const chromium = await page.context().newCDPSession(page)
  const { data } = await chromium.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  writeFileSync(shown, Buffer.from(data, 'base64'))
}

/** How a page is looked at. */
export interface Look {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly profile?: 'smart' | 'small'
}

/** The terminal's page, as a cashier and a cardholder use it. */
export class Till {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  static async open(
    browser: Browser,
    web: string,
    language: 'en' | 'zh-CN' = 'en',
    { viewport = { width: 1280, height: 940 }, colorScheme = 'light', profile }: Look = {},
  ): Promise<Till> {
    const context = await browser.newContext({ viewport, locale: language, colorScheme })
    if (profile) await context.addInitScript((name) => localStorage.setItem('fiftyfive.profile', name), profile)
    const page = await context.newPage()
    await page.goto(`${web}/pos/`)
    const till = new Till(page)
    await till.id(`language-${language}`).click()
    await till.screen('idle')
    return till
  }

  id(testId: string): Locator {
    return this.page.getByTestId(testId)
  }

  screen(name: string): Promise<void> {
    return this.page.locator(`[data-testid="screen"][data-screen="${name}"]`).waitFor()
  }

  async amount(digits: string): Promise<void> {
    for (const digit of digits) await this.id(`amount-key-${digit}`).click()
    await this.id('amount-confirm').click()
    await this.screen('present-card')
  }

  async present(card: string, method: 'chip' | 'stripe' | 'contactless' = 'chip'): Promise<void> {
    await this.id('card-select').selectOption(card)
    await this.id(`present-${method}`).click()
  }

  async pin(digits: string): Promise<void> {
    await this.screen('enter-pin')
    for (const digit of digits) await this.id(`pin-key-${digit}`).click()
    await this.id('pin-confirm').click()
  }

  /** Everything a person can read on the page. */
  text(): Promise<string> {
    return this.page.locator('body').innerText()
  }
}

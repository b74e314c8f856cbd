import { API, type DemoCard, type ReportLine, ROUTES } from '@fiftyfive/contract'
import { type Language, messagesIn } from '@fiftyfive/messages'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessibilityFaults } from './support/accessibility.ts'
import { launch, screenshot } from './support/browser.ts'
import { cards, enterPin, headlessTerminal, present, wrong } from './support/headless.ts'
import { dataFolder, type Running, startUp, type UpPorts } from './support/stack.ts'

/**
 * A merchant from the invitation to the report, in a real browser: one till at which somebody paid, somebody mistook the
 * PIN and gave up, and the day was settled.
 */
const MERCHANT = '898310154110001'
const ANOTHER = '898310154119999'
const PASSWORD = 'lantern orbit mossy 41'
const data = dataFolder()
let stack: Running<UpPorts & { readonly setupCode: string }>
let browser: Browser
let consoleUrl: string
let admin: Page
let merchant: Page

beforeAll(async () => {
  stack = (await startUp(data)) as typeof stack
  const { webPort, terminalPort } = stack.ports
  consoleUrl = `http://localhost:${webPort}/console/`
  const byId = await cards(webPort)
  const { terminal } = await headlessTerminal({ webPort, terminalPort, directory: data.path, answer_ms: 20_000 })
  const pay = async (id: string, pinOf: (card: DemoCard) => string): Promise<void> => {
    const card = byId.get(id) as DemoCard
    await present(terminal, card)
    const { screen } = await enterPin(terminal, pinOf(card))
    if (screen.name === 'enter-pin') terminal.dispatch({ type: 'cancelled' })
    await terminal.when((state) => ['idle', 'approved', 'refused'].includes(state.screen.name))
    terminal.dispatch({ type: 'done' })
  }
  await pay('li-na', ({ pin }) => pin)
  await pay('wang-wei', ({ pin }) => wrong(pin))
  terminal.dispatch({ type: 'settlement-requested' })
  await terminal.when(({ screen }) => screen.name === 'settled')
  terminal.dispatch({ type: 'done' })
  await pay('li-na', ({ pin }) => pin)
  terminal.stop()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  data.remove()
})

const id = (page: Page, testId: string) => page.getByTestId(testId)

async function open(path: string, locale: Language): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale })
  const page = await context.newPage()
  await page.goto(consoleUrl + path)
  return page
}

async function accept(page: Page): Promise<void> {
  await id(page, 'new-password').fill(PASSWORD)
  await id(page, 'accept-invitation').click()
  await id(page, 'account-menu').waitFor()
}

/** An administrator fills in whom to invite. */
async function invite(name: string, shops: string): Promise<void> {
  await admin.goto(`${consoleUrl}#/people`)
  await id(admin, 'invite-name').fill(name)
  await id(admin, 'invite-display-name').fill('王老板')
  await id(admin, 'invite-role-merchant').check()
  await id(admin, 'invite-merchants').fill(shops)
  await id(admin, 'invite').click()
}
const linkShown = async (): Promise<string> => new URL(await id(admin, 'invitation-link').innerText()).hash

async function goTo(page: Page, hash: string, ready: string): Promise<void> {
  await page.goto(consoleUrl + hash)
  await id(page, ready).first().waitFor()
}

/** Nothing that axe finds, and nothing that has to be scrolled sideways to on the narrowest phone. */
async function fits(page: Page, name: string): Promise<void> {
  expect(await accessibilityFaults(page), name).toEqual([])
  await screenshot(page, name)
  await page.setViewportSize({ width: 320, height: 700 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${name} at 320 px`).toBeLessThanOrEqual(320)
  await screenshot(page, `${name}-320`)
  await page.setViewportSize({ width: 1280, height: 900 })
}

it('comes in by the link that an administrator handed over, and sees nothing but the own shops', async () => {
  admin = await open(`#/invitations/${stack.ports.setupCode}`, 'en')
  await accept(admin)
  await invite('wang.laoban', ANOTHER)
  await admin.getByRole('alert').getByText(ANOTHER).waitFor()
  await id(admin, 'invite-merchants').fill(MERCHANT)
  await id(admin, 'invite').click()
  merchant = await open(await linkShown(), 'zh-CN')
  await accept(merchant)
  await goTo(merchant, '#/', 'shop-row')
  expect(await id(merchant, 'shop-row').count()).toBe(1)
  const links = await merchant.getByRole('navigation').getByRole('link').allInnerTexts()
  const { pages, portal, console: words } = messagesIn('zh-CN')
  expect(links).toEqual([pages.shops.title, portal.reports.title, words.openTill])
})

it.each(['zh-CN', 'en'] as const)('reads payments, reasons, statement and reports in %s', async (language) => {
  const words = messagesIn(language)
  await id(merchant, 'language-switch')
    .getByText(language === 'en' ? 'English' : '中文')
    .click()
  await goTo(merchant, '#/shops', 'shop-row')
  await fits(merchant, `portal-shops-${language}`)
  await goTo(merchant, `#/shops/${MERCHANT}`, 'payment-row')
  const refused = id(merchant, 'payment-row').nth(1)
  await refused.getByText(words.causes.slip.name).waitFor()
  expect(await refused.innerText()).toContain(words.causes.slip.cashier)
  await id(merchant, 'effects').waitFor()
  await fits(merchant, `portal-shop-${language}`)

  await goTo(merchant, `#/statements/${MERCHANT}`, 'batch-row')
  expect(await id(merchant, 'unsettled').innerText()).toContain('12.80')
  await id(merchant, 'show-batch').click()
  await id(merchant, 'batch-lines').getByText(words.portal.statements.kinds.sale).waitFor()
  expect(await id(merchant, 'statement-day').innerText()).toContain('12.80')
  await fits(merchant, `portal-statement-${language}`)

  await merchant.goto(`${consoleUrl}#/reports`)
  await id(merchant, 'make-report').click()
  await merchant.getByText(words.portal.reports.made).waitFor()
  await id(merchant, 'report-row').first().waitFor()
  await fits(merchant, `portal-reports-${language}`)
  const file = async (format: string) => {
    const link = id(merchant, 'report-file')
      .and(merchant.locator(`[data-format="${format}"]`))
      .first()
    const answer = await merchant.request.get(new URL((await link.getAttribute('href')) ?? '', consoleUrl).href)
    expect(answer.status()).toBe(200)
    return { type: answer.headers()['content-type'] ?? '', body: await answer.body() }
  }
  expect((await file('pdf')).body.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await file('csv')).body.toString()).toContain('CNY')
  const sheet = await merchant.context().newPage()
  const href = await id(merchant, 'report-file').first().getAttribute('href')
  await sheet.goto(new URL(href ?? '', consoleUrl).href)
  await sheet.getByRole('heading', { level: 1 }).waitFor()
  expect(await sheet.getByRole('heading', { level: 1 }).innerText()).toContain(words.portal.report.kinds.asked)
  // The page may not run a script; what looks at it is not the page's.
  await screenshot(sheet, `report-${language}`)
  await sheet.close()
})

it('opens on paper in the browser’s own reader', async () => {
  const sheet = await merchant.context().newPage()
  const href = await id(merchant, 'report-file')
    .and(merchant.locator('[data-format="pdf"]'))
    .first()
    .getAttribute('href')
  const opened = await sheet.goto(new URL(href ?? '', consoleUrl).href).catch((failure: Error) => failure.message)
  // A headless browser without a reader takes it for a download; either way nothing is refused.
  expect(typeof opened === 'string' ? opened : opened?.status()).toSatisfy(
    (seen) => seen === 200 || String(seen).includes('Download is starting'),
  )
  await sheet.close()
})

it('is refused what belongs to others, straight at the API', async () => {
  const wanted = { name: 'other', displayName: 'Other', roles: ['merchant'] }
  const { origin } = new URL(consoleUrl)
  const made = await admin.request.post(origin + API.accounts, { headers: { origin }, data: wanted })
  const { code } = (await made.json()) as { readonly code: string }
  const other = await open(`#/invitations/${code}`, 'en')
  await accept(other)
  const own = await merchant.request.get(new URL(API.reports, consoleUrl).href)
  const [report] = ((await own.json()) as { readonly items: readonly ReportLine[] }).items
  if (!report) throw new Error('the merchant has a report')
  const statuses = async (page: Page, whose: string): Promise<number[]> => {
    const paths = [
      API.ownShop(whose),
      API.ownShopReport(whose),
      API.ownShopStatement(whose),
      API.ownShopBatch(whose, 'T0000001-000001'),
      `${API.reports}?merchant=${whose}`,
      API.reportFile(report.id),
      API.reportSchedule(whose),
    ]
    const answers = await Promise.all(paths.map((path) => page.request.get(origin + path)))
    const change = { headers: { origin }, data: { weekly: false, monthly: false } }
    const made = await page.request.post(origin + API.reports, { headers: { origin }, data: { merchant: whose } })
    const scheduled = await page.request.put(origin + API.reportSchedule(whose), change)
    return [...answers, made, scheduled].map((answer) => answer.status())
  }
  const shop = await merchant.request.get(new URL(API.ownShop(MERCHANT), consoleUrl).href)
  expect(await shop.json()).toMatchObject({ incidents: [], fleet: { attempts: 0 }, sums: { attempts: 3 } })
  expect(await statuses(other, MERCHANT)).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 404])
  const listed = await other.request.get(new URL(API.reports, consoleUrl).href)
  expect(await listed.json()).toEqual({ items: [] })
  for (const name of ['listAttempts', 'listPlaces', 'effects', 'listIncidents', 'listAccounts', 'audit'] as const) {
    const path = ROUTES[name].path.replace(':kind', 'merchant')
    expect((await merchant.request.get(new URL(path, consoleUrl).href)).status(), name).toBe(403)
  }
})

// `fiftyfive bench first-prompt`: from a cold load of the terminal's page to the first PIN prompt, in wall time and in processor time.
import { cpus, loadavg } from 'node:os'
import type { Browser } from 'playwright-core'
import { launch } from '../../tests/end-to-end/support/browser.ts'
import { dataFolder, startUp } from '../../tests/end-to-end/support/stack.ts'

const LOADS = Number(process.argv[2] ?? 20)
/** The target, from the start of the navigation. */
const FIRST_PROMPT_MS = 1_000

/** Milliseconds since the navigation began; processor time of the page's main thread and of its whole process, worker included. */
interface Load {
  readonly ready_ms: number
  readonly prompt_ms: number
  readonly thread_ms: number
  readonly process_ms: number
}

/** Plays cashier and cardholder from within the page, so that no way from process to process counts as the page's time. */
function playWhenReady(): void {
  const times: Record<string, number> = {}
  const press = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click()
  const act: Record<string, () => void> = {
    idle: () => ['amount-key-1', 'amount-key-0', 'amount-confirm'].forEach(press),
    'present-card': () => press('present-chip'),
  }
  const look = () => {
    const name = document.querySelector<HTMLElement>('[data-testid="screen"]')?.dataset['screen'] ?? ''
    if (name !== '' && times[name] === undefined) times[name] = performance.now()
    // The panel that holds the cards is loaded on its own, so this goes on until the terminal has moved on.
    act[name]?.()
    if (name !== 'enter-pin') return
    observer.disconnect()
    // The prompt counts once it is on the glass.
    requestAnimationFrame(() =>
      setTimeout(() => Object.assign(window, { shown: { ...times, shown: performance.now() } })),
    )
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true, attributes: true })
}

async function coldLoad(browser: Browser, web: string): Promise<Load> {
  // A context of its own: nothing cached, nothing stored, so the terminal is activated and gets its keys as well.
  const context = await browser.newContext({ locale: 'en' })
  await context.addInitScript(playWhenReady)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(`${web}/pos/`)
  const shown = await page.waitForFunction(() => (window as { shown?: Record<string, number> }).shown)
  const times = await shown.jsonValue()
  const { metrics } = await session.send('Performance.getMetrics')
  const cpu = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN)
  await context.close()
  return {
    ready_ms: times?.['idle'] ?? Number.NaN,
    prompt_ms: times?.['shown'] ?? Number.NaN,
    thread_ms: cpu('ThreadTime'),
    process_ms: cpu('ProcessTime'),
  }
}

function tell(what: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0)
  console.log(
    `${what.padEnd(44)}median ${at(0.5).padStart(5)} ms   p95 ${at(0.95).padStart(5)} ms   longest ${at(1).padStart(5)} ms`,
  )
}

const data = dataFolder()
const stack = await startUp(data)
const browser = await launch()
try {
  const web = `http://127.0.0.1:${stack.ports.webPort}`
  const load = () => loadavg()[0]?.toFixed(1)
  console.log(`${cpus().length} x ${cpus()[0]?.model}; Chromium ${browser.version()}; load ${load()} before`)
  // The first one warms the host, not the page: a shop's host has run before its terminal is opened.
  await coldLoad(browser, web)
  const loads: Load[] = []
  for (let i = 0; i < LOADS; i++) loads.push(await coldLoad(browser, web))
  tell(
    'until it can sell (activated, signed on)',
    loads.map(({ ready_ms }) => ready_ms),
  )
  tell(
    'until the first PIN prompt, wall time',
    loads.map(({ prompt_ms }) => prompt_ms),
  )
  tell(
    '  processor time, main thread',
    loads.map(({ thread_ms }) => thread_ms),
  )
  tell(
    '  processor time, page with its worker',
    loads.map(({ process_ms }) => process_ms),
  )
  const within = loads.filter(({ prompt_ms }) => prompt_ms <= FIRST_PROMPT_MS).length
  console.log(`within a second: ${within} of ${loads.length}; load ${load()} after`)
} finally {
  await browser.close()
  await stack.stop()
  data.remove()
}

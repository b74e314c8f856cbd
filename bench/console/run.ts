// `fiftyfive bench console`: a store with 100,000 attempts, and how long each page of the console takes over it.
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launch } from '../../tests/end-to-end/support/browser.ts'
import { dataFolder, runCommand, startUp } from '../../tests/end-to-end/support/stack.ts'
import { fill, type Filled } from './fill.ts'

const ATTEMPTS = Number(process.argv[2] ?? 100_000)
const LIMIT_MS = 1_000
const ROUNDS = 3

interface Measured {
  readonly page: string
  readonly hash: string
  /** What stands there when the page is of use. */
  readonly wanted: string
}

const pagesOf = ({ terminal, merchant, card, incident, refusal }: Filled): readonly Measured[] => [
  { page: 'live', hash: '/', wanted: 'attempt-row' },
  { page: 'live, one cause', hash: '/?cause=network', wanted: 'attempt-row' },
  { page: 'live, search', hash: `/?q=${terminal}`, wanted: 'attempt-row' },
  { page: 'live, search without a match', hash: '/?q=no-such-thing', wanted: 'empty-state' },
  { page: 'attempt', hash: `/attempts/${refusal}`, wanted: 'evidence-line' },
  { page: 'incidents', hash: '/incidents', wanted: 'incident-row' },
  { page: 'incident', hash: `/incidents/${incident}`, wanted: 'incident-differences' },
  { page: 'terminals', hash: '/terminals', wanted: 'place-row' },
  { page: 'terminal', hash: `/terminals/${terminal}`, wanted: 'place-figures' },
  { page: 'merchants', hash: '/merchants', wanted: 'place-row' },
  { page: 'merchant', hash: `/merchants/${merchant}`, wanted: 'place-figures' },
  { page: 'issuers', hash: '/issuers', wanted: 'place-row' },
  { page: 'issuer', hash: '/issuers/demo-bank', wanted: 'place-figures' },
  { page: 'card', hash: `/cards/${card}`, wanted: 'place-figures' },
  { page: 'keys', hash: '/keys', wanted: 'key-row' },
  { page: 'effects', hash: '/effects', wanted: 'effects' },
  { page: 'learning', hash: '/learning', wanted: 'running-model' },
  { page: 'reports', hash: '/reports', wanted: 'empty-state' },
]

/** From the change of the address until what is wanted stands on the page, drawn. */
async function timeTo(page: Page, { hash, wanted }: Measured): Promise<number> {
  await page.evaluate(() => (location.hash = '/account-of-nobody'))
  await page.getByTestId('error-state').waitFor()
  return page.evaluate(
    ([hash, wanted]) =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        const look = () => {
          if (document.querySelector(`[data-testid="${wanted}"]`)) resolve(performance.now() - start)
          else requestAnimationFrame(look)
        }
        location.hash = hash as string
        requestAnimationFrame(look)
      }),
    [hash, wanted],
  )
}

/** How long the thread that pays takes to answer anything, asked again and again until told to stop. */
function watchPayments(web: string): () => Promise<readonly number[]> {
  const waits: number[] = []
  const stopped = new AbortController()
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const start = performance.now()
      await (await fetch(`${web}/health`)).arrayBuffer()
      waits.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const done = watch()
  return async () => {
    stopped.abort()
    await done
    return waits.toSorted((a, b) => a - b)
  }
}

const data = dataFolder()
const first = await startUp(data)
const { terminalPort, webPort } = first.ports
const where = ['--data', data.path, '--terminal-port', String(terminalPort), '--web', `http://127.0.0.1:${webPort}`]
const sale = (pin: string) => runCommand('sale', '--amount', '12.80', '--pin', pin, ...where)
await sale('wrong')
await sale('right')
await first.stop()
const filled = await fill(join(data.path, 'host'), ATTEMPTS, Date.now())
const stack = await startUp(data)
const browser = await launch()
let slow = 0
try {
  const web = `http://127.0.0.1:${stack.ports.webPort}`
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await page.goto(`${web}/console/`)
  await page.getByTestId('visit').click()
  await page.getByTestId('attempt-row').first().waitFor()
  console.log(
    `${filled.attempts} attempts in the store; ${cpus().length} x ${cpus()[0]?.model}; Node ${process.version}`,
  )
  console.log('page                            median ms   slowest ms')
  const stopWatching = watchPayments(web)
  for (const measured of pagesOf(filled)) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // Nothing that an earlier round was told is shown again.
      await page.reload()
      await page.getByTestId('account-menu').waitFor()
      times.push(await timeTo(page, measured))
    }
    times.sort((a, b) => a - b)
    const slowest = times.at(-1) ?? 0
    if (slowest > LIMIT_MS) slow++
    const median = times[Math.floor(ROUNDS / 2)] ?? 0
    console.log(`${measured.page.padEnd(32)}${median.toFixed(0).padStart(8)}${slowest.toFixed(0).padStart(13)}`)
  }
  const waits = await stopWatching()
  const at = (share: number): string => (waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(0)
  console.log(
    `Meanwhile the thread that pays answered within ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (slowest).`,
  )
} finally {
  await browser.close()
  await stack.stop()
  data.remove()
}
console.log(slow === 0 ? 'Every page under a second.' : `${slow} pages took longer than a second.`)
process.exitCode = slow === 0 ? 0 : 1

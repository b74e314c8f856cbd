// `fiftyfive bench console-live`: real payments at a rate, and whether the live page that shows them stutters.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { acquirerStore, openAcquirerDatabase } from '@fiftyfive/store/sqlite'
import type { Page } from 'playwright-core'
import { hostDirectory, openHostModule } from '../../apps/cli/src/environment.ts'
import { launch } from '../../tests/end-to-end/support/browser.ts'
import { makeTerminals, shareZoneKeys } from '../host/prepare.ts'
import { runLoad, startHostProcess, startIssuerPeer } from '../host/processes.ts'

const RATE = Number(process.argv[2] ?? 300)
const SECONDS = Number(process.argv[3] ?? 15)
const TERMINALS = 64
/** A task longer than this holds a frame back (W3C Long Tasks). */
const LONG_TASK_MS = 50

interface Watched {
  readonly frames: readonly number[]
  readonly longTasks: readonly number[]
  readonly rows: number
}

/** Times between frames, long tasks, and how often the newest row was another, for so long. */
const watch = (page: Page, duration_ms: number): Promise<Watched> =>
  page.evaluate(
    (duration_ms) =>
      new Promise<Watched>((resolve) => {
        const frames: number[] = []
        const longTasks: number[] = []
        const seen = new Set<string>()
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longTasks.push(duration)
        }).observe({ type: 'longtask' })
        const start = performance.now()
        let last = start
        const frame = (now: number): void => {
          frames.push(now - last)
          last = now
          seen.add(document.querySelector('[data-testid="attempt-row"]')?.getAttribute('data-attempt') ?? '')
          if (now - start < duration_ms) requestAnimationFrame(frame)
          else resolve({ frames, longTasks, rows: seen.size })
        }
        requestAnimationFrame(frame)
      }),
    duration_ms,
  )

function tell(what: string, { frames, longTasks, rows }: Watched): void {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0)
  const longest = Math.max(0, ...longTasks)
  console.log(
    `${what.padEnd(24)}frames ${String(frames.length).padStart(5)}  median ${at(0.5)} ms  p99 ${at(0.99)} ms  ` +
      `longest ${at(1)} ms  tasks over ${LONG_TASK_MS} ms: ${longTasks.length} (longest ${longest.toFixed(0)} ms)  lists ${rows}`,
  )
}

const data = mkdtempSync(join(tmpdir(), 'fiftyfive-live-'))
const module = await openHostModule(data)
const macKey = await shareZoneKeys(data, module)
const database = openAcquirerDatabase(join(hostDirectory(data), 'host.db'))
const terminals = await makeTerminals(acquirerStore(database), module, TERMINALS)
await database.close()
await module.close()
const issuer = await startIssuerPeer(macKey)
const dist = fileURLToPath(new URL('../../apps/console/dist', import.meta.url))
const host = await startHostProcess({ data, issuerPort: issuer.port, console: dist })
const browser = await launch()
try {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await page.goto(`http://127.0.0.1:${host.webPort}/console/`)
  await page.getByTestId('visit').click()
  await page.getByTestId('overview').waitFor()
  await runLoad({ ports: [host.port], terminals, seconds: 1, rate: 20, firstTrace: 0 })
  await page.getByTestId('attempt-row').first().waitFor()
  console.log(`${cpus().length} x ${cpus()[0]?.model}; Node ${process.version}; ${TERMINALS} terminals`)
  tell('nothing happens', await watch(page, 5_000))
  const [outcome, watched] = await Promise.all([
    runLoad({ ports: [host.port], terminals, seconds: SECONDS, rate: RATE, firstTrace: 100_000 }),
    watch(page, SECONDS * 1_000),
  ])
  tell(`${(outcome.approved / outcome.elapsed_s).toFixed(0)} payments/s`, watched)
} finally {
  await browser.close()
  await host.stop()
  issuer.stop()
  rmSync(data, { recursive: true, force: true })
}

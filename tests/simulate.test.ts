import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unionpayPos } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'
import { afterAll, expect, it } from 'vitest'
import { parseAttempt } from '../apps/cli/src/attempts/attempt-line.ts'

const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-simulate-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const simulateIn = (where: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string }, ...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'simulate', ...args], {
    encoding: 'utf8',
    ...where,
  })
const simulate = (...args: string[]) => simulateIn({}, ...args)
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n')

it('writes what diagnose reads, a capture that the codec reads, and the truth of a fault of one’s own', () => {
  const fault = join(directory, 'sticky-nine.ts')
  writeFileSync(
    fault,
    `import { releaseName, type FaultModule } from '@fiftyfive/simulator'
    export default { name: 'sticky-nine', owner: 'terminal', install(site) {
      releaseName(site.chance, 'kernel')
      for (const till of site.tills()) {
        site.scope('terminal=' + till.id)
        till.hooks.push({ press(key, press) { press(key); if (key === '9' && site.acts()) { site.mark(till.story, 'keypad'); press('9') } } })
      }
    } } satisfies FaultModule`,
  )
  const scenario = join(directory, 'scenario.json')
  const order = { fault: 'sticky-nine', from: 0.2, count: 8 }
  writeFileSync(
    scenario,
    JSON.stringify({ name: 'mine', terminals: 8, days: 1, issuers: 4, cardholders: 80, faults: [order] }),
  )
  const out = join(directory, 'out')
  const run = simulate(scenario, '--seed', '4', '--out', out, '--fault', fault, '--capture', '--json')
  expect(run.stderr).toBe('')
  const summary = JSON.parse(run.stdout) as { attempts: number; sha256: Record<string, string> }
  const attempts = linesOf(join(out, 'attempts.ndjson'))
  expect(attempts).toHaveLength(summary.attempts)
  expect(attempts.map(parseAttempt).filter((each) => typeof each === 'string')).toEqual([])
  const truth = linesOf(join(out, 'truth.ndjson')).map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(truth.filter((line) => line['fault'] === 'sticky-nine-1').length).toBeGreaterThan(0)
  const captured = linesOf(join(out, 'capture.ndjson')).map((line) => JSON.parse(line) as Record<string, string>)
  const ofTerminals = captured.filter(({ dialect }) => dialect === 'unionpay-pos')
  expect(ofTerminals.every(({ hex = '' }) => unionpayPos.decode(fromHex(hex)).ok)).toBe(true)
  expect(JSON.parse(readFileSync(join(out, 'scenario.json'), 'utf8'))).toEqual(summary)

  const env = {
    ...process.env,
    TZ: 'America/St_Johns',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    UV_THREADPOOL_SIZE: '1',
  }
  const elsewhere = join(directory, 'elsewhere')
  const again = [scenario, '--seed', '4', '--out', elsewhere, '--fault', fault, '--capture', '--json']
  expect(JSON.parse(simulateIn({ env, cwd: tmpdir() }, ...again).stdout)).toEqual(summary)
}, 120_000)

it('says what is wrong with a scenario or a fault', () => {
  expect(simulate('nowhere', '--out', directory).stderr).toContain('quiet-month')
  const scenario = join(directory, 'wrong.json')
  writeFileSync(scenario, '{"name":"wrong","dayz":3}')
  expect(simulate(scenario, '--out', directory)).toMatchObject({ status: 2 })
  writeFileSync(scenario, '{"name":"wrong","days":1,"terminals":2,"faults":[{"fault":"gremlins"}]}')
  expect(simulate(scenario, '--out', directory).stderr).toContain('gremlins')
  const fault = join(directory, 'nobody.mjs')
  writeFileSync(fault, `export default { name: 'nobody', owner: 'somebody', install() {} }`)
  expect(simulate(scenario, '--out', directory, '--fault', fault).stderr).toContain('somebody')
}, 120_000)

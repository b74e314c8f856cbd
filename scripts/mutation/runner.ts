import { type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest'
import { note, readResults } from './results.ts'

/** What Stryker's switches look at. */
interface Switches {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number
  mutantCoverage?: { readonly static: Record<string, number>; readonly perTest: Record<string, Record<string, number>> }
}
const globals = globalThis as unknown as Record<string, Switches | undefined>
const switches = (globals['__stryker__'] ??= {})

/** Runs every test once as it is, which tells what mutants it comes by, then again for each of them still alive. */
export default class MutationRunner extends TestRunner {
  readonly #done = new Set(
    readResults().flatMap(([outcome, id]) => (outcome === 'failed' || outcome === 'endless' ? [id] : [])),
  )
  #isSpoiled = false
  /** What a test came to before, so that it need not be tried again after a restart. */
  readonly #survived = new Set(
    readResults().flatMap(([outcome, id, test]) => (outcome === 'survived' ? [`${id} ${test}`] : [])),
  )

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files)
    note('static', Object.keys(switches.mutantCoverage?.static ?? {}).join(','), files[0]?.name ?? '')
    if (!this.#isSpoiled) note('finished', files[0]?.name ?? '', '')
  }

  override onBeforeTryTask(test: RunnerTestCase, options: never): void {
    super.onBeforeTryTask(test, options)
    switches.currentTestId = test.id
  }

  override onAfterTryTask(test: RunnerTestCase): void {
    switches.currentTestId = undefined
    super.onAfterTryTask(test)
  }

  // What the runner does with a test's end it waits for, though its type does not say so.
  // oxlint-disable-next-line typescript/no-misused-promises
  override async onAfterRunTask(test: RunnerTestCase): Promise<void> {
    switches.currentTestId = undefined
    super.onAfterRunTask(test)
    if (test.result?.state !== 'pass' || this.#isSpoiled) return
    const name = `${test.file.name} > ${test.name}`.replaceAll(/\s+/g, ' ')
    for (const [id, hits] of Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {})) {
      if (this.#done.has(id) || this.#survived.has(`${id} ${name}`)) continue
      note('began', id, name)
      const failure = await attempt(test, id, Math.max(10_000, 100 * hits))
      if (failure === undefined) {
        note('survived', id, name)
        continue
      }
      this.#done.add(id)
      note(/Hit count limit|timed out/.test(failure) ? 'endless' : 'failed', id, name)
      const spoiled = await attempt(test, undefined, Infinity)
      if (spoiled === undefined) continue
      // Something is kept between calls, a table or a buffer, and now holds what the mutant put there.
      this.#isSpoiled = true
      note('spoiled', test.file.name, name)
      return
    }
  }
}

/** What the test fails with when this mutant is on. */
async function attempt(test: RunnerTestCase, id: string | undefined, hitLimit: number): Promise<string | undefined> {
  switches.activeMutant = id
  switches.hitCount = 0
  switches.hitLimit = hitLimit
  try {
    await runHooks(test, 'beforeEach')
    return await inTime(TestRunner.getTestFn(test)(), 3_000 + 10 * (test.result?.duration ?? 0))
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'another failure'
  } finally {
    switches.activeMutant = undefined
    switches.hitCount = undefined
    await runHooks(test, 'afterEach')
  }
}

/** Undefined when the test ended well, and what to say when it waits for something that a mutant took away. */
async function inTime(running: unknown, limit_ms: number): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('timed out'), limit_ms)
  })
  try {
    return await Promise.race([Promise.resolve(running).then(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}

async function runHooks(test: RunnerTestCase, kind: 'beforeEach' | 'afterEach'): Promise<void> {
  for (
    let suite: RunnerTestSuite | undefined = test.suite ?? test.file;
    suite;
    suite = suite.suite ?? parentOf(suite)
  ) {
    for (const hook of TestRunner.getSuiteHooks(suite)[kind]) {
      await hook(test.context, suite)
    }
  }
}

const parentOf = (suite: RunnerTestSuite): RunnerTestSuite | undefined =>
  suite === suite.file ? undefined : suite.file

import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Attempt, concernsPin, DeviationWatch, DiagnosisEngine } from '@fiftyfive/diagnosis'
import { fleetLog, type Heard, writeLog } from './log.ts'
import { diagnoseOffline } from './offline.ts'

/**
 * How fast the diagnosis is: `fiftyfive bench diagnosis-speed [--attempts N] [--megabytes N] [--json]`. Rates are by the
 * processor time of the whole process, garbage collection and compilation on other threads included, so that they are
 * what one core does. Delays are by the clock, and other work on the machine lengthens them.
 */
const { values: options } = parseArgs({
  options: {
    attempts: { type: 'string', default: '200000' },
    megabytes: { type: 'string', default: '400' },
    json: { type: 'boolean', default: false },
  },
})

const TARGETS = { detectors: 150_000, verdicts: 20_000, delay_ms: 1, offline: 50 }

function seconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0

/** The first round teaches the compiler; the second one is what a host does all day. */
const ROUNDS = 2

function detectors(attempts: readonly Attempt[]): number {
  let taken = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const watch = new DeviationWatch()
    taken = seconds(() => {
      for (const attempt of attempts) watch.observe(attempt)
    })
  }
  return attempts.length / taken
}

/** Everything the engine does, with as many refusals as there are; then what an answer to a till waits for. */
function verdicts(log: readonly Heard[], attempts: number) {
  let taken = Infinity
  let verdicts = 0
  const judged: number[] = []
  const observed: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const engine = new DiagnosisEngine()
    verdicts = 0
    taken = seconds(() => {
      for (const heard of log) {
        if ('event' in heard) engine.record(heard.event)
        else for (const finding of engine.observe(heard.attempt)) if (finding.type === 'verdict') verdicts++
      }
    })
  }
  const engine = new DiagnosisEngine()
  for (const heard of log) {
    if ('event' in heard) engine.record(heard.event)
    else {
      const from = performance.now()
      const refused = concernsPin(heard.attempt.code)
      if (refused) engine.judge(heard.attempt)
      const between = performance.now()
      if (refused) judged.push(between - from)
      engine.observe(heard.attempt)
      observed.push(performance.now() - between)
    }
  }
  const delays = (all: number[]) => {
    const sorted = all.toSorted((a, b) => a - b)
    return {
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      p999: quantile(sorted, 0.999),
      max: sorted.at(-1),
    }
  }
  return { perSecond: attempts / taken, verdicts, judged: delays(judged), observed: delays(observed) }
}

/** Refusals alone, as if every payment of a large fleet was one: the worst that the engine can be asked. */
function refusalsOnly(refusals: readonly Attempt[]): number {
  let taken = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const engine = new DiagnosisEngine()
    taken = seconds(() => {
      for (const attempt of refusals) engine.observe(attempt)
    })
  }
  return refusals.length / taken
}

const log = await fleetLog(Number(options.attempts))
const attempts = log.flatMap((heard) => ('attempt' in heard ? [heard.attempt] : []))
const refusals = attempts.filter(({ code }) => concernsPin(code))
const rates = { detectors: detectors(attempts), full: verdicts(log, attempts.length), refusals: refusalsOnly(refusals) }

const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-speed-'))
const megabytes = Number(options.megabytes)
const offline = []
for (const size of [megabytes / 4, megabytes]) {
  const file = join(directory, 'attempts.ndjson')
  offline.push(await diagnoseOffline(file, writeLog(file, log, size * 1e6)))
}
rmSync(directory, { recursive: true })

const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? ''}`
const terminals = new Set(attempts.map(({ terminal }) => terminal)).size
if (options.json)
  console.log(
    JSON.stringify({ machine, attempts: attempts.length, refusals: refusals.length, terminals, rates, offline }),
  )
else {
  const { full } = rates
  const whole = (value: number) => Math.round(value).toLocaleString('en')
  const row = (what: string, value: string, target = '') =>
    console.log(`${what.padEnd(58)}${value.padStart(14)}  ${target}`)
  const delay = ({ p50, p99, p999, max = 0 }: typeof full.judged) =>
    `p50 ${p50.toFixed(3)}, p99 ${p99.toFixed(3)}, p99.9 ${p999.toFixed(2)}, at most ${max.toFixed(1)} ms`
  console.log(
    `${machine}; ${whole(attempts.length)} attempts of ${whole(terminals)} terminals, ${whole(refusals.length)} refusals\n`,
  )
  row('live, attempts in a second of processor time', '', 'target')
  row('  counters and detectors', whole(rates.detectors), whole(TARGETS.detectors))
  row(
    `  with full verdicts (${whole(full.verdicts)}, incidents and revisions)`,
    whole(full.perSecond),
    whole(TARGETS.verdicts),
  )
  row('  with full verdicts, refusals alone', whole(rates.refusals), whole(TARGETS.verdicts))
  console.log(`  before the answer (a verdict):  ${delay(full.judged)}; target p99 ${TARGETS.delay_ms}`)
  console.log(`  after the answer (everything):  ${delay(full.observed)}`)
  console.log('')
  for (const { bytes, cpu_s, memory_mb, elapsed_s } of offline) {
    const size = `  attempts.ndjson, ${whole(bytes / 1e6)} MB; at most ${whole(memory_mb)} MB of memory`
    row(
      size,
      `${(bytes / 1e6 / cpu_s).toFixed(1)} MB/s`,
      `${TARGETS.offline} (${(bytes / 1e6 / elapsed_s).toFixed(1)} by the clock)`,
    )
  }
}

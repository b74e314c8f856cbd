import { ChangeDetector, FleetWatch, thresholdFor } from '@fiftyfive/diagnosis'
import { randomFraction, randomInteger, seededRandom, type Random } from '@fiftyfive/kernel'

/**
 * Delay and false alarms of the change detector beside the rules in common use, on one stream of card sessions of which
 * 2 % fail in health: `node bench/detection/run.ts [observations]`. Then the throughput of a watch over a fleet.
 */
const OBSERVATIONS = Number(process.argv[2] ?? 4_000_000)
const RUNS = 400
const PAST = 500
const USUAL = 0.02
const RATES = [1, 0.35, 0.1, 0.06]
const DELAY_MAX = 20_000

type Rule = () => (failed: boolean) => boolean

const RULES: Readonly<Record<string, Rule>> = {
  '5 of the last 10': window(10, (failures) => failures >= 5),
  '3 sigma on the last 50': window(50, (failures) => failures > 50 * USUAL + 3 * Math.sqrt(50 * USUAL * (1 - USUAL))),
  'bank of CUSUMs, threshold 15': cusums([0.04, 0.16, 0.8], 15),
  'change detector, 1 false alarm in 1e6': detector(1e6),
  'change detector, 1 false alarm in 4e7': detector(4e7),
}

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}; ${OBSERVATIONS} healthy observations, ${RUNS} runs`,
)
console.log(
  'rule: false alarms; observations until the alarm (median / 95 %) when the failure rate becomes',
  RATES.join(', '),
)
for (const [name, rule] of Object.entries(RULES)) {
  const delays = RATES.map((rate) => delaysOf(rule, rate))
  console.log(`${name}: ${falseAlarms(rule)}; ${delays.join('  ')}`)
}
console.log(throughput())

function window(size: number, alarms: (failures: number) => boolean): Rule {
  return () => {
    const recent: boolean[] = []
    return (failed) => {
      recent.push(failed)
      if (recent.length > size) recent.shift()
      return recent.length === size && alarms(recent.filter(Boolean).length)
    }
  }
}

function cusums(rates: readonly number[], threshold: number): Rule {
  return () => {
    const scores = rates.map(() => 0)
    return (failed) => {
      for (const [index, rate] of rates.entries()) {
        const step = failed ? Math.log(rate / USUAL) : Math.log((1 - rate) / (1 - USUAL))
        scores[index] = Math.max(0, (scores[index] as number) + step)
      }
      return Math.max(...scores) >= threshold
    }
  }
}

function detector(falseAlarmEvery: number): Rule {
  return () => {
    const change = new ChangeDetector(thresholdFor(falseAlarmEvery))
    return (failed) => change.observe(failed, USUAL, 0) !== undefined
  }
}

function falseAlarms(rule: Rule): number {
  const random = seededRandom('healthy')
  let observe = rule()
  let alarms = 0
  for (let count = 0; count < OBSERVATIONS; count++) {
    if (!observe(randomFraction(random) < USUAL)) continue
    alarms++
    observe = rule()
  }
  return alarms
}

function delaysOf(rule: Rule, rate: number): string {
  const random = seededRandom(`delays-${rate}`)
  const delays = Array.from({ length: RUNS }, () => delayOf(healthy(rule, random), random, rate)).toSorted(
    (a, b) => a - b,
  )
  const at = (share: number): string => {
    const delay = delays[Math.floor(share * (RUNS - 1))] ?? DELAY_MAX
    return delay >= DELAY_MAX ? '-' : String(delay)
  }
  return `${at(0.5)}/${at(0.95)}`
}

/** A rule with a healthy past and no alarm in it. */
function healthy(rule: Rule, random: Random): (failed: boolean) => boolean {
  let observe = rule()
  for (let count = 0; count < PAST; count++) if (observe(randomFraction(random) < USUAL)) observe = rule()
  return observe
}

function delayOf(observe: (failed: boolean) => boolean, random: Random, rate: number): number {
  for (let count = 1; count < DELAY_MAX; count++) if (observe(randomFraction(random) < rate)) return count
  return DELAY_MAX
}

function throughput(): string {
  const random = seededRandom('fleet')
  const dimensions = { terminal: 2_000, issuer: 40, link: 3, version: 6, entry: 3 }
  const names = Object.keys(dimensions)
  const pairs = names.flatMap((first, index) => names.slice(index + 1).map((second) => [first, second]))
  const scopes = [...names.map((name) => [name]), ...pairs]
  const watch = new FleetWatch({ scopes, usualRate: USUAL, falseAlarmEvery: 1e9, cellsMax: 20_000 })
  const sessions = Array.from({ length: 100_000 }, (_, index) => ({
    at: index * 50,
    failed: randomFraction(random) < USUAL,
    values: Object.fromEntries(
      Object.entries(dimensions).map(([name, size]) => [name, `${randomInteger(random, size)}`]),
    ),
  }))
  const started_ms = performance.now()
  for (const session of sessions) watch.observe(session)
  const rate = sessions.length / ((performance.now() - started_ms) / 1000)
  return `fleet watch, ${scopes.length} sets of dimensions, ${watch.size} cells: ${Math.round(rate)} sessions/s`
}

// Makes simulated towns to learn from: `npm run towns -- DIRECTORY [FROM TO]`. They share no seed with any benchmark.
// Every third town (number 0, 3, 6 ...) is for validation; below 400 kinds in no catalogue are nowhere else.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  FAULT_MODULES,
  type FaultModule,
  FleetFiles,
  type FaultOrder,
  type Scenario,
  simulateFleet,
} from '@fiftyfive/simulator'
import { INSIDERS, KEPT, LATER, MORE, NOVEL } from './novel/index.ts'
import { UNSEEN } from './unseen/index.ts'

const SEED = 700_000
const HARMLESS = ['promotion', 'holiday', 'new-range', 'harmless-rollout']
const PEOPLE = [
  'slip',
  'wrong-length',
  'forgotten',
  'other-card',
  'changed',
  'same-wrong-again',
  'online-locked',
  'chip-locked',
]
const BENCHMARK_ONLY = new Set(['phone-layout', 'wrong-route', 'busy-issuer-module'])
const CAUSES = [...FAULT_MODULES.keys()]
  .filter((name) => !HARMLESS.includes(name) && !PEOPLE.includes(name) && !BENCHMARK_ONLY.has(name))
  .toSorted()
/** What `strength` is by default where full strength would be another fault, and `count` where one is not enough. */
const STRENGTH: Readonly<Record<string, number>> = {
  'input-layer': 0.09,
  'pin-missing': 0.35,
  incompatible: 0.45,
  network: 0.5,
  corrupt: 0.25,
  'card-worn': 0.85,
  'dead-key': 1,
  slip: 8,
  'wrong-length': 8,
  forgotten: 0.12,
  'other-card': 0.12,
  changed: 0.6,
  'same-wrong-again': 0.12,
  'online-locked': 0.18,
  promotion: 3,
  holiday: 1.8,
}
const COUNT: Readonly<Record<string, number>> = { 'stolen-card': 6, 'distributed-guess': 60 }
/** Outages of a whole link, bank or node are over in hours. */
const BRIEF = new Set([
  'zone-key',
  'hsm-fault',
  'stand-in',
  'network',
  'swapped-halves',
  'shared-buffer',
  'stalling-module',
])

/** mulberry32: repeatable choices of sizes, strengths and times. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** From here on there are other pairs of causes again, with one of the people's side in each town. */
const MIXED_FROM = 400
/** From here on three of those that version 3 of the suite changed. */
const CHANGED_FROM = 600
/**
 * Towns from there on have two kinds in no catalogue: those that were looked at, those that never were, and, made later, again
 * some to look at and others to measure what that brought.
 */
const STRANGE: readonly { readonly from: number; readonly kinds: readonly FaultModule[] | undefined }[] = [
  { from: 200, kinds: MORE },
  { from: 300, kinds: UNSEEN },
  { from: MIXED_FROM, kinds: undefined },
  { from: 700, kinds: LATER },
  { from: 800, kinds: KEPT },
  { from: 900, kinds: INSIDERS },
]
const CHANGED = ['tamper', 'stolen-card', 'clock-batch', 'distributed-guess', 'accessibility', 'dead-key']

function strangers(number: number): readonly string[] | undefined {
  const kinds = STRANGE.findLast(({ from }) => number >= from)?.kinds
  if (!kinds) return undefined
  const index = number % 100
  const apart = 3 + Math.floor(index / kinds.length)
  return [index, index + apart].map((at) => kinds[at % kinds.length]?.name ?? '')
}

function mixed(number: number): readonly string[] | undefined {
  if (number < MIXED_FROM) return undefined
  if (number >= CHANGED_FROM)
    return [number, number + 1, number + 3].map((at) => nth(CHANGED, at)).concat(number % 3 === 0 ? ['new-range'] : [])
  const others = [...PEOPLE, ...HARMLESS]
  return [nth(CAUSES, number * 5 + 2), nth(CAUSES, number * 7 + 3), nth(others, number * 5)]
}

const nth = (names: readonly string[], index: number): string => names[index % names.length] as string

/** Two kinds in a town, so that each kind comes in several sizes, strengths and shapes of time. */
export function townOf(number: number): { readonly scenario: Scenario; readonly seed: number } {
  const chance = dice(SEED + number)
  const between = (low: number, high: number): number => Number((low + chance() * (high - low)).toFixed(2))
  const terminals = Math.round(between(40, 80))
  const days = Math.round(between(6, 8))
  const order = (fault: string): FaultOrder => {
    const from = between(2.2, days - 2)
    const length = BRIEF.has(fault) && chance() < 0.7 ? between(0.15, 0.6) : between(0.8, days)
    const strength = Number(((STRENGTH[fault] ?? 1) * (chance() < 0.4 ? 1 : between(0.3, 0.9))).toFixed(3))
    const many = COUNT[fault] === undefined ? (chance() < 0.7 ? 1 : 2) : Math.round(between(0.6, 1.6) * COUNT[fault])
    return {
      fault,
      from,
      ...(from + length < days ? { until: Number((from + length).toFixed(2)) } : {}),
      ...(strength === 1 ? {} : { strength }),
      ...(many === 1 ? {} : { count: many }),
      ...(chance() < 0.12 ? { intermittent: { on_min: 80, off_min: 200 } } : {}),
    }
  }
  const others = [...PEOPLE, ...HARMLESS]
  const novel = NOVEL.map(({ name }) => name)
  const faults =
    strangers(number) ??
    mixed(number) ??
    (number % 3 === 0
      ? [
          nth(novel, number / 3),
          nth(CAUSES, (number / 3) * 7 + 3),
          ...(number % 4 === 0 ? [nth(others, number / 12)] : []),
        ]
      : [nth(CAUSES, number * 5), nth(CAUSES, number * 5 + 11), ...(number % 2 === 0 ? [nth(others, number / 2)] : [])])
  const size = {
    terminals,
    days,
    issuers: Math.round(between(12, 24)),
    cardholders: terminals * 19,
    traffic: between(0.7, 1.1),
  }
  return { scenario: { name: `town-${number}`, ...size, faults: faults.map(order) }, seed: SEED + number }
}

const [directory, first = '0', last = '89'] = process.argv.slice(2)
if (directory === undefined) throw new Error('usage: towns DIRECTORY [FROM TO]')
const modules = new Map([
  ...FAULT_MODULES,
  ...[...NOVEL, ...MORE, ...LATER, ...KEPT, ...INSIDERS, ...UNSEEN].map((module) => [module.name, module] as const),
])
for (let number = Number(first); number <= Number(last); number++) {
  const { scenario, seed } = townOf(number)
  const finished = join(directory, scenario.name)
  if (existsSync(finished)) continue
  const unfinished = `${finished}.part`
  rmSync(unfinished, { recursive: true, force: true })
  const files = new FleetFiles(unfinished, false)
  const cpu = process.cpuUsage()
  const { attempts } = files.end(scenario, await simulateFleet({ scenario, seed, modules, write: files.write }))
  renameSync(unfinished, finished)
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    scenario.name,
    attempts,
    `${((user + system) / 1e6).toFixed(1)} s`,
    scenario.faults?.map(({ fault }) => fault).join(),
  )
}

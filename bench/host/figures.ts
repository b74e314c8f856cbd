import type { Outcome } from './load.ts'
import type { Allocations, Profile } from './processes.ts'

export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Jain's index: 1 when all got the same, 1/n when one got everything. */
export function jain(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  return sum ** 2 / (values.length * values.reduce((total, value) => total + value ** 2, 0))
}

export interface Line {
  readonly what: string
  readonly sentPerSecond: number
  readonly approvedPerSecond: number
  readonly refusedPerSecond: number
  readonly other: number
  readonly unanswered: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly refusedP99_ms: number
}

export const lineOf = (what: string, outcome: Outcome): Line => ({
  what,
  sentPerSecond: Math.round(outcome.sent / outcome.elapsed_s),
  approvedPerSecond: Math.round(outcome.approved / outcome.elapsed_s),
  refusedPerSecond: Math.round(outcome.refused / outcome.elapsed_s),
  other: outcome.other,
  unanswered: outcome.unanswered,
  p50_ms: percentile(outcome.approved_ms, 0.5),
  p99_ms: percentile(outcome.approved_ms, 0.99),
  refusedP99_ms: percentile(outcome.refused_ms, 0.99),
})

export function print(line: Line): void {
  const ms = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(1))
  console.log(
    [
      line.what.padEnd(34),
      `sent ${line.sentPerSecond}/s`.padEnd(15),
      `approved ${line.approvedPerSecond}/s`.padEnd(19),
      `refused ${line.refusedPerSecond}/s`.padEnd(17),
      `p50 ${ms(line.p50_ms)} ms, p99 ${ms(line.p99_ms)} ms`.padEnd(28),
      `refusal p99 ${ms(line.refusedP99_ms)} ms`,
      line.other > 0 ? `OTHER CODES ${line.other}` : '',
      line.unanswered > 0 ? `UNANSWERED ${line.unanswered}` : '',
    ].join(' '),
  )
}

/** Share of the main thread's busy samples that lie in, or were called from, this part of the source. */
export function shareOf({ nodes, samples = [] }: Profile, part: string): number {
  const inside = new Set<number>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const mark = (id: number, already: boolean): void => {
    const node = byId.get(id)
    if (!node) return
    const now = already || node.callFrame.url.includes(part)
    if (now) inside.add(id)
    for (const child of node.children ?? []) mark(child, now)
  }
  const root = nodes[0]
  if (root) mark(root.id, false)
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id))
  const busy = samples.filter((id) => !idle.has(id))
  return busy.filter((id) => inside.has(id)).length / busy.length
}

/** Where the main thread's own time went, most first. */
export function hottest({ nodes, samples = [] }: Profile, count: number): readonly (readonly [string, number])[] {
  const names = new Map(
    nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName} ${callFrame.url.split('/').slice(-2).join('/')}`]),
  )
  const times = new Map<string, number>()
  for (const id of samples) {
    const name = names.get(id) ?? ''
    if (!name.startsWith('(idle)')) times.set(name, (times.get(name) ?? 0) + 1)
  }
  const total = [...times.values()].reduce((sum, value) => sum + value, 0)
  return [...times]
    .map(([name, value]) => [name, value / total] as const)
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, count)
}

/** Where bytes were allocated, most first; by function, wherever it was called from. */
export function heaviest(head: Allocations, count: number): readonly (readonly [string, number])[] {
  const sizes = new Map<string, number>()
  const add = ({ callFrame, selfSize, children }: Allocations): void => {
    const name = `${callFrame.functionName} ${callFrame.url.split('/').slice(-2).join('/')}`
    sizes.set(name, (sizes.get(name) ?? 0) + selfSize)
    for (const child of children) add(child)
  }
  add(head)
  return [...sizes].toSorted((left, right) => right[1] - left[1]).slice(0, count)
}

export const totalOf = ({ selfSize, children }: Allocations): number =>
  children.reduce((sum, child) => sum + totalOf(child), selfSize)

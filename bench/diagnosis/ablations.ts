import { join } from 'node:path'
import { type Group, MODEL, type Model } from '@fiftyfive/diagnosis/training'
import { answersOf } from './entrants/fiftyfive.ts'
import type { Kind } from './suite.ts'
import { type Figures, Tally } from './tally.ts'
import type { Scenario } from './truth.ts'

interface Judged {
  readonly kind: Kind
  readonly scenario: Scenario
  readonly directory: string
}

/** What each kind of evidence is worth: the same engine on the same scenarios, with one group of evidence left out. */
export async function ablations(
  scenarios: readonly Judged[],
): Promise<readonly (Figures & { readonly name: string })[]> {
  const { incident: _unused, ...weights } = MODEL.weights
  const models: readonly (readonly [name: string, model: Model])[] = [
    ['all', MODEL],
    ...(Object.keys(weights) as Group[]).map((group) => [group, without(group)] as const),
  ]
  const rows = []
  for (const [name, model] of models) {
    const tally = new Tally(name)
    for (const { kind, scenario, directory } of scenarios) {
      const files = [join(directory, 'attempts.ndjson'), join(directory, 'events.ndjson')] as const
      tally.add(kind, scenario, await answersOf(...files, model), 1)
    }
    rows.push({ name, ...tally.figures() })
  }
  return rows
}

const without = (group: Group): Model => ({ ...MODEL, weights: { ...MODEL.weights, [group]: 0 } })

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

export function ablationsTable(rows: Awaited<ReturnType<typeof ablations>>): string {
  const lines = rows.map(({ name, top1, logLoss, unknown, rightAction, found, rightCause }) => [
    name,
    percent(top1),
    logLoss.toFixed(2),
    percent(unknown),
    percent(rightAction),
    percent(found),
    percent(rightCause),
  ])
  const head = ['without', 'first', 'log loss', 'unknown', 'action', 'found', 'cause']
  return [head, ...lines]
    .map(([name = '', ...rest]) => name.padEnd(12) + rest.map((each) => each.padStart(10)).join(''))
    .join('\n')
}

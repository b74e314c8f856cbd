import { CAUSES, type CauseId } from '../causes.ts'
import { MODEL, type Model } from '../model/index.ts'
import { likelihood, type LikelihoodTable, PROBABILITY_MIN } from '../model/likelihood.ts'
import type { EvidenceLine } from '../verdict.ts'
import type { Incident } from './incident.ts'

/** A cause that was considered and believed less, and what speaks against it beside the cause that leads. */
export interface RejectedCause {
  readonly cause: CauseId
  readonly probability: number
  readonly because: readonly Objection[]
}

export interface Objection {
  readonly evidence: Pick<EvidenceLine, 'id' | 'values'>
  /** How often such evidence is seen under the cause that leads, and under this one, 0 to 1. */
  readonly leading: number
  readonly rejected: number
}

const SHOWN_MAX = 4
const OBJECTIONS_MAX = 2
/** What is seen half as often again speaks for one cause against another; less tells nothing to a reader. */
const TELLING_RATIO = 1.5

/** The causes that come closest to the leading one, each with the evidence that tells them apart most. */
export function rejectedCauses(
  { ranking, evidence }: Pick<Incident, 'ranking' | 'evidence'>,
  model: Model = MODEL,
): readonly RejectedCause[] {
  const leader = ranking[0]?.cause
  if (leader === undefined || leader === 'other') return []
  const tables = { ...model.features, ...model.incident } as unknown as Readonly<Record<string, LikelihoodTable>>
  const probabilities = new Map(ranking.map(({ cause, probability }) => [cause, probability]))
  const rivals = (Object.keys(CAUSES) as CauseId[]).filter((cause) => cause !== leader)
  return rivals
    .map((cause) => ({ cause, lines: evidence.flatMap((line) => compared(line, tables, leader, cause)) }))
    .map(({ cause, lines }) => ({
      cause,
      probability: probabilities.get(cause) ?? 0,
      distance: lines.reduce((sum, { leading, rejected }) => sum + Math.log(leading / rejected), 0),
      because: lines
        .filter(({ leading, rejected }) => leading / rejected >= TELLING_RATIO)
        .toSorted((a, b) => b.leading / b.rejected - a.leading / a.rejected)
        .slice(0, OBJECTIONS_MAX),
    }))
    .filter(({ because }) => because.length > 0)
    .toSorted((a, b) => b.probability - a.probability || a.distance - b.distance)
    .slice(0, SHOWN_MAX)
    .map(({ distance: _distance, ...rest }) => rest)
}

/** Evidence is named `feature.outcome`; what the model has no table for says nothing. */
function compared(
  { id, values }: EvidenceLine,
  tables: Readonly<Record<string, LikelihoodTable>>,
  leader: CauseId,
  rival: CauseId,
): Objection[] {
  const at = id.indexOf('.')
  const table = tables[id.slice(0, at)]
  const outcome = id.slice(at + 1)
  if (!table || !Object.hasOwn(table.background, outcome)) return []
  const under = (cause: CauseId) => Math.max(PROBABILITY_MIN, likelihood(table, outcome, cause))
  return [{ evidence: { id, values }, leading: under(leader), rejected: under(rival) }]
}

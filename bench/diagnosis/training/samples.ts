import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Attempt, CAUSES, DiagnosisEngine, type FleetEvent } from '@fiftyfive/diagnosis'
import {
  type Deviation,
  type Model,
  observe,
  type Observation,
  type Records,
  showing,
  wholeOf,
} from '@fiftyfive/diagnosis/training'
import type { AttemptTruth, TruthLine } from '@fiftyfive/simulator'

/** A refusal with everything that was known of it ten minutes later, and why it really was. */
export interface Sample {
  readonly cause: string
  /** So that one fault with a thousand victims does not outvote a hundred small ones. */
  readonly weight: number
  readonly observations: readonly Observation[]
  readonly incident?: {
    readonly id: string
    readonly excess: number
    readonly ranking: readonly { cause: string; probability: number }[]
  }
}
export interface IncidentSample {
  readonly cause: string
  readonly shown: ReturnType<typeof wholeOf>
}
export interface Samples {
  readonly refusals: Sample[]
  readonly incidents: IncidentSample[]
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

/** Attempts of one fault that count in full; the weight of all of them together is this much. */
const FAULT_WEIGHT = 6

/** Runs the engine over one simulated folder and pairs what it saw with the truth. */
export async function samplesOf(directory: string, model: Model): Promise<Samples> {
  const truths = linesOf<TruthLine>(join(directory, 'truth.ndjson')).filter((line) => line.kind === 'attempt')
  const truthOf = new Map<string, AttemptTruth>(truths.map((truth) => [truth.id, truth]))
  const sizes = new Map<string, number>()
  for (const { fault } of truths) if (fault !== undefined) sizes.set(fault, (sizes.get(fault) ?? 0) + 1)
  const events = linesOf<FleetEvent>(join(directory, 'events.ndjson'))
  const refusals: Sample[] = []
  const located = new Map<string, { readonly deviation: Deviation; readonly shown: ReturnType<typeof wholeOf> }>()
  const engine = new DiagnosisEngine(model, {
    settled(attempt, surroundings) {
      const truth = truthOf.get(attempt.id)
      if (!truth) return
      const size = truth.fault === undefined ? 1 : (sizes.get(truth.fault) ?? 1)
      refusals.push({
        cause: truth.cause ?? 'other',
        weight: Math.min(1, FAULT_WEIGHT / size),
        observations: observe(attempt, surroundings),
        ...(surroundings.incident ? { incident: surroundings.incident } : {}),
      })
    },
    located: (deviation: Deviation, records: Records) =>
      located.set(deviation.id, { deviation, shown: wholeOf(deviation, records) }),
  })
  let next = 0
  for await (const line of createInterface({ input: createReadStream(join(directory, 'attempts.ndjson')) })) {
    const attempt = JSON.parse(line) as Attempt
    for (; events[next] && (events[next] as FleetEvent).at <= attempt.at; next++)
      engine.record(events[next] as FleetEvent)
    engine.observe(attempt)
  }
  engine.settle(Infinity)
  const incidents = [...located.values()].flatMap(({ deviation, shown }) => {
    const cause = majority(deviation, truthOf)
    return cause === undefined ? [] : [{ cause, shown }]
  })
  return { refusals, incidents }
}

/** The cause behind most of an incident's refusals. */
function majority({ shown, kinds }: Deviation, truthOf: ReadonlyMap<string, AttemptTruth>): string | undefined {
  const votes = new Map<string, number>()
  for (const session of shown) {
    const truth = truthOf.get(showing(session, kinds).id)
    if (truth) votes.set(truth.cause ?? 'other', (votes.get(truth.cause ?? 'other') ?? 0) + 1)
  }
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
  return best && best[1] >= 0.5 * shown.length && best[0] in CAUSES ? best[0] : undefined
}

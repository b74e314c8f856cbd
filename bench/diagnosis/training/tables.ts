import { type Candidate, isUnnamed, likelihood, type LikelihoodTable, type Model } from '@fiftyfive/diagnosis/training'
import type { Samples } from './samples.ts'

/** What the expert's word is worth beside what was seen. */
interface Trust {
  /** Observations' worth of the expert's table in every learnt row: what was seen seldom changes little. */
  readonly stated: number
  /** The same where the expert expects nothing of a cause in particular: much has to be seen to believe otherwise. */
  readonly indifferent: number
  /** What the expert expects keeps this share of its probability, also where the simulated fleet never showed it. */
  readonly share: number
}
const OF_REFUSALS: Trust = { stated: 8, indifferent: 40, share: 0.03 }
/** Of a cause there are a handful of incidents, where and as strong as the simulation makes them. */
const OF_INCIDENTS: Trust = { stated: 4, indifferent: 4, share: 0.2 }
const DECIMALS = 5

type Counts = Map<string, Map<string, number>>

/** The expert's model with its tables moved towards what was counted: Dirichlet counts with the expert as prior. */
export function learnTables(expert: Model, samples: Samples, version: string): Model {
  const counts = new Map<string, Counts>()
  for (const { cause, weight, observations } of samples.refusals)
    for (const observation of observations) count(counts, observation.feature, cause, observation.outcome, weight)
  const incidentCounts = new Map<string, Counts>()
  for (const { cause, shown } of samples.incidents)
    for (const [feature, outcome, shares = new Map([[outcome as string, 1]])] of shown)
      for (const [each, share] of shares) count(incidentCounts, feature, cause, each, share)
  const features = mapTables(expert.features, (name, table) =>
    learn(table, counts.get(name), OF_REFUSALS, expert.priors),
  )
  const incident = mapTables(expert.incident, (name, table) =>
    learn(table, incidentCounts.get(name), OF_INCIDENTS, expert.incidentPriors),
  )
  return { ...expert, version, features, incident }
}

function mapTables<T extends object>(tables: T, change: (name: string, table: LikelihoodTable) => LikelihoodTable): T {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, change(name, table as LikelihoodTable)]),
  ) as T
}

function count(all: Map<string, Counts>, feature: string, cause: string, outcome: string, weight: number): void {
  let byCause = all.get(feature)
  if (!byCause) all.set(feature, (byCause = new Map()))
  let outcomes = byCause.get(cause)
  if (!outcomes) byCause.set(cause, (outcomes = new Map()))
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + weight)
}

/** Rows of what was seen; causes that were not keep the expert's. The background is what all causes together show. */
function learn(
  table: LikelihoodTable,
  counts: Counts | undefined,
  trust: Trust,
  priors: Readonly<Record<Candidate, number>>,
): LikelihoodTable {
  if (!counts) return table
  const outcomes = Object.keys(table.background)
  const rows = new Map<Candidate, Record<string, number>>()
  const background = Object.fromEntries(outcomes.map((outcome) => [outcome, 0]))
  const causes = Object.keys(priors) as Candidate[]
  const usual = pooled(table, counts, trust)
  for (const cause of causes) {
    const seen = counts.get(cause)
    const stated = table.given[cause] !== undefined
    const prior = stated ? trust.stated : trust.indifferent
    const row = Object.fromEntries(
      outcomes.map((outcome) => {
        const expected = stated ? likelihood(table, outcome, cause) : (usual[outcome] as number)
        const counted = ((seen?.get(outcome) ?? 0) + prior * expected) / (sumOf(seen) + prior)
        return [outcome, trust.share * expected + (1 - trust.share) * counted]
      }),
    )
    if (!isUnnamed(cause)) rows.set(cause, row)
    for (const outcome of outcomes) background[outcome]! += priors[cause] * (row[outcome] as number)
  }
  const sum = Object.values(background).reduce((total, each) => total + each, 0)
  for (const outcome of outcomes) background[outcome]! /= sum
  return {
    group: table.group,
    background: rounded(background),
    given: Object.fromEntries([...rows].map(([cause, row]) => [cause, rounded(row)])),
  }
}

/** What all causes together show of which the expert expects nothing in particular: none of them differs by chance alone. */
function pooled({ background, given }: LikelihoodTable, counts: Counts, trust: Trust): Record<string, number> {
  const indifferent = [...counts].flatMap(([cause, seen]) => (given[cause as Candidate] ? [] : [seen]))
  const total = indifferent.reduce((sum, seen) => sum + sumOf(seen), 0)
  const seenOf = (outcome: string) => indifferent.reduce((sum, seen) => sum + (seen.get(outcome) ?? 0), 0)
  return Object.fromEntries(
    Object.entries(background).map(([outcome, share]) => {
      const counted = (seenOf(outcome) + trust.stated * share) / (total + trust.stated)
      return [outcome, trust.share * share + (1 - trust.share) * counted]
    }),
  )
}

const sumOf = (seen: ReadonlyMap<string, number> | undefined): number =>
  [...(seen?.values() ?? [])].reduce((sum, each) => sum + each, 0)

/** Rounded for reading, still adding up to one: the largest takes what rounding leaves. */
function rounded(row: Readonly<Record<string, number>>): Record<string, number> {
  const entries = Object.entries(row).map(
    ([outcome, share]) => [outcome, Number(share.toFixed(DECIMALS))] as [string, number],
  )
  const largest = entries.reduce((a, b) => (b[1] > a[1] ? b : a))
  largest[1] = Number((largest[1] + 1 - entries.reduce((sum, [, share]) => sum + share, 0)).toFixed(DECIMALS))
  return Object.fromEntries(entries)
}

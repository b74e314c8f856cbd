import type { CauseId } from '../causes.ts'
import type { Model } from '../model/index.ts'
import { isUnnamed } from '../model/unnamed.ts'
import { type Candidate, likelihood, type LikelihoodTable, logLikelihoodRatio } from '../model/likelihood.ts'

/** The true cause of a refusal or an incident as an engineer found it, and what was seen of it. */
export interface Confirmed {
  readonly subject: 'attempt' | 'incident'
  readonly cause: CauseId | 'other'
  /** Evidence ids of the verdict, `feature.outcome`; others are left aside. */
  readonly evidence: readonly string[]
}

/** What was learnt, as a file that people review: whole rows of tables, and nothing that did not change. */
export interface LearntModel {
  readonly version: string
  /** Version of the model that it is laid over. */
  readonly base: string
  readonly confirmations: number
  /** P(outcome | cause) by feature and cause. */
  readonly features: Rows
  readonly incident: Rows
}
type Rows = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>

export interface Learnt {
  readonly model: LearntModel
  readonly changes: readonly RowChange[]
  /** Confirmed cases whose likeliest cause is the confirmed one, by what was kept; `after` is cross-validated. */
  readonly right: { readonly before: number; readonly after: number; readonly of: number }
}
export interface RowChange {
  readonly feature: string
  readonly cause: string
  readonly outcome: string
  readonly before: number
  readonly after: number
}

/** Confirmations' worth of what was known before, in every row: a few cases move little. */
const STRENGTH = 30
/** In one version no probability changes by more than this factor, whatever was confirmed. */
const FACTOR_MAX = 2
const FOLDS = 5
const DECIMALS = 5

/**
 * A new version of the model from confirmations: Dirichlet counts over what the model expects now. Only P(evidence |
 * cause) moves. How frequent causes are does not: people look at what is odd, not at a fair sample. Pure; the order of the
 * confirmations does not matter.
 */
export function learn(model: Model, confirmed: readonly Confirmed[]): Learnt {
  const rows = rowsFrom(model, confirmed)
  const learnt: LearntModel = {
    version: `${model.version}+${confirmed.length}-${hashOf(JSON.stringify(rows))}`,
    base: model.version,
    confirmations: confirmed.length,
    ...rows,
  }
  const attempts = confirmed.filter(({ subject }) => subject === 'attempt')
  const isRight = (by: Model) => (each: Confirmed) => likeliest(by, each.evidence) === each.cause
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const others = attempts.filter((_, index) => index % FOLDS !== fold)
    const judged = attempts.filter((_, index) => index % FOLDS === fold)
    return judged.filter(isRight(overlay(model, rowsFrom(model, others)))).length
  })
  return {
    model: learnt,
    changes: changesOf(model, learnt),
    right: {
      before: attempts.filter(isRight(model)).length,
      after: held.reduce((sum, each) => sum + each, 0),
      of: attempts.length,
    },
  }
}

/** The model with what was learnt laid over it; the verdicts it gives name the learnt version. */
export function withLearnt(model: Model, learnt: LearntModel): Model {
  return { ...overlay(model, learnt), version: learnt.version }
}

function overlay(model: Model, { features, incident }: Pick<LearntModel, 'features' | 'incident'>): Model {
  const lay = <Tables extends object>(tables: Tables, rows: Rows): Tables =>
    Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [
        name,
        rows[name] ? { ...table, given: { ...(table as LikelihoodTable).given, ...rows[name] } } : table,
      ]),
    ) as Tables
  return { ...model, features: lay(model.features, features), incident: lay(model.incident, incident) }
}

function rowsFrom(model: Model, confirmed: readonly Confirmed[]): Pick<LearntModel, 'features' | 'incident'> {
  const of = (subject: Confirmed['subject'], tables: object): Rows => {
    const counted = count(
      confirmed.filter((each) => each.subject === subject),
      tables,
    )
    return Object.fromEntries(
      [...counted].toSorted(byName).map(([feature, causes]) => {
        const table = tableOf(tables, feature) as LikelihoodTable
        return [
          feature,
          Object.fromEntries([...causes].toSorted(byName).map(([cause, seen]) => [cause, moved(table, cause, seen)])),
        ]
      }),
    )
  }
  return { features: of('attempt', model.features), incident: of('incident', model.incident) }
}

type Seen = Map<string, number>

function count(confirmed: readonly Confirmed[], tables: object): Map<string, Map<CauseId, Seen>> {
  const counted = new Map<string, Map<CauseId, Seen>>()
  for (const { cause, evidence } of confirmed) {
    // `other` is a broad expectation and has no rows: what is in nobody's catalogue teaches nothing about the next one.
    if (cause === 'other') continue
    for (const id of new Set(evidence)) {
      const [feature, outcome] = partsOf(id)
      if (tableOf(tables, feature)?.background[outcome] === undefined) continue
      const causes = counted.get(feature) ?? new Map<CauseId, Seen>()
      const seen = causes.get(cause) ?? new Map<string, number>()
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
      counted.set(feature, causes.set(cause, seen))
    }
  }
  return counted
}

/** The row after what was seen: each outcome at most `FACTOR_MAX` away from before, and all adding up to one again. */
function moved(table: LikelihoodTable, cause: CauseId, seen: Seen): Record<string, number> {
  const outcomes = Object.keys(table.background)
  const total = [...seen.values()].reduce((sum, each) => sum + each, 0)
  const bounded = outcomes.map((outcome) => {
    const before = likelihood(table, outcome, cause)
    const wanted = ((seen.get(outcome) ?? 0) + STRENGTH * before) / (total + STRENGTH)
    return (scale: number) => Math.min(Math.max(scale * wanted, before / FACTOR_MAX), before * FACTOR_MAX)
  })
  const sumAt = (scale: number) => bounded.reduce((sum, at) => sum + at(scale), 0)
  // What the bounds took or gave is made up by the others, all by the same factor, found by halving.
  let [low, high] = [0, FACTOR_MAX * FACTOR_MAX * 4]
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (sumAt(middle) < 1) low = middle
    else high = middle
  }
  return Object.fromEntries(
    outcomes.map((outcome, index) => [outcome, Number((bounded[index]?.(high) ?? 0).toFixed(DECIMALS))]),
  )
}

function changesOf(model: Model, learnt: LearntModel): RowChange[] {
  const of = (tables: object, rows: Rows) =>
    Object.entries(rows).flatMap(([feature, causes]) =>
      Object.entries(causes).flatMap(([cause, row]) =>
        Object.entries(row).map(([outcome, after]) => {
          const before = likelihood(tableOf(tables, feature) as LikelihoodTable, outcome, cause as Candidate)
          return { feature, cause, outcome, before, after }
        }),
      ),
    )
  return [...of(model.features, learnt.features), ...of(model.incident, learnt.incident)]
    .filter(({ before, after }) => Math.abs(Math.log((after + 1e-6) / (before + 1e-6))) > 0.05)
    .toSorted((a, b) => Math.abs(Math.log(b.after / b.before)) - Math.abs(Math.log(a.after / a.before)))
}

/** By the evidence alone: incidents are not among what a confirmation keeps. */
function likeliest(model: Model, evidence: readonly string[]): Confirmed['cause'] {
  const terms = evidence.flatMap((id) => {
    const [feature, outcome] = partsOf(id)
    const table = tableOf(model.features, feature)
    return table?.background[outcome] === undefined ? [] : [{ table, outcome }]
  })
  const score = (cause: Candidate) =>
    terms.reduce(
      (sum, { table, outcome }) => sum + model.weights[table.group] * logLikelihoodRatio(table, outcome, cause),
      Math.log(model.priors[cause]),
    )
  const first = (Object.keys(model.priors) as Candidate[]).reduce((a, b) => (score(b) > score(a) ? b : a))
  return isUnnamed(first) ? 'other' : first
}

const tableOf = (tables: object, feature: string): LikelihoodTable | undefined =>
  Object.hasOwn(tables, feature) ? (tables as Record<string, LikelihoodTable>)[feature] : undefined

function partsOf(id: string): readonly [feature: string, outcome: string] {
  const at = id.indexOf('.')
  return [id.slice(0, at), id.slice(at + 1)]
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** FNV-1a, 32 bits, base 36: another content, another version. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36)
}

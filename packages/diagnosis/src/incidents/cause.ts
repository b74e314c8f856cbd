import { partsOf, type Dimension } from '../dimensions.ts'
import type { Attempt } from '../attempt.ts'
import { observeAnswer, observeKeys, observePath, observePinBlock } from '../evidence/attempt.ts'
import { observeEntry } from '../evidence/entry.ts'
import { observeFacts, observeRecords } from '../evidence/facts.ts'
import type { Observation } from '../evidence/observation.ts'
import type { Place } from '../model/incident.ts'
import type { IncidentFeatures, Model } from '../model/index.ts'
import { logLikelihoodRatio, type LikelihoodTable } from '../model/likelihood.ts'
import { candidatesOf, contributions, type Contribution } from '../score.ts'
import type { Records } from './records.ts'
import type { Deviation } from './watch.ts'

/** Attempts that are asked, and how many of them count in full: they tell much the same. */
const ASKED_MAX = 16
const COUNTED_MAX = 3

/** What an incident shows: as a whole, and in the attempts it touched. Each line is a term of the causes' scores. */
export function incidentTerms(deviation: Deviation, model: Model, records: Records): Contribution[] {
  const prior = Float64Array.from(candidatesOf(model), (cause) => Math.log(model.incidentPriors[cause]))
  return [
    { id: 'prior', group: 'prior', values: {}, weights: prior },
    ...wholeOf(deviation, records).map(([feature, outcome]) => term(feature, outcome, model)),
    ...attemptTerms(deviation, model, records),
  ]
}

type Shown = {
  readonly [Name in keyof IncidentFeatures]: readonly [Name, keyof IncidentFeatures[Name]['background']]
}[keyof IncidentFeatures]

/** The outcome of each feature of the incident as a whole. */
export function wholeOf(deviation: Deviation, records: Records): Shown[] {
  const { shown, scope, since, foundAt, failed, sessions, expected } = deviation
  const share = Math.max(0, failed - expected) / Math.max(1, sessions)
  const known = shown.filter(({ knownCard }) => knownCard).length / Math.max(1, shown.length)
  const recovered = shown.filter(({ accepted }) => accepted).length / Math.max(1, shown.length)
  return [
    ['place', placeOf(scope)],
    ['extent', share > 0.85 ? 'all' : share > 0.5 ? 'most' : share > 0.2 ? 'some' : 'few'],
    ['record', records.before(scope, since, foundAt)],
    ['customers', known > 0.6 ? 'known' : known > 0.25 ? 'mixed' : 'new'],
    ['recovery', recovered > 0.4 ? 'often' : 'seldom'],
  ]
}

const PLACES: readonly (readonly [Dimension, Place])[] = [
  ['terminal', 'terminal'],
  ['operator', 'terminal'],
  ['panLength', 'pan-length'],
  ['kernel', 'kernel'],
  ['version', 'release'],
  ['parameters', 'parameters'],
  ['merchant', 'merchant'],
  ['range', 'bank'],
  ['issuer', 'bank'],
  ['node', 'node'],
  ['link', 'link'],
  ['model', 'model'],
  ['access', 'access'],
  ['region', 'region'],
  ['entry', 'entry'],
]

/** The narrowest dimension that the scope names. */
function placeOf(scope: string): Place {
  const named = new Set(partsOf(scope).map(({ dimension }) => dimension))
  return PLACES.find(([dimension]) => named.has(dimension))?.[1] ?? 'elsewhere'
}

function term(feature: keyof IncidentFeatures, outcome: string, model: Model): Contribution {
  const table = model.incident[feature] as LikelihoodTable
  const weigh = (cause: Parameters<typeof logLikelihoodRatio>[2]) =>
    model.weights[table.group] * logLikelihoodRatio(table, outcome, cause)
  return {
    id: `${feature}.${outcome}`,
    group: table.group,
    values: {},
    weights: Float64Array.from(candidatesOf(model), weigh),
  }
}

/** What the attempts say by themselves, without their surroundings: the mean of all, counted as a few. */
function attemptTerms({ shown }: Deviation, model: Model, records: Records): Contribution[] {
  const asked = shown
    .slice(-ASKED_MAX)
    .flatMap(({ telling, knownCard }) => (telling ? [{ attempt: telling, knownCard }] : []))
  if (asked.length === 0) return []
  const factor = Math.min(COUNTED_MAX, asked.length) / asked.length
  const sums = new Map<string, Contribution>()
  for (const { attempt, knownCard } of asked) {
    for (const line of contributions(observeAlone(attempt, knownCard, records), model)) {
      if (line.group === 'prior') continue
      const sum = sums.get(line.id)
      if (sum) line.weights.forEach((weight, index) => (sum.weights[index]! += factor * weight))
      else sums.set(line.id, { ...line, weights: line.weights.map((weight) => factor * weight) })
    }
  }
  return [...sums.values()]
}

function observeAlone(attempt: Attempt, knownCard: boolean, records: Records): Observation[] {
  const checkValue = attempt.pinKeyCheckValue
  const keyOfAnother =
    checkValue === undefined ? undefined : records.keyBelongsTo(checkValue, attempt.terminal) !== undefined
  const facts = {
    knownCard,
    ...(keyOfAnother === undefined ? {} : { keyOfAnother }),
    opened: records.opened(attempt.terminal, attempt.at),
  }
  const nothing = { card: [], terminal: [], link: [], facts }
  return [
    ...observeAnswer(attempt),
    ...observePinBlock(attempt),
    ...observeKeys(attempt),
    ...observeEntry(attempt, nothing),
    ...observePath(attempt),
    ...observeFacts(attempt),
    ...observeRecords(attempt, nothing),
  ]
}

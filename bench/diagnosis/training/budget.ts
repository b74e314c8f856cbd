// Where the errors come from: `node scripts/run.mjs bench/diagnosis/training/budget.ts [--list] FOLDER...` runs the engine
// over simulated folders and books every refusal whose likeliest cause is not the true one to the stage that lost it.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { concernsPin, type Verdict } from '@fiftyfive/diagnosis'
import { MODEL } from '@fiftyfive/diagnosis/training'
import { answersOf } from '../entrants/fiftyfive.ts'
import { readScenario } from '../generate.ts'
import { calibrationError, type Judged, reliability, topShare } from '../metrics/attempts.ts'
import { scoreIncidents } from '../metrics/incidents.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false } },
})

/** Stages, from the first that can lose a cause to the last. */
type Stage =
  | 'detection: fault not found'
  | 'scope: found, not covered'
  | 'cause of the incident'
  | 'evidence, in an incident'
  | 'evidence, alone'
interface Booked extends Judged {
  readonly stage: Stage
  readonly inIncident: boolean
}

const booked: Booked[] = []
for (const folder of positionals) {
  const scenario = readScenario(folder)
  const answers = await answersOf(join(folder, 'attempts.ndjson'), join(folder, 'events.ndjson'), MODEL)
  const answerOf = new Map(answers.verdicts.map((verdict) => [verdict.attempt, verdict as Verdict]))
  const causeOf = new Map(answers.incidents.map(({ incident, cause }) => [incident, cause]))
  const found = new Set(
    scoreIncidents(scenario, answers.incidents).faults.flatMap(({ fault, found }) => (found ? [fault.id] : [])),
  )
  const refused = new Set(scenario.attempts.filter(({ code }) => concernsPin(code)).map(({ id }) => id))
  for (const truth of scenario.attemptTruths) {
    const answer = answerOf.get(truth.id)
    if (!refused.has(truth.id) || !answer || truth.cause === undefined) continue
    const incident = answer.evidence.find(({ id }) => id === 'incident')?.values['id']
    const stage: Stage =
      incident !== undefined
        ? truth.fault !== undefined && causeOf.get(String(incident)) !== truth.cause
          ? 'cause of the incident'
          : 'evidence, in an incident'
        : truth.fault === undefined
          ? 'evidence, alone'
          : found.has(truth.fault)
            ? 'scope: found, not covered'
            : 'detection: fault not found'
    booked.push({ truth, answer, stage, inIncident: incident !== undefined })
  }
}

/** The same with all of its terms multiplied once more; what the ranking leaves out is taken for one candidate. */
function sharpened({ truth, answer }: Judged, factor: number): Judged {
  const left = Math.max(0, 1 - answer.ranking.reduce((sum, { probability }) => sum + probability, 0))
  const shares = answer.ranking.map(({ cause, probability }) => ({ cause, share: probability ** factor }))
  const all = shares.reduce((sum, { share }) => sum + share, left ** factor)
  return {
    truth,
    answer: { ...answer, ranking: shares.map(({ cause, share }) => ({ cause, probability: share / all })) },
  }
}

const isRight = ({ truth, answer }: Judged): boolean => answer.ranking[0]?.cause === truth.cause
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const wrong = booked.filter((each) => !isRight(each))
const counted = (names: readonly string[], most = 5): string =>
  [...Map.groupBy(names, (name) => name)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, most)
    .map(([name, all]) => `${name} ${all.length}`)
    .join(', ')

console.log(
  `${booked.length} refusals, top-1 ${percent(topShare(booked, 1))}, calibration ${calibrationError(booked).toFixed(3)}`,
)
console.log('\nwrong, by stage')
for (const [stage, members] of Map.groupBy(wrong, ({ stage }) => stage))
  console.log(
    `  ${stage.padEnd(27)} ${String(members.length).padStart(5)} ${percent(members.length / booked.length).padStart(7)}  ${counted(
      members.map(({ truth, answer }) => `${truth.cause}>${answer.ranking[0]?.cause}`),
      9,
    )}`,
  )
console.log('\nby true cause: refusals, wrong, what was said instead')
for (const [cause, members] of [...Map.groupBy(booked, ({ truth }) => truth.cause ?? '')].toSorted(
  ([, a], [, b]) => b.filter((each) => !isRight(each)).length - a.filter((each) => !isRight(each)).length,
)) {
  const bad = members.filter((each) => !isRight(each))
  if (bad.length > 0)
    console.log(
      `  ${cause.padEnd(20)} ${String(members.length).padStart(5)} ${String(bad.length).padStart(5)}  ${counted(bad.map(({ answer }) => answer.ranking[0]?.cause ?? '-'))}  | ${counted(
        bad.map(({ stage }) => stage),
        4,
      )}`,
    )
}
console.log('\nreliability: said, true, refusals')
const groups = [
  ['alone', booked.filter(({ inIncident }) => !inIncident)],
  ['in an incident', booked.filter(({ inIncident }) => inIncident)],
] as const
for (const [name, members] of groups) {
  console.log(`  ${name}: ${members.length}, calibration error ${calibrationError(members).toFixed(3)}`)
  for (const { confidence, accuracy, count } of reliability(members))
    console.log(`    ${percent(confidence).padStart(7)} ${percent(accuracy).padStart(7)} ${String(count).padStart(6)}`)
  const errors = [0.8, 0.9, 1, 1.1, 1.2, 1.3].map(
    (factor) => `x${factor} ${calibrationError(members.map((each) => sharpened(each, factor))).toFixed(3)}`,
  )
  console.log(`    with another sharpness: ${errors.join(', ')}`)
}
if (values.list)
  for (const { truth, answer, stage } of wrong)
    console.log(
      truth.id,
      truth.fault ?? '-',
      truth.cause,
      answer.ranking
        .slice(0, 3)
        .map(({ cause, probability }) => `${cause} ${probability.toFixed(2)}`)
        .join(' '),
      stage,
    )

// What the engine is worth on simulated folders: `npm run validate -- [--without CAUSE]... [--detail] FOLDER...`. A cause
// that is left out is taken from the model, and its refusals are counted as a kind that is in no catalogue.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MODEL, type Model } from '@fiftyfive/diagnosis/training'
import { answersOf } from '../entrants/fiftyfive.ts'
import { readScenario } from '../generate.ts'
import {
  calibrationError,
  confidentAndWrongShare,
  harmfulActionShare,
  type Judged,
  logLoss,
  ownerOrUnknownShare,
  rightActionShare,
  topShare,
  unknownShare,
} from '../metrics/attempts.ts'
import { falseIncidentsPerWeek, type IncidentScore, quantile, scoreIncidents } from '../metrics/incidents.ts'
import { concernsPin } from '@fiftyfive/diagnosis'
import { without } from './without.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    without: { type: 'string', multiple: true, default: [] },
    detail: { type: 'boolean', default: false },
  },
})

interface Outcome {
  readonly judged: readonly Judged[]
  readonly strange: readonly Judged[]
  readonly scores: readonly (IncidentScore & { readonly scenario: string })[]
}

async function run(model: Model, removed: ReadonlySet<string>): Promise<Outcome> {
  const judged: Judged[] = []
  const strange: Judged[] = []
  const scores: (IncidentScore & { readonly scenario: string })[] = []
  for (const folder of positionals) {
    if (!existsSync(join(folder, 'scenario.json'))) continue
    const scenario = readScenario(folder)
    if (removed.size > 0 && !scenario.attemptTruths.some(({ cause }) => cause !== undefined && removed.has(cause)))
      continue
    const answers = await answersOf(join(folder, 'attempts.ndjson'), join(folder, 'events.ndjson'), model)
    const answerOf = new Map(answers.verdicts.map((verdict) => [verdict.attempt, verdict]))
    const refused = new Map(scenario.attempts.map((attempt) => [attempt.id, attempt]))
    for (const line of scenario.attemptTruths) {
      const attempt = refused.get(line.id)
      if (!attempt || !concernsPin(attempt.code)) continue
      const answer = answerOf.get(line.id) ?? { attempt: line.id, cause: 'unknown', ranking: [] }
      const { cause, ...rest } = line
      if (cause !== undefined && !removed.has(cause)) judged.push({ truth: line, answer })
      else if (line.fault !== undefined) strange.push({ truth: rest, answer })
    }
    scores.push({ ...scoreIncidents(scenario, answers.incidents), scenario: scenario.name })
  }
  return { judged, strange, scores }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function report({ judged, strange, scores }: Outcome): string {
  const faults = scores.flatMap(({ faults }) => faults)
  const found = faults.flatMap(({ found, fault }) => (found ? [{ ...found, fault }] : []))
  const known = found.filter(({ fault }) => fault.cause !== undefined)
  const share = <T>(items: readonly T[], holds: (item: T) => boolean) =>
    percent(items.filter(holds).length / items.length)
  return [
    `${judged.length} refusals: top-1 ${percent(topShare(judged, 1))}, top-3 ${percent(topShare(judged, 3))}, log loss ${logLoss(judged).toFixed(3)},` +
      ` calibration ${calibrationError(judged).toFixed(3)}, unknown ${percent(unknownShare(judged))}, right action ${percent(rightActionShare(judged))}, harmful ${percent(harmfulActionShare(judged))}`,
    `${strange.length} strange: owner or unknown ${percent(ownerOrUnknownShare(strange))}, confident wrong ${percent(confidentAndWrongShare(strange))}, unknown ${percent(unknownShare(strange))}`,
    `${faults.length} faults: found ${share(faults, ({ found }) => found !== undefined)}, scope ${(found.reduce((sum, { scopeF1 }) => sum + scopeF1, 0) / found.length).toFixed(3)},` +
      ` cause ${share(known, ({ rightCause }) => rightCause)} of ${known.length}, harmful ${share(found, ({ harmfulAction }) => harmfulAction)},` +
      ` delay ${quantile(
        found.map(({ delay_cards }) => delay_cards),
        0.5,
      )} cards ${quantile(
        found.map(({ delay_min }) => delay_min),
        0.5,
      ).toFixed(0)} min,` +
      ` false a week ${falseIncidentsPerWeek(scores).toFixed(2)}`,
  ].join('\n')
}

function detail({ judged, strange, scores }: Outcome): void {
  const table = (name: string, groups: Map<string, Judged[]>) => {
    console.log(`\n${name}`)
    for (const [key, members] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const said = new Map<string, number>()
      for (const { answer } of members) {
        const first = answer.ranking[0]
        const name = `${answer.cause === 'unknown' ? '?' : ''}${first?.cause ?? '-'}`
        said.set(name, (said.get(name) ?? 0) + 1)
      }
      const top = [...said]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, 6)
        .map(([cause, count]) => `${cause} ${count}`)
      console.log(`  ${key.padEnd(20)} ${String(members.length).padStart(5)}  ${top.join(', ')}`)
    }
  }
  table(
    'by true cause',
    Map.groupBy(judged, ({ truth }) => truth.cause ?? ''),
  )
  table(
    'strange',
    Map.groupBy(strange, ({ truth }) => truth.fault ?? ''),
  )
  console.log('\nfaults')
  for (const { scenario, faults, falseIncidents } of scores) {
    for (const { fault, found } of faults) {
      const said = found
        ? `${found.rightCause ? 'right' : 'WRONG'} ${found.said?.cause ?? ''} scope ${found.scopeF1.toFixed(2)} [${found.said?.scope.join('; ') ?? ''}] ${found.delay_cards} cards`
        : 'MISSED'
      console.log(`  ${scenario.padEnd(9)} ${fault.id.padEnd(22)} [${fault.scope.join('; ')}] ${said}`)
    }
    if (falseIncidents > 0) console.log(`  ${scenario} FALSE ${falseIncidents}`)
  }
}

if (values.without.length === 0) {
  const outcome = await run(MODEL, new Set())
  if (values.detail) detail(outcome)
  console.log(report(outcome))
} else {
  const all: Judged[] = []
  for (const cause of values.without) {
    const outcome = await run(without(MODEL, cause), new Set([cause]))
    const { strange } = outcome
    all.push(...strange)
    console.log(
      `without ${cause.padEnd(20)} ${String(strange.length).padStart(5)}: owner or unknown ${percent(ownerOrUnknownShare(strange))}, confident wrong ${percent(confidentAndWrongShare(strange))}, others top-1 ${percent(topShare(outcome.judged, 1))}`,
    )
    if (values.detail) detail(outcome)
  }
  console.log(
    `all ${all.length}: owner or unknown ${percent(ownerOrUnknownShare(all))}, confident wrong ${percent(confidentAndWrongShare(all))}`,
  )
}

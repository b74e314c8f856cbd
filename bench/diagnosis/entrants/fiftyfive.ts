import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Attempt, DiagnosisEngine, type Finding, type FleetEvent, MODEL, type Model } from '@fiftyfive/diagnosis'
import type { Answers, Entrant, IncidentAnswer, VerdictAnswer } from '../entrant.ts'

/** The product: the engine as the host runs it, with every verdict and incident it had to say. */
export const fiftyfive = (): Entrant => ({
  name: 'fiftyfive',
  answer: (attemptsFile, eventsFile) => answersOf(attemptsFile, eventsFile, MODEL),
})

/** All that an engine with this model has to say about one log. */
export async function answersOf(attemptsFile: string, eventsFile: string | undefined, model: Model): Promise<Answers> {
  const engine = new DiagnosisEngine(model)
  const verdicts: VerdictAnswer[] = []
  const incidents: IncidentAnswer[] = []
  const take = (findings: readonly Finding[], at: number): void => {
    for (const finding of findings) {
      if (finding.type === 'verdict') verdicts.push(finding.verdict)
      else if (finding.incident.state !== 'dismissed')
        incidents.push({
          incident: finding.incident.id,
          at,
          scope: finding.incident.scope,
          cause: finding.incident.cause,
        })
    }
  }
  const events = eventsFile !== undefined && existsSync(eventsFile) ? linesOf(eventsFile) : []
  let next = 0
  let last = 0
  for await (const line of createInterface({ input: createReadStream(attemptsFile), crlfDelay: Infinity })) {
    if (line === '') continue
    const attempt = JSON.parse(line) as Attempt
    for (; next < events.length && (events[next] as FleetEvent).at <= attempt.at; next++)
      engine.record(events[next] as FleetEvent)
    take(engine.observe(attempt), attempt.at)
    last = attempt.at
  }
  take(engine.settle(Infinity), last)
  return { verdicts, incidents }
}

const linesOf = (file: string): FleetEvent[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FleetEvent)

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CAUSES } from '@fiftyfive/diagnosis'
import type { Answers, Entrant, IncidentAnswer, VerdictAnswer } from '../entrant.ts'
import { DIMENSIONS } from '../truth.ts'

const DIMENSION = new RegExp(`^(${DIMENSIONS.join('|')})=.+$`)

/**
 * Any program that reads attempts and prints JSON lines as `fiftyfive diagnose --json` does: verdicts
 * `{attempt, cause, ranking}` and incidents `{incident, at, scope, cause}`. The file's path is added as last argument.
 */
export function command(text: string): Entrant {
  return {
    name: text,
    async answer(attemptsFile) {
      const child = spawn('/bin/sh', ['-c', `${text} "$1"`, 'entrant', attemptsFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = new Promise<number | null>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', resolve)
      })
      const answers = await readAnswers(createInterface({ input: child.stdout, crlfDelay: Infinity }))
      const code = await ended
      if (code !== 0) throw new Error(`entrant '${text}' ended with exit code ${code}`)
      return answers
    },
  }
}

export async function readAnswers(lines: AsyncIterable<string> | Iterable<string>): Promise<Answers> {
  const verdicts: VerdictAnswer[] = []
  const incidents: IncidentAnswer[] = []
  for await (const line of lines) {
    if (line.trim() === '') continue
    const answer = JSON.parse(line) as Partial<VerdictAnswer & IncidentAnswer>
    const problem = problemOf(answer)
    if (problem !== undefined) throw new Error(`${problem}: ${line.slice(0, 200)}`)
    if (answer.attempt !== undefined) verdicts.push(answer as VerdictAnswer)
    else incidents.push(answer as IncidentAnswer)
  }
  return { verdicts, incidents }
}

/** A misspelt cause or dimension would count as a wrong answer, and nobody would ever know why. */
function problemOf({ attempt, incident, at, cause, ranking, scope }: Partial<VerdictAnswer & IncidentAnswer>) {
  const isVerdict = attempt !== undefined && ranking !== undefined
  if (!isVerdict && (incident === undefined || scope === undefined || at === undefined))
    return 'neither a verdict (attempt, cause, ranking) nor an incident (incident, at, scope, cause)'
  const named = [cause ?? 'unknown', ...(ranking ?? []).map((each) => each.cause)]
  const strange = named.find((each) => each !== 'unknown' && !/^other-\w+$/.test(each) && !(each in CAUSES))
  if (strange !== undefined) return `no cause '${strange}' in the catalogue`
  const sum = (ranking ?? []).reduce((total, { probability }) => total + probability, 0)
  if (!(sum <= 1.001)) return `probabilities add up to ${sum}`
  const elsewhere = (scope ?? []).find((element) => !element.split('&').every((part) => DIMENSION.test(part)))
  return elsewhere === undefined ? undefined : `'${elsewhere}' is no element of a scope`
}

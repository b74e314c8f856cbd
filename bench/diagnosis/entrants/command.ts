import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answers, Entrant, IncidentAnswer, VerdictAnswer } from '../entrant.ts'

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
    if (answer.attempt !== undefined && answer.ranking !== undefined) verdicts.push(answer as VerdictAnswer)
    else if (answer.incident !== undefined && answer.scope !== undefined) incidents.push(answer as IncidentAnswer)
    else throw new Error(`neither a verdict nor an incident: ${line.slice(0, 200)}`)
  }
  return { verdicts, incidents }
}

import type { Attempt, EvidenceLine, Incident, Verdict } from '@fiftyfive/diagnosis'
import { fill, type Language, messagesIn } from '@fiftyfive/messages'
import { byCount, type Summary } from './summary.ts'

const LINES_MAX = 6

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** A verdict for a person: what it is, what speaks for and against it, and what to do at the till. */
export function verdictText(attempt: Attempt, verdict: Verdict, language: Language): string {
  const { causes, console: words, evidence } = messagesIn(language)
  const { cause, confidence, ranking } = verdict
  const { name, cashier } = causes[cause]
  const certainty = fill(words.attempt.confidence, { percent: percent(confidence) })
  const leading = ranking[0]?.cause
  const guess = leading === undefined || leading === 'other' ? '' : ` (${causes[leading].name} ${percent(confidence)})`
  const sentences = evidence as Readonly<Record<string, string>>
  const line = ({ id, weight, values }: EvidenceLine): string => {
    const sign = weight > 0 ? words.attempt.evidenceFor : words.attempt.evidenceAgainst
    return `    ${sign} ${Math.abs(weight).toFixed(1).padStart(5)}  ${fill(sentences[id] ?? id, values)}`
  }
  return [
    `${printable(attempt.id)}  ${cause === 'unknown' ? name + guess : `${name}, ${certainty}`}`,
    ...heaviest(verdict.evidence, LINES_MAX).map(line),
    `    ${cashier}`,
  ].join('\n')
}

/** In the order they have: what speaks for the cause, then what speaks against it. */
function heaviest(evidence: readonly EvidenceLine[], count: number): readonly EvidenceLine[] {
  const kept = new Set(evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count))
  return evidence.filter((line) => kept.has(line))
}

export function incidentText(incident: Incident, language: Language): string {
  const { causes, report } = messagesIn(language)
  const { id, cause, confidence, scope, since, state, figures } = incident
  const { name, engineer } = causes[cause]
  const time = `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')}Z`
  const where = printable(scope.join(', '))
  const failed = fill(report.failedOf, { failed: figures.failed, sessions: figures.sessions })
  return `${id}  ${name} ${percent(confidence)}  ${where}  ${time}  ${report.states[state]}  ${failed}\n    ${engineer}`
}

/** How many of what there were, after everything else: of a long log only the end is seen. */
export function summaryText(summary: Summary, language: Language): string {
  const { causes, report } = messagesIn(language)
  const { attempts, refusals } = summary
  const rows = byCount(summary).map(({ cause, count }) => {
    const share = ((100 * count) / refusals).toFixed(1)
    return `  ${String(count).padStart(String(refusals).length)}  ${share.padStart(5)} %  ${causes[cause].name}`
  })
  const incidents = summary.incidents.length === 0 ? [report.noIncidents] : []
  return [`${report.attempts}: ${attempts}. ${report.refused}: ${refusals}.`, ...rows, ...incidents].join('\n')
}

/** Names in logs are other people's; a terminal obeys none of them. */
const printable = (text: string): string => text.replaceAll(/[^\P{Control}]/gu, '?')

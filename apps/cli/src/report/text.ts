import {
  type Attempt,
  type EvidenceLine,
  type Incident,
  type Named,
  sureOwner,
  type Verdict,
} from '@fiftyfive/diagnosis'
import { fill, type Language, messagesIn } from '@fiftyfive/messages'
import { byCount, type Summary } from './summary.ts'

const LINES_MAX = 6

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** A verdict for a person: what it is, what speaks for and against it, and what to do at the till. */
export function verdictText(attempt: Attempt, verdict: Verdict, language: Language): string {
  const texts = messagesIn(language)
  const { causes, console: words, evidence } = texts
  const sentences = evidence as Readonly<Record<string, string>>
  const line = ({ id, weight, values }: EvidenceLine): string => {
    const sign = weight > 0 ? words.attempt.evidenceFor : words.attempt.evidenceAgainst
    return `    ${sign} ${Math.abs(weight).toFixed(1).padStart(5)}  ${fill(sentences[id] ?? id, values)}`
  }
  return [
    `${printable(attempt.id)}  ${causeText(verdict, texts)}`,
    ...heaviest(verdict.evidence, LINES_MAX).map(line),
    `    ${causes[verdict.cause].cashier}`,
  ].join('\n')
}

/** The cause and how sure it is; of an unknown one whose fault it is, if that much is sure, and what it may be. */
export function causeText(
  said: Named & Pick<Verdict, 'confidence' | 'ranking'>,
  { causes, console: words }: ReturnType<typeof messagesIn>,
): string {
  const { cause, confidence, ranking, owners = [] } = said
  const certain = (share: number): string => fill(words.attempt.confidence, { percent: percent(share) })
  if (cause !== 'unknown') return `${causes[cause].name}, ${certain(confidence)}`
  const owner = sureOwner(said)
  const side =
    owner === undefined ? '' : `; ${words.attempt.whoseFault[owner]}, ${certain(owners[0]?.probability ?? 0)}`
  const leading = ranking[0]?.cause
  const guess = leading === undefined || leading === 'other' ? '' : ` (${causes[leading].name} ${percent(confidence)})`
  return `${causes.unknown.name}${side}${guess}`
}

/** In the order they have: what speaks for the cause, then what speaks against it. */
function heaviest(evidence: readonly EvidenceLine[], count: number): readonly EvidenceLine[] {
  const kept = new Set(evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count))
  return evidence.filter((line) => kept.has(line))
}

export function incidentText(incident: Incident, language: Language): string {
  const texts = messagesIn(language)
  const { causes, report } = texts
  const { id, cause, scope, since, state, figures } = incident
  const time = `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')}Z`
  const where = printable(scope.join(', '))
  const failed = fill(report.failedOf, { failed: figures.failed, sessions: figures.sessions })
  const what = causeText(incident, texts)
  return `${id}  ${what}  ${where}  ${time}  ${report.states[state]}  ${failed}\n    ${causes[cause].engineer}`
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

import type { EvidenceLine, Verdict } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { incidentHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { evidenceSentence, rankedName } from '../words.ts'
import styles from './attempt.module.css'
import { waterfall, type Bar } from './waterfall.ts'
import { Weight } from './weight.tsx'
import { Panel } from '../ui/layout.tsx'

/** Lines below this (a fifth more or less odds) are folded into one as long as there are more than a few of them. */
const LESSER_BELOW = 0.2
const FOLDED_MIN = 3

/** The verdict as a sum that can be followed with a finger. */
export function Evidence({ verdict }: { readonly verdict: Verdict }) {
  const { messages, words } = useSpeech()
  const { evidence } = verdict
  // Of an unknown cause the evidence is told for the one that leads.
  const leader = verdict.ranking[0]?.cause ?? verdict.cause
  return (
    <Panel
      title={words.attempt.evidence}
      aside={<span className="muted small">{fill(words.attempt.weights, { model: verdict.model })}</span>}
    >
      {evidence.length === 0 && <p className="muted">{words.attempt.evidenceNone}</p>}
      {evidence.length > 0 && (
        <>
          <p className="muted small">{fill(words.attempt.evidenceHint, { cause: rankedName(messages, leader) })}</p>
          <EvidenceLines evidence={evidence} />
        </>
      )}
    </Panel>
  )
}

interface EvidenceLinesProps {
  readonly evidence: readonly EvidenceLine[]
  /** Weight under which lines are folded into one. */
  readonly lesserBelow?: number
}

/** What speaks for it, heaviest first; what tells little, in one; then what speaks against it, next to the sum. */
export function EvidenceLines({ evidence, lesserBelow = LESSER_BELOW }: EvidenceLinesProps) {
  const { words, formats } = useSpeech()
  const lines = evidence.toSorted((a, b) => b.weight - a.weight)
  const { bars, span, sum, sumBar, zero } = waterfall(lines.map(({ weight }) => weight))
  const lesser = lines.filter(({ weight }) => Math.abs(weight) < lesserBelow)
  const from = lesser.length < FOLDED_MIN ? lines.length : lines.indexOf(lesser[0] as EvidenceLine)
  const to = Math.min(lines.length, from + lesser.length)
  const folded = span(from, to)
  const row = (line: EvidenceLine) => <Line key={line.id} line={line} bar={bars[lines.indexOf(line)]} zero={zero} />
  return (
    <>
      <ol>{lines.slice(0, from).map(row)}</ol>
      {from < to && (
        <details className={styles['lesser']}>
          <summary className={styles['evidence']}>
            <span>{fill(words.attempt.evidenceLesser, { count: formats.count(lesser.length) })}</span>
            <Track bar={folded.bar} zero={zero} tone={folded.sum < 0 ? 'against' : 'for'} />
            <Weight weight={folded.sum} />
          </summary>
          <ol>{lesser.map(row)}</ol>
        </details>
      )}
      <ol>{lines.slice(to).map(row)}</ol>
      <div className={`${styles['evidence']} ${styles['sum']}`} data-testid={TEST_IDS.evidenceSum} data-weight={sum}>
        <strong>{words.attempt.evidenceSum}</strong>
        <Track bar={sumBar} zero={zero} tone="total" />
        <Weight weight={sum} />
      </div>
    </>
  )
}

interface LineProps {
  readonly line: EvidenceLine
  readonly bar: Bar | undefined
  readonly zero: number
}

function Line({ line, bar, zero }: LineProps) {
  const { messages } = useSpeech()
  const sentence = evidenceSentence(messages, line)
  const incident = line.id === 'incident' ? String(line.values['id']) : undefined
  return (
    <li
      className={styles['evidence']}
      data-testid={TEST_IDS.evidenceLine}
      data-evidence={line.id}
      data-weight={line.weight}
    >
      <span>{incident ? <NamesIncident sentence={sentence} id={incident} /> : sentence}</span>
      <Track bar={bar} zero={zero} tone={line.weight < 0 ? 'against' : 'for'} />
      <Weight weight={line.weight} />
    </li>
  )
}

/** The sentence with the incident's number in it as a link. */
function NamesIncident({ sentence, id }: { readonly sentence: string; readonly id: string }) {
  const [before, after = ''] = sentence.split(id, 2)
  return (
    <>
      {before}
      <a href={incidentHash(id)}>{id}</a>
      {after}
    </>
  )
}

interface TrackProps {
  readonly bar: Bar | undefined
  readonly zero: number
  readonly tone: 'for' | 'against' | 'total'
}

function Track({ bar, zero, tone }: TrackProps) {
  if (!bar) return null
  const place = { left: `${bar.start * 100}%`, width: `${bar.width * 100}%` }
  return (
    <span className={styles['track']} aria-hidden>
      <span className={styles['zero']} style={{ left: `${zero * 100}%` }} />
      <span className={`${styles['bar']} ${styles[tone]}`} style={place} />
    </span>
  )
}

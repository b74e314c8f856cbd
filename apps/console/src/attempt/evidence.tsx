import type { Verdict } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { evidenceSentence, rankedName } from '../words.ts'
import styles from './attempt.module.css'
import { waterfall, type Bar } from './waterfall.ts'

/** The verdict as a sum that can be followed with a finger. */
export function Evidence({ verdict }: { readonly verdict: Verdict }) {
  const { messages, words } = useSpeech()
  // Of an unknown cause the evidence is told for the one that leads.
  const leader = verdict.ranking[0]?.cause ?? verdict.cause
  const { bars, sum, sumBar, zero } = waterfall(verdict.evidence.map(({ weight }) => weight))
  return (
    <section className="panel" aria-labelledby="evidence-heading">
      <div className="panel-head">
        <h2 id="evidence-heading">{words.attempt.evidence}</h2>
        <span className="muted small">{fill(words.attempt.weights, { model: verdict.model })}</span>
      </div>
      {verdict.evidence.length === 0 ? (
        <p className="muted">{words.attempt.evidenceNone}</p>
      ) : (
        <>
          <p className="muted small">{fill(words.attempt.evidenceHint, { cause: rankedName(messages, leader) })}</p>
          <ol>
            {verdict.evidence.map((line, index) => (
              <li
                key={line.id}
                className={styles['evidence']}
                data-testid={TEST_IDS.evidenceLine}
                data-evidence={line.id}
                data-weight={line.weight}
              >
                <span>{evidenceSentence(messages, line)}</span>
                <Track bar={bars[index]} zero={zero} tone={line.weight < 0 ? 'against' : 'for'} />
                <Weight weight={line.weight} />
              </li>
            ))}
            <li
              className={`${styles['evidence']} ${styles['sum']}`}
              data-testid={TEST_IDS.evidenceSum}
              data-weight={sum}
            >
              <span>{words.attempt.evidenceSum}</span>
              <Track bar={sumBar} zero={zero} tone="total" />
              <Weight weight={sum} />
            </li>
          </ol>
        </>
      )}
    </section>
  )
}

interface TrackProps {
  readonly bar: Bar | undefined
  readonly zero: number
  readonly tone: 'for' | 'against' | 'total'
}

function Track({ bar, zero, tone }: TrackProps) {
  if (!bar) return null
  return (
    <div className={styles['track']} aria-hidden>
      <span className={styles['zero']} style={{ left: `${zero * 100}%` }} />
      <span
        className={`${styles['bar']} ${styles[tone]}`}
        style={{ left: `${bar.start * 100}%`, width: `${bar.width * 100}%` }}
      />
    </div>
  )
}

/** A weight below this moves the odds by less than five per cent. */
const NEUTRAL_BELOW = 0.05

/** The weight as it is added, and what it does to the odds in plain factors. */
function Weight({ weight }: { readonly weight: number }) {
  const { words, formats } = useSpeech()
  const factor = formats.factor(Math.exp(Math.abs(weight)))
  const { evidenceNeutral, evidenceFor, evidenceAgainst, oddsTimes, oddsDivided } = words.attempt
  const neutral = Math.abs(weight) < NEUTRAL_BELOW
  const direction = neutral ? evidenceNeutral : weight > 0 ? evidenceFor : evidenceAgainst
  return (
    <span className={styles['weight']}>
      <span className="muted small">
        {direction} {neutral ? '' : fill(weight > 0 ? oddsTimes : oddsDivided, { factor })}
      </span>
      <span>{formats.weight(weight)}</span>
    </span>
  )
}

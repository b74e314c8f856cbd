import type { Verdict } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { TEST_IDS } from '../test-ids.ts'
import { rankedName } from '../words.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

/** Under half a percent there is nothing to see. */
const SHOWN_MIN = 0.005

export function Ranking({ verdict }: { readonly verdict: Pick<Verdict, 'ranking'> }) {
  const { messages, words, formats } = useSpeech()
  const named = verdict.ranking.filter(({ cause }) => cause !== 'other')
  // All that is not named, so that the list adds up.
  const other = 1 - named.reduce((sum, { probability }) => sum + probability, 0)
  const rows = [...named, ...(other >= SHOWN_MIN ? [{ cause: 'other' as const, probability: other }] : [])]
  return (
    <Panel title={words.attempt.ranking}>
      <ol>
        {rows.map(({ cause, probability }) => (
          <li key={cause} className={styles['rank']} data-testid={TEST_IDS.rankingRow} data-cause={cause}>
            <span>{rankedName(messages, cause)}</span>
            <span className={`${styles['track']} ${styles['thin']}`} aria-hidden>
              <span
                className={styles['bar']}
                style={{ left: 0, width: `${probability * 100}%`, background: sideColor(cause) }}
              />
            </span>
            <span className={styles['number']}>{formats.percent(probability)}</span>
          </li>
        ))}
      </ol>
      {rows.length < 2 && <p className="muted small">{words.incidents.noOther}</p>}
    </Panel>
  )
}

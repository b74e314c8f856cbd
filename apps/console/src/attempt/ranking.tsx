import type { Verdict } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { TEST_IDS } from '../test-ids.ts'
import { rankedName } from '../words.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

export function Ranking({ verdict }: { readonly verdict: Pick<Verdict, 'ranking'> }) {
  const { messages, words, formats } = useSpeech()
  return (
    <Panel title={words.attempt.ranking}>
      <ol>
        {verdict.ranking.map(({ cause, probability }) => (
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
      {verdict.ranking.length < 2 && <p className="muted small">{words.incidents.noOther}</p>}
    </Panel>
  )
}

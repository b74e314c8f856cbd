import type { Verdict } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { TEST_IDS } from '../test-ids.ts'
import { rankedName } from '../words.ts'
import styles from './attempt.module.css'

export function Ranking({ verdict }: { readonly verdict: Pick<Verdict, 'ranking'> }) {
  const { messages, words, formats } = useSpeech()
  return (
    <section className="panel" aria-labelledby="ranking-heading">
      <div className="panel-head">
        <h2 id="ranking-heading">{words.attempt.ranking}</h2>
      </div>
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
    </section>
  )
}

import type { IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { causeName, evidenceSentence, rankedName } from '../words.ts'
import styles from './incident.module.css'
import { Panel } from '../ui/layout.tsx'

/** What else it might have been, and what was seen that speaks against it. */
export function Rejected({ incident: { ranking, cause, rejected } }: { readonly incident: IncidentDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.incident
  const leader = rankedName(messages, ranking[0]?.cause ?? 'other')
  if (rejected.length === 0 || cause === 'unknown') return null
  return (
    <Panel title={words.rejected} testId={TEST_IDS.rejectedCauses}>
      <p className="muted small">{fill(words.rejectedHint, { cause: leader })}</p>
      <ul className={styles['rejected']}>
        {rejected.map((each) => (
          <li key={each.cause} data-cause={each.cause}>
            <h3>
              {causeName(messages, each.cause)} <span className="muted small">{formats.percent(each.probability)}</span>
            </h3>
            <ul>
              {each.because.map(({ evidence, leading, rejected: here }) => (
                <li key={evidence.id} className="small">
                  {evidenceSentence(messages, evidence)}{' '}
                  <span className="muted">
                    {fill(words.seen, { rejected: formats.percent(here), leading: formats.percent(leading) })}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

import type { IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { EvidenceLines } from '../attempt/evidence.tsx'
import { Ranking } from '../attempt/ranking.tsx'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { rankedName } from '../words.ts'
import styles from './incident.module.css'

/** An incident rests on many attempts: what moves its odds by less than e is no reason for anything. */
const LESSER_BELOW = 1

/** Why it is believed, as a sum; and what was believed less. */
export function IncidentEvidence({ incident }: { readonly incident: IncidentDetail }) {
  const { messages, words } = useSpeech()
  const { ranking, evidence, cause } = incident
  const leader = ranking[0]?.cause ?? cause
  return (
    <div className={styles['page']}>
      <section className="panel" aria-labelledby="incident-evidence" data-testid={TEST_IDS.incidentEvidence}>
        <div className="panel-head">
          <h2 id="incident-evidence">{words.incidents.evidence}</h2>
        </div>
        <p className="muted small">{fill(words.attempt.evidenceHint, { cause: rankedName(messages, leader) })}</p>
        <EvidenceLines evidence={evidence} lesserBelow={LESSER_BELOW} />
      </section>
      <Ranking verdict={incident} />
      {ranking.length < 2 && <p className="muted small">{words.incidents.noOther}</p>}
    </div>
  )
}

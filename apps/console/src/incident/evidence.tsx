import type { IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { EvidenceLines } from '../attempt/evidence.tsx'
import { Ranking } from '../attempt/ranking.tsx'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { rankedName } from '../words.ts'
import { Panel, Stack } from '../ui/layout.tsx'

/** An incident rests on many attempts: what moves its odds by less than e is no reason for anything. */
const LESSER_BELOW = 1

/** Why it is believed, as a sum; and what was believed less. */
export function IncidentEvidence({ incident }: { readonly incident: IncidentDetail }) {
  const { messages, words } = useSpeech()
  const { ranking, evidence, cause } = incident
  const leader = ranking[0]?.cause ?? cause
  return (
    <Stack>
      <Panel title={words.incidents.evidence} testId={TEST_IDS.incidentEvidence}>
        <p className="muted small">{fill(words.attempt.evidenceHint, { cause: rankedName(messages, leader) })}</p>
        <EvidenceLines evidence={evidence} lesserBelow={LESSER_BELOW} />
      </Panel>
      <Ranking verdict={incident} />
    </Stack>
  )
}

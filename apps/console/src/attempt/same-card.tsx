import type { AttemptDetail } from '@fiftyfive/contract'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Panel } from '../ui/layout.tsx'

export function SameCard({ detail }: { readonly detail: AttemptDetail }) {
  const { words } = useSpeech()
  return (
    <Panel title={words.attempt.sameCard} testId={TEST_IDS.sameCard}>
      {detail.sameCard.length === 0 ? (
        <p className="muted">{words.attempt.sameCardNone}</p>
      ) : (
        <AttemptList attempts={detail.sameCard} label={words.attempt.sameCard} />
      )}
    </Panel>
  )
}

import type { AttemptDetail } from '@fiftyfive/contract'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'

export function SameCard({ detail }: { readonly detail: AttemptDetail }) {
  const { words } = useSpeech()
  return (
    <section className="panel" aria-labelledby="same-card-heading" data-testid={TEST_IDS.sameCard}>
      <div className="panel-head">
        <h2 id="same-card-heading">{words.attempt.sameCard}</h2>
      </div>
      {detail.sameCard.length === 0 ? (
        <p className="muted">{words.attempt.sameCardNone}</p>
      ) : (
        <AttemptList attempts={detail.sameCard} label={words.attempt.sameCard} />
      )}
    </section>
  )
}

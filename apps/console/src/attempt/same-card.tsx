import type { AttemptDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useSpeech } from '../language.tsx'
import { placeHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { Panel } from '../ui/layout.tsx'

/** Beside the verdict there is room for these; the card's own page has them all. */
const SHOWN_MAX = 6

export function SameCard({ detail }: { readonly detail: AttemptDetail }) {
  const { words, messages, formats } = useSpeech()
  const { card } = detail.attempt
  return (
    <Panel title={words.attempt.sameCard} testId={TEST_IDS.sameCard}>
      {detail.sameCard.length === 0 ? (
        <p className="muted">{words.attempt.sameCardNone}</p>
      ) : (
        <AttemptList attempts={detail.sameCard.slice(0, SHOWN_MAX)} label={words.attempt.sameCard} />
      )}
      {card && detail.sameCard.length > SHOWN_MAX && (
        <a className="small" href={placeHash('card', card)}>
          {fill(messages.pages.more, { count: formats.count(detail.sameCard.length) })}
        </a>
      )}
    </Panel>
  )
}

import type { Attempt } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Tag } from '../ui/headline.tsx'
import { tryUse } from './try-use.ts'

/** Whether this attempt cost the cardholder one of the issuer's PIN tries: the product's first promise. */
export function TryTag({ attempt }: { readonly attempt: Attempt }) {
  const { words, formats } = useSpeech()
  const use = tryUse(attempt)
  const sentence = {
    none: words.attempt.noPin,
    'not-sent': words.attempt.tryNotSpent,
    spent: words.attempt.trySpent,
    unknown: words.attempt.tryUnknown,
    'not-counted': words.attempt.tryNone,
  }[use]
  const left =
    use === 'spent' && attempt.triesLeft !== undefined
      ? fill(words.attempt.tryLeft, { count: formats.count(attempt.triesLeft) })
      : ''
  const tone = use === 'spent' ? 'bad' : use === 'not-sent' || use === 'not-counted' ? 'good' : undefined
  return (
    <Tag tone={tone} testId={TEST_IDS.trySpent} value={use}>
      {sentence} {left}
    </Tag>
  )
}

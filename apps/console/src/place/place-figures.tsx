import type { PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Figure, Figures } from '../ui/figures.tsx'

/** How it fared in the last seven days, beside the whole fleet. */
export function PlaceFigures({ detail: { sums, fleet, sales } }: { readonly detail: PlaceDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.figures
  const rate = ({ refused, attempts }: { readonly refused: number; readonly attempts: number }) =>
    formats.percent(refused / Math.max(1, attempts))
  // A merchant is told of its own shops alone.
  const hasFleet = fleet.attempts > 0
  const worse =
    hasFleet && sums.refused / Math.max(1, sums.attempts) > 2 * (fleet.refused / Math.max(1, fleet.attempts))
  const salesOf = (count: number) => fill(words.salesOf, { count: formats.count(count) })
  return (
    <Figures label={messages.pages.window} testId={TEST_IDS.placeFigures}>
      <Figure
        name={words.attempts}
        value={formats.count(sums.attempts)}
        note={fill(words.approvedOf, { approved: formats.count(sums.approved) })}
      />
      <Figure
        name={words.refusalRate}
        term="pin-refusal"
        value={rate(sums)}
        {...(hasFleet && { note: fill(words.fleet, { rate: rate(fleet) }) })}
        {...(worse && { tone: 'bad' as const })}
      />
      <Figure
        name={words.lost}
        term="lost"
        value={formats.amount(sales.lost_minor, 'CNY')}
        note={salesOf(sales.lost)}
      />
      <Figure
        name={words.rescued}
        term="rescued"
        value={formats.amount(sales.rescued_minor, 'CNY')}
        note={salesOf(sales.rescued)}
      />
      <Figure
        name={words.triesSpent}
        value={formats.count(sums.triesSpent)}
        note={fill(words.triesBurnt, { count: formats.count(sums.triesBurnt) })}
      />
      {sums.attempts > 0 && (
        <Figure name={words.last} value={formats.time(sums.lastAt, sums.lastAt)} note={formats.day(sums.lastAt)} />
      )}
    </Figures>
  )
}

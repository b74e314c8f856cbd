import type { Offer } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'

const CHOICES = {
  retry: { event: { type: 'retry-chosen' }, icon: 'again' },
  'other-card': { event: { type: 'other-card-chosen' }, icon: 'card' },
  qr: { event: { type: 'qr-chosen' }, icon: 'qr' },
} as const satisfies Record<Offer, { event: { type: string }; icon: IconName }>
export type OfferChosen = (typeof CHOICES)[Offer]['event']

/** Ways in which a refused payment can still be made; the first one offered is the one we recommend. */
export function Offers(props: {
  readonly offers: readonly Offer[]
  readonly choose: (event: OfferChosen) => void
  readonly compact?: boolean
}) {
  const { text } = useSpeech()
  return (
    <div className={props.compact ? 'actions pair' : 'offers'}>
      {props.offers.map((offer, position) => (
        <Button
          key={offer}
          label={text.offers[offer]}
          icon={CHOICES[offer].icon}
          primary={!props.compact && position === 0}
          wide
          onPress={() => props.choose(CHOICES[offer].event)}
          testId={testIds.choose(offer)}
        />
      ))}
    </div>
  )
}

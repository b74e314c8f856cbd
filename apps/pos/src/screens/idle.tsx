import type { Currency } from '@fiftyfive/kernel'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { AmountPad } from './amount-pad.tsx'
import { OfflineHint } from './offline-hint.tsx'

/** Ready for a payment. */
export function Idle({ currency }: { readonly currency: Currency }) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  return (
    <ScreenFrame title={text.idle.title}>
      <p className="soft">{text.idle.amount}</p>
      <OfflineHint />
      <AmountPad currency={currency} done={(amount) => terminal.dispatch({ type: 'amount-entered', amount })} />
    </ScreenFrame>
  )
}

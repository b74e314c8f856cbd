import type { Currency } from '@fiftyfive/kernel'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Keypad, type PadKey } from '../ui/keypad.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { OfflineHint } from './offline-hint.tsx'
import { typeAmount } from './type-amount.ts'

/** Ready for a payment: the cashier types the amount, smallest unit last, as on a till. */
export function Idle({ currency }: { readonly currency: Currency }) {
  const { text, money } = useSpeech()
  const { terminal } = useTerminal()
  const [minor, setMinor] = useState(0)
  const press = (key: PadKey) => {
    if (key !== 'confirm') setMinor((before) => typeAmount(before, key))
    else terminal.dispatch({ type: 'amount-entered', amount: { minor, currency } })
  }
  return (
    <ScreenFrame title={text.idle.title}>
      <p className="soft">{text.idle.amount}</p>
      <output className="amount" aria-live="polite">
        {money({ minor, currency })}
      </output>
      <OfflineHint />
      <Keypad
        label={text.keys.amountPad}
        words={{ cancel: text.keys.cancel, clear: text.keys.clear, confirm: text.keys.next }}
        confirmDisabled={minor === 0}
        testId={testIds.amountKey}
        onKey={press}
      />
    </ScreenFrame>
  )
}

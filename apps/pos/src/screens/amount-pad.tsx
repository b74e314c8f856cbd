import type { Currency, Money } from '@fiftyfive/kernel'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Keypad, type PadKey } from '../ui/keypad.tsx'
import { useSpeech } from '../ui/language.tsx'
import { typeAmount } from './type-amount.ts'

/** An amount typed as on a till: smallest unit last. */
export function AmountPad(props: {
  readonly currency: Currency
  readonly done: (amount: Money) => void
  /** Cancel on an empty amount. */
  readonly leave?: () => void
}) {
  const { text, money } = useSpeech()
  const { currency, done, leave } = props
  const [minor, setMinor] = useState(0)
  const press = (key: PadKey) => {
    if (key === 'confirm') return minor === 0 ? undefined : done({ minor, currency })
    if (key === 'cancel' && minor === 0) return leave?.()
    return setMinor((before) => typeAmount(before, key))
  }
  return (
    <>
      <output className="amount" aria-live="polite">
        {money({ minor, currency })}
      </output>
      <Keypad
        label={text.keys.amountPad}
        words={{ cancel: text.keys.cancel, clear: text.keys.clear, confirm: text.keys.next }}
        confirmDisabled={minor === 0}
        testId={testIds.amountKey}
        onKey={press}
      />
    </>
  )
}

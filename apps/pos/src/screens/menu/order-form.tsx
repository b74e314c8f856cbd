import type { NamedOriginal, TransactionOrder } from '@fiftyfive/terminal'
import { TRANSACTIONS } from '@fiftyfive/terminal'
import { useState } from 'react'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useRunning } from '../../ui/running.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { AmountPad } from '../amount-pad.tsx'
import { ChooseOriginal, needsOriginal } from './choose-original.tsx'
import { VoiceCode } from './voice-code.tsx'

type Kind = TransactionOrder['kind']

/** Asks what a transaction needs before the card: which payment, how much. */
export function OrderForm({ kind, leave }: { readonly kind: Kind; readonly leave: () => void }) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  const { currency } = useRunning().configuration
  const [original, setOriginal] = useState<NamedOriginal>()
  const [voiceCode, setVoiceCode] = useState<string>()
  const dispatch = (order: TransactionOrder) => terminal.dispatch({ type: 'transaction-ordered', order })
  // A void takes the whole amount of a payment known here; one that is only named by its reference has to be told.
  const wantsAmount = (named: NamedOriginal | undefined) =>
    TRANSACTIONS[kind].amount === 'entered' ||
    (TRANSACTIONS[kind].amount === 'of-original' && named !== undefined && !('trace' in named))
  const title = text.menu.items[kind as keyof typeof text.menu.items]
  const back = (
    <div className="actions">
      <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
    </div>
  )
  if (needsOriginal(kind) && !original) {
    const choose = (named: NamedOriginal) =>
      wantsAmount(named) ? setOriginal(named) : dispatch({ kind, original: named })
    return (
      <ScreenFrame title={title}>
        <ChooseOriginal kind={kind} choose={choose} />
        {back}
      </ScreenFrame>
    )
  }
  if (kind === 'offline-sale' && voiceCode === undefined) {
    return (
      <ScreenFrame title={title}>
        <VoiceCode done={setVoiceCode} />
        {back}
      </ScreenFrame>
    )
  }
  if (!wantsAmount(original)) {
    return (
      <ScreenFrame title={title}>
        <p>{text.order.noAmount[kind === 'pin-change' ? 'pin-change' : 'balance-inquiry']}</p>
        <Button label={text.order.start} primary wide onPress={() => dispatch({ kind })} testId={testIds.orderStart} />
        {back}
      </ScreenFrame>
    )
  }
  return (
    <ScreenFrame title={title} key="amount">
      <p className="soft">{kind === 'adjustment' ? text.order.newTotal : text.order.amount}</p>
      <AmountPad
        currency={currency}
        leave={leave}
        done={(amount) =>
          dispatch({ kind, amount, ...(original ? { original } : {}), ...(voiceCode ? { voiceCode } : {}) })
        }
      />
    </ScreenFrame>
  )
}

import { type Receipt, type ScreenOf, type Signature, TRANSACTIONS } from '@fiftyfive/terminal'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useProfile } from '../ui/use-profile.ts'
import { ReceiptPapers } from './receipt.tsx'
import { SignaturePad } from './signature-pad.tsx'

export function Approved({ screen }: { readonly screen: ScreenOf<'approved'> }) {
  const { text, money } = useSpeech()
  const [profile] = useProfile()
  const [signature, setSignature] = useState<Signature>([])
  const { receipt } = screen
  const signs = profile === 'small' && wantsSignature(receipt)
  const title = receipt.outcome === 'stored' ? 'stored' : receipt.charged ? 'title' : 'done'
  return (
    <ScreenFrame title={text.approved[title]} className="outcome approved">
      <div className="outcome-head">
        <span className="badge-icon good">
          <Icon name="check" />
        </span>
        {receipt.kind !== 'sale' && <p className="kind-line">{text.receipt.kinds[receipt.kind]}</p>}
        {receipt.amount.minor > 0 && <p className="amount small">{money(receipt.amount)}</p>}
        {receipt.balance && (
          <p>
            {text.approved.balance} <strong className="amount small">{money(receipt.balance)}</strong>
          </p>
        )}
      </div>
      <p className="soft centre">
        {text.approved[receipt.method === 'chip' && presents(receipt) ? 'takeCard' : 'takeReceipt']}
      </p>
      {signs && <SignaturePad signature={signature} change={setSignature} />}
      <ReceiptPapers receipt={screen.receipt} {...(signs ? { signature } : {})} />
      <Leave />
    </ScreenFrame>
  )
}

/** Whether a card was in somebody's hand for it. */
const presents = ({ kind }: Receipt): boolean => TRANSACTIONS[kind].card === 'presented'

/** What is charged by card, but no small amount by tap: that is free of PIN and signature. */
const wantsSignature = (receipt: Receipt): boolean =>
  receipt.charged && receipt.tender === 'card' && presents(receipt) && receipt.verified !== 'none'

export function Reversed({ screen }: { readonly screen: ScreenOf<'reversed'> }) {
  const { text, money } = useSpeech()
  return (
    <ScreenFrame title={text.reversed.title} className="outcome">
      <div className="outcome-head">
        <span className="badge-icon plain">
          <Icon name="undo" />
        </span>
        <p className="amount small">{money(screen.receipt.amount)}</p>
      </div>
      <p>{text.reversed.hint}</p>
      <ReceiptPapers receipt={screen.receipt} />
      <Leave />
    </ScreenFrame>
  )
}

function Leave() {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  return (
    <div className="actions pair">
      <Button
        label={text.approved.print}
        icon="print"
        onPress={() => globalThis.print()}
        testId={testIds.printReceipt}
      />
      <Button
        label={text.approved.next}
        primary
        onPress={() => terminal.dispatch({ type: 'done' })}
        testId={testIds.choose('done')}
      />
    </div>
  )
}

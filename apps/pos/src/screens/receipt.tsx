import {
  holdersOf,
  receiptLines,
  SIGNATURE_FIELD,
  type Receipt,
  type ReceiptHolder,
  type Signature,
  signaturePath,
} from '@fiftyfive/terminal'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { useSpeech } from '../ui/language.tsx'

interface Paper {
  readonly receipt: Receipt
  readonly copy?: boolean
  readonly signature?: Signature
}

/** Merchant's and customer's copy: one in view, both in print. The signature is on the merchant's. */
export function ReceiptPapers({ signature, ...paper }: Paper) {
  const { text } = useSpeech()
  const holders = holdersOf(paper.receipt)
  const [shown, show] = useState<ReceiptHolder>(signature ? 'merchant' : 'customer')
  return (
    <>
      {holders.length > 1 && (
        <fieldset className="pills" aria-label={text.receipt.title}>
          {holders.map((holder) => (
            <button
              key={holder}
              type="button"
              aria-pressed={holder === shown}
              data-testid={testIds.receiptCopy(holder)}
              onClick={() => show(holder)}
            >
              {text.receipt.holderNames[holder]}
            </button>
          ))}
        </fieldset>
      )}
      {holders.map((holder) => (
        <ReceiptPaper
          key={holder}
          holder={holder}
          shown={holder === shown}
          {...paper}
          {...(signature && holder === 'merchant' ? { signature } : {})}
        />
      ))}
    </>
  )
}

/** The receipt as paper: the same on screen and in print. The card number arrives masked. */
function ReceiptPaper(props: Paper & { readonly holder: ReceiptHolder; readonly shown: boolean }) {
  const { receipt, copy = false, signature, holder, shown } = props
  const { text, money, dateTime, language } = useSpeech()
  const lines = receiptLines(receipt, text.receipt, { language, money, dateTime, copy, holder })
  return (
    <article
      className="receipt"
      aria-label={text.receipt.title}
      hidden={!shown}
      data-testid={shown ? testIds.receipt : undefined}
      data-outcome={receipt.outcome}
    >
      <h3>{lines.merchant}</h3>
      <p className="receipt-marks">{lines.marks}</p>
      <p className="receipt-outcome">{lines.outcome}</p>
      <dl>
        {lines.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="receipt-total">{lines.total}</p>
      {signature && (
        <div className="receipt-signature">
          <span>{text.signature.line}</span>
          <svg viewBox={`0 0 ${SIGNATURE_FIELD.width} ${SIGNATURE_FIELD.height}`} aria-hidden="true">
            <path d={signaturePath(signature)} />
          </svg>
        </div>
      )}
    </article>
  )
}

import { receiptLines, SIGNATURE_FIELD, type Receipt, type Signature, signaturePath } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { useSpeech } from '../ui/language.tsx'

/** The receipt as paper: the same on screen and in print. The card number arrives masked. */
export function ReceiptPaper(props: {
  readonly receipt: Receipt
  readonly copy?: boolean
  readonly signature?: Signature
}) {
  const { receipt, copy = false, signature } = props
  const { text, money, dateTime, language } = useSpeech()
  const lines = receiptLines(receipt, text.receipt, { language, money, dateTime, copy })
  return (
    <article
      className="receipt"
      aria-label={text.receipt.title}
      data-testid={testIds.receipt}
      data-outcome={receipt.outcome}
    >
      <h3>{lines.merchant}</h3>
      {lines.copy && <p className="receipt-outcome">{lines.copy}</p>}
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

import type { Receipt } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { useSpeech } from '../ui/language.tsx'

/** The receipt as paper: the same on screen and in print. The card number arrives masked. */
export function ReceiptPaper({ receipt }: { readonly receipt: Receipt }) {
  const { text, money, dateTime, say, language } = useSpeech()
  const words = text.receipt
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words.merchantId, receipt.merchantId],
    [words.terminalId, receipt.terminalId],
    [words.batch, receipt.batch],
    [words.trace, receipt.trace],
    [words.date, dateTime(receipt.at)],
    [words.card, receipt.maskedPan || undefined],
    [words.method, words.methods[receipt.method]],
    [words.authorization, receipt.authorizationCode],
    [words.reference, receipt.referenceNumber],
    [words.code, receipt.code || undefined],
    [words.amount, money(receipt.amount)],
  ]
  return (
    <article className="receipt" aria-label={words.title} data-testid={testIds.receipt} data-outcome={receipt.outcome}>
      <h3>{receipt.merchantName[language]}</h3>
      <p className="receipt-outcome">{words.outcomes[receipt.outcome]}</p>
      <dl>
        {lines.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="receipt-total">
        {receipt.charged ? say(words.charged, { amount: money(receipt.amount) }) : words.notCharged}
      </p>
    </article>
  )
}

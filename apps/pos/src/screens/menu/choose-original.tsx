import { type NamedOriginal, originalsFor, type TransactionOrder } from '@fiftyfive/terminal'
import { money as moneyOf } from '@fiftyfive/kernel'
import { useState } from 'react'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useTerminal } from '../../ui/terminal.tsx'

type Kind = TransactionOrder['kind']
/** Kinds whose original may be of another terminal or an earlier batch, named by what its receipt says. */
const BY_REFERENCE: readonly Kind[] = ['refund', 'pre-authorization-cancellation', 'completion']
const LISTED: readonly Kind[] = [
  'void',
  'refund',
  'pre-authorization-cancellation',
  'completion',
  'completion-advice',
  'completion-cancellation',
  'adjustment',
]
export const needsOriginal = (kind: Kind): boolean => LISTED.includes(kind)

/** Which payment: from the list of this terminal, or by its reference number. */
export function ChooseOriginal(props: { readonly kind: Kind; readonly choose: (named: NamedOriginal) => void }) {
  const { kind, choose } = props
  const { text, money, say, time } = useSpeech()
  const { state } = useTerminal()
  const [byReference, setByReference] = useState(false)
  if (byReference) return <Reference kind={kind} choose={choose} />
  const originals = originalsFor(kind, state.journal)
  return (
    <>
      <p className="soft">{originals.length > 0 ? text.order.chooseOriginal : text.order.noOriginals}</p>
      <div className="originals">
        {originals.map(({ batch, trace, at, amount_minor, currency, maskedPan, method }) => (
          <Button
            key={`${batch}-${trace}`}
            label={say(text.order.line, {
              trace: String(trace).padStart(6, '0'),
              time: time(at),
              amount: money(moneyOf(amount_minor, currency)),
              card: maskedPan === '' ? text.receipt.methods[method] : `*${maskedPan.slice(-4)}`,
            })}
            wide
            onPress={() => choose({ trace })}
            testId={testIds.original(trace)}
          />
        ))}
      </div>
      {BY_REFERENCE.includes(kind) && (
        <Button
          label={text.order.byReference}
          wide
          onPress={() => setByReference(true)}
          testId={testIds.orderByReference}
        />
      )}
    </>
  )
}

function Reference({ kind, choose }: { readonly kind: Kind; readonly choose: (named: NamedOriginal) => void }) {
  const { text } = useSpeech()
  const [referenceNumber, setReference] = useState('')
  const [date, setDate] = useState('')
  const [code, setCode] = useState('')
  const [qr, setQr] = useState(false)
  const refund = kind === 'refund'
  const clean = (value: string) => value.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const ready = referenceNumber.length === 12 && (refund ? date.length === 4 : code.length === 6)
  const done = () =>
    choose({
      referenceNumber,
      ...(date ? { date } : {}),
      ...(code ? { authorizationCode: code } : {}),
      tender: qr ? 'qr' : 'card',
    })
  return (
    <>
      <Field
        label={text.order.reference}
        value={referenceNumber}
        change={(value) => setReference(clean(value))}
        length={12}
        testId={testIds.orderField('reference')}
      />
      {refund ? (
        <>
          <Field
            label={text.order.date}
            value={date}
            change={(value) => setDate(value.replaceAll(/\D/g, ''))}
            length={4}
            digits
            testId={testIds.orderField('date')}
          />
          <label className="tick">
            <input type="checkbox" checked={qr} onChange={(event) => setQr(event.currentTarget.checked)} />
            {text.order.paidByQr}
          </label>
        </>
      ) : (
        <Field
          label={text.order.authorization}
          value={code}
          change={(value) => setCode(clean(value))}
          length={6}
          testId={testIds.orderField('authorization')}
        />
      )}
      <Button label={text.order.start} primary wide disabled={!ready} onPress={done} testId={testIds.orderStart} />
    </>
  )
}

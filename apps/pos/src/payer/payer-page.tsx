import { parseQrPayload } from '@fiftyfive/terminal'
import { money as moneyOf } from '@fiftyfive/kernel'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useOrder } from './use-order.ts'

/** What the payer's phone opens after scanning: the order, one button, and later what became of it. */
export function PayerPage({ address }: { readonly address: string }) {
  const { text } = useSpeech()
  const bill = parseQrPayload(address)
  return (
    <>
      <header className="page-header">
        <h1>{text.payer.title}</h1>
        <LanguageSwitch />
      </header>
      <main className="payer" data-testid={testIds.payer}>
        {bill ? <Bill {...bill} /> : <p role="alert">{text.payer.noOrder}</p>}
      </main>
    </>
  )
}

function Bill(bill: { readonly terminal: string; readonly order: string; readonly amount_minor: number }) {
  const { text, say, money } = useSpeech()
  const { order, state, problem, pay } = useOrder(bill)
  const cny = (minor: number) => money(moneyOf(minor, 'CNY'))
  // What the shop's host says is due, not what stands in an address that anybody can write.
  const amount_minor = order?.amount_minor ?? bill.amount_minor
  const refunded_minor = order?.refunded_minor ?? 0
  return (
    <>
      <p className="amount" data-testid={testIds.payerAmount}>
        {cny(amount_minor)}
      </p>
      <p className="soft">{say(text.payer.order, { terminal: bill.terminal, order: bill.order })}</p>
      <output className={`payer-state ${state}`} data-testid={testIds.payerState} data-state={state}>
        {state !== 'open' && state !== 'loading' && <Icon name={state === 'paid' ? 'check' : 'warning'} />}
        {text.payer.states[state]}
      </output>
      {refunded_minor > 0 && (
        <output className="payer-refund" data-testid={testIds.payerRefund}>
          <Icon name="undo" />
          {say(text.payer.refunded, { amount: cny(refunded_minor) })}
        </output>
      )}
      {problem && <p role="alert">{say(text.demo.failed, { reason: problem })}</p>}
      {(state === 'open' || state === 'paying') && (
        <Button
          label={say(text.payer.pay, { amount: cny(amount_minor) })}
          icon="phone"
          primary
          wide
          disabled={state === 'paying'}
          onPress={pay}
          testId={testIds.payerPay}
        />
      )}
      <p className="soft small-print">{text.payer.simulated}</p>
    </>
  )
}

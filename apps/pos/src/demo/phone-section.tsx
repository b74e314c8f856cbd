import { parseQrPayload } from '@fiftyfive/terminal'
import { useState } from 'react'
import { api } from '../shell/api.ts'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { reasonOf } from './use-bank.ts'

/** The payer's phone, there only while the terminal shows a QR code. It knows what the code says and nothing else. */
export function PhoneSection() {
  const { text } = useSpeech()
  const { state } = useTerminal()
  if (state.screen.name !== 'qr') return null
  return (
    <section aria-labelledby="demo-phone" className="phone">
      <h3 id="demo-phone">{text.demo.phoneTitle}</h3>
      <Phone key={state.screen.order} payload={state.screen.payload} />
    </section>
  )
}

function Phone({ payload }: { readonly payload: string }) {
  const { text, say, money } = useSpeech()
  const [problem, setProblem] = useState<string>()
  const [paid, setPaid] = useState(false)
  const bill = parseQrPayload(payload)
  if (!bill) return null
  const { terminal, order, amount_minor } = bill
  const pay = () => {
    setPaid(true)
    api.demo.payQr({ terminal, order }).catch((error: unknown) => {
      setPaid(false)
      setProblem(reasonOf(error))
    })
  }
  return (
    <>
      <Button
        label={say(text.demo.phonePay, { amount: money({ minor: amount_minor, currency: 'CNY' }) })}
        icon="phone"
        primary
        disabled={paid}
        onPress={pay}
        testId={testIds.phonePay}
      />
      <a href={payload} target="_blank" rel="noreferrer" data-testid={testIds.payerLink}>
        {text.demo.phonePage}
      </a>
      <output className="soft">
        {problem === undefined ? paid && text.demo.phoneSent : say(text.demo.failed, { reason: problem })}
      </output>
    </>
  )
}

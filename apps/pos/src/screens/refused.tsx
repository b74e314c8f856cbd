import type { ScreenOf } from '@fiftyfive/terminal'
import { lazy, useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { Offers } from './offers.tsx'
import { ReceiptPapers } from './receipt.tsx'
import { type Audience, otherThan, RefusalMessage } from './refusal-message.tsx'
import { factsOf } from './refusal-words.ts'
import { ReportButton } from './report-button.tsx'

export const loadCheck = () => import('./check.tsx')
const Check = lazy(loadCheck)

/** Two screens, one after the other: the customer's, who holds the terminal, then the cashier's, who ends the payment. */
export function Refused({ screen }: { readonly screen: ScreenOf<'refused'> }) {
  const { text, money } = useSpeech()
  const { terminal } = useTerminal()
  const [audience, setAudience] = useState<Audience>('cardholder')
  const [checking, setChecking] = useState(false)
  if (checking) return <Check leave={() => setChecking(false)} />
  const other = otherThan(audience)
  const turn = () => setAudience(other)
  const isCashiers = audience === 'cashier'
  return (
    <ScreenFrame key={audience} title={text.refusal.titles[screen.family]} hideTitle className="outcome">
      <RefusalMessage facts={factsOf(screen)} audience={audience} />
      <p className="pay-line">
        <span className="amount small">{money(screen.receipt.amount)}</span>
        <strong className="not-charged">{text.refusal.notCharged}</strong>
      </p>
      <Offers offers={screen.offers} choose={(event) => terminal.dispatch(event)} />
      {isCashiers && (
        <>
          <details>
            <summary>{text.receipt.title}</summary>
            <ReceiptPapers receipt={screen.receipt} />
          </details>
          <div className="actions pair">
            <Button label={text.check.start} onPress={() => setChecking(true)} testId={testIds.checkTerminal} />
            <ReportButton />
          </div>
        </>
      )}
      <div className={isCashiers ? 'actions pair' : 'actions'}>
        <Button
          label={text.refusal.turnTo[other]}
          icon={isCashiers ? 'person' : 'shop'}
          onPress={turn}
          testId={testIds.turn}
        />
        {isCashiers && (
          <Button
            label={text.offers.cancel}
            icon="cancel"
            onPress={() => terminal.dispatch({ type: 'done' })}
            testId={testIds.choose('done')}
          />
        )}
      </div>
    </ScreenFrame>
  )
}

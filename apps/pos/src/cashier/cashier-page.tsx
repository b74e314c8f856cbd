import type { Screen, ScreenOf } from '@fiftyfive/terminal'
import { useEffect, useRef, useState } from 'react'
import { announcementOf } from '../screens/announcer.tsx'
import { Offers } from '../screens/offers.tsx'
import { RefusalMessage } from '../screens/refusal-message.tsx'
import { factsOf } from '../screens/refusal-words.ts'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { type CashierChoice, hearTerminal } from './link.ts'

/** The cashier's own screen: says what the terminal does, and after a refusal what the cashier does, in step with the customer's. */
export default function CashierPage() {
  const { text } = useSpeech()
  const [screen, show] = useState<Screen>()
  const link = useRef<ReturnType<typeof hearTerminal>>(undefined)
  useEffect(() => {
    link.current = hearTerminal(show)
    return link.current.stop
  }, [])
  const choose = (choice: CashierChoice) => link.current?.choose(choice)
  return (
    <>
      <header className="page-header">
        <h1>{text.cashierScreen.title}</h1>
        <LanguageSwitch />
      </header>
      <div className="counter">
        <main className="device" aria-label={text.cashierScreen.title}>
          <div className="device-screen" data-testid={testIds.cashierScreen} data-screen={screen?.name ?? ''}>
            {screen ? (
              <Shown key={`${screen.name}-${'entry' in screen ? screen.entry : ''}`} screen={screen} choose={choose} />
            ) : (
              <ScreenFrame title={text.cashierScreen.noTerminal} centred>
                <span className="badge-icon plain">
                  <Icon name="terminal" />
                </span>
              </ScreenFrame>
            )}
          </div>
        </main>
      </div>
    </>
  )
}

/** While the customer does something, the cashier waits. */
const isCustomers = (screen: Screen): screen is ScreenOf<'enter-pin' | 'choose-application'> =>
  screen.name === 'enter-pin' || screen.name === 'choose-application'

function Shown({ screen, choose }: { readonly screen: Screen; readonly choose: (choice: CashierChoice) => void }) {
  const speech = useSpeech()
  const { text, money } = speech
  const isRefused = screen.name === 'refused'
  const facts = isRefused
    ? factsOf(screen)
    : screen.name === 'enter-pin' && screen.notice && ({ ...screen.notice, prompt: true } as const)
  const amount = 'amount' in screen ? screen.amount : 'receipt' in screen ? screen.receipt.amount : undefined
  const price = amount && amount.minor > 0 && <p className="amount small">{money(amount)}</p>
  if (!facts) {
    return (
      <ScreenFrame
        title={isCustomers(screen) ? text.cashierScreen[screen.name] : announcementOf(screen, speech)}
        centred
      >
        {price}
      </ScreenFrame>
    )
  }
  return (
    <ScreenFrame title={text.refusal.titles[facts.family]} hideTitle className="outcome">
      <RefusalMessage facts={facts} audience="cashier" />
      <div className="pay-line">
        {price}
        <strong className="not-charged">{text.refusal.notCharged}</strong>
      </div>
      {'offers' in screen && <Offers offers={screen.offers} choose={choose} compact={!isRefused} />}
      <div className="actions">
        <Button
          label={text.offers.cancel}
          icon="cancel"
          onPress={() => choose({ type: isRefused ? 'done' : 'cancelled' })}
          testId={testIds.choose('done')}
        />
      </div>
    </ScreenFrame>
  )
}

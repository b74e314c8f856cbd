import type { PinNotice, ScreenOf } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { Offers } from './offers.tsx'
import { RefusalMessage } from './refusal-message.tsx'

/** The cashier's screen while a PIN is asked for again. There is no keypad on it: keys mean nothing until it is handed back. */
export function TurnedToCashier(props: {
  readonly screen: ScreenOf<'enter-pin'>
  readonly notice: PinNotice
  readonly back: () => void
}) {
  const { screen, notice, back } = props
  const { text, money } = useSpeech()
  const { terminal } = useTerminal()
  useEscape(back)
  return (
    <ScreenFrame title={text.refusal.titles[notice.family]} hideTitle className="outcome">
      <RefusalMessage facts={{ ...notice, prompt: true }} audience="cashier" />
      <p className="pay-line">
        <span className="amount small">{money(screen.amount)}</span>
        <strong className="not-charged">{text.refusal.notCharged}</strong>
      </p>
      <Button label={text.refusal.turnTo.cardholder} icon="person" primary wide onPress={back} testId={testIds.turn} />
      <Offers offers={screen.offers} choose={(event) => terminal.dispatch(event)} compact />
    </ScreenFrame>
  )
}

import type { ScreenOf } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { OfflineHint } from './offline-hint.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useEscape } from '../ui/use-escape.ts'

export function PresentCard(props: { readonly screen: ScreenOf<'present-card'>; readonly demo: boolean }) {
  const { text, money } = useSpeech()
  const { terminal } = useTerminal()
  const { kind, amount, problem } = props.screen
  const cancel = () => terminal.dispatch({ type: 'cancelled' })
  useEscape(cancel)
  return (
    <ScreenFrame title={text.presentCard.title}>
      {kind !== 'sale' && <p className="kind-line">{text.receipt.kinds[kind]}</p>}
      {amount.minor > 0 && <p className="amount">{money(amount)}</p>}
      {problem && (
        <p className="problem" role="alert">
          <Icon name="warning" />
          {text.presentCard[problem]}
        </p>
      )}
      <ul className="ways">
        <li>
          <Icon name="chip" />
          {text.presentCard.insert}
        </li>
        <li>
          <Icon name="contactless" />
          {text.presentCard.tap}
        </li>
        <li>
          <Icon name="stripe" />
          {text.presentCard.swipe}
        </li>
      </ul>
      {props.demo && (
        <p className="soft centre">
          <a href="#demo-card">{text.presentCard.demoHint}</a>
        </p>
      )}
      <OfflineHint />
      <div className={kind === 'sale' ? 'actions pair' : 'actions'}>
        <Button label={text.offers.cancel} icon="cancel" onPress={cancel} testId={testIds.choose('cancel')} />
        {kind === 'sale' && (
          <Button
            label={text.presentCard.qr}
            icon="qr"
            onPress={() => terminal.dispatch({ type: 'qr-chosen' })}
            testId={testIds.choose('qr')}
          />
        )}
      </div>
    </ScreenFrame>
  )
}

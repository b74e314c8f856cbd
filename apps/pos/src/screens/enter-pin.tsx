import type { ScreenOf } from '@fiftyfive/terminal'
import { useState } from 'react'
import { browserRandom } from '../shell/world.ts'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { PLAIN_ORDER, scrambledOrder } from '../ui/key-order.ts'
import { Keypad } from '../ui/keypad.tsx'
import { type Speech, useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { isScrambled } from '../ui/use-scrambled.ts'
import { useAssistance } from './use-assistance.ts'
import { RefusalMessage, Tries } from './refusal-message.tsx'
import { Offers } from './offers.tsx'
import { TurnedToCashier } from './turned-to-cashier.tsx'

function titleOf(text: Speech['text'], { notice, step }: ScreenOf<'enter-pin'>): string {
  if (step && step !== 'old') return text.pinChange.steps[step]
  if (step && !notice) return text.pinChange.steps.old
  return notice ? text.enterPin.titleAgain : text.enterPin.title
}

/** Shortest PIN of ISO 9564-1. */
const DIGITS_MIN = 4
/** As many as a chip has when nobody has made a mistake yet: not worth a word. */
const TRIES_MAX = 3

/**
 * Amount and merchant stay in view while the PIN is entered (PCI PTS: the cardholder sees what is confirmed). The page
 * knows how many digits there are and never which: each key goes straight into the PIN pad.
 */
export function EnterPin({ screen, merchant }: { readonly screen: ScreenOf<'enter-pin'>; readonly merchant: string }) {
  const { text, money, say } = useSpeech()
  const { terminal, state } = useTerminal()
  const { digits, notice, offers } = screen
  const assistance = state.assistance === true
  useAssistance(screen, assistance)
  const [isTurned, setTurned] = useState(false)
  const [order] = useState(() => (isScrambled() && !assistance ? scrambledOrder(browserRandom) : PLAIN_ORDER))
  // Time that runs out is the cardholder's to extend.
  if (notice && isTurned && screen.endsIn_ms === undefined) {
    return <TurnedToCashier screen={screen} notice={notice} back={() => setTurned(false)} />
  }
  return (
    <ScreenFrame
      title={titleOf(text, screen)}
      className={notice ? 'pin-entry again' : 'pin-entry'}
      hideTitle={!!notice}
    >
      {notice && (
        <RefusalMessage facts={{ ...notice, prompt: true }} audience="cardholder" turn={() => setTurned(true)} />
      )}
      {screen.rejected && (
        <p className="problem" role="alert" data-testid={testIds.rejected} data-reason={screen.rejected}>
          <Icon name="warning" />
          {text.pinChange.rejected[screen.rejected]}
        </p>
      )}
      {!notice && (screen.triesLeft ?? TRIES_MAX) < TRIES_MAX && <Tries left={screen.triesLeft} byChip />}
      <div className="pay-line">
        {screen.amount.minor > 0 && <p className="amount small">{money(screen.amount)}</p>}
        <p className="soft">
          {screen.kind === 'sale' ? say(text.enterPin.payTo, { merchant }) : text.receipt.kinds[screen.kind]}
        </p>
        {screen.checkedBy === 'chip' && <p className="soft">{text.enterPin.byChip}</p>}
        {screen.step === 'new' && <p className="soft">{text.pinChange.hint}</p>}
      </div>
      <div className="pin-display">
        <span className="visually-hidden">{say(text.enterPin.digits, { count: digits })}</span>
        {digits === 0 && <span className="hint">{text.enterPin.empty}</span>}
        {Array.from({ length: digits }, (_, position) => (
          <span key={position} className="dot" aria-hidden="true" />
        ))}
      </div>
      {screen.endsIn_ms === undefined ? (
        <p className="cover-hint">
          <Icon name="hand" />
          {text.enterPin.cover}
          <button
            type="button"
            className="menu-button"
            aria-pressed={assistance}
            aria-label={text.enterPin.assistance}
            data-testid={testIds.assistance}
            onClick={() => terminal.dispatch({ type: 'assistance-set', on: !assistance })}
          >
            <Icon name="voice" />
            {text.enterPin.speak}
          </button>
        </p>
      ) : (
        <div className="problem time-warning" role="alert">
          {text.enterPin.endsSoon}
          <Button
            label={text.enterPin.moreTime}
            onPress={() => terminal.dispatch({ type: 'more-time-chosen' })}
            testId={testIds.moreTime}
          />
        </div>
      )}
      <Keypad
        label={text.keys.pinPad}
        words={text.keys}
        confirmDisabled={digits < DIGITS_MIN}
        testId={testIds.pinKey}
        onKey={(key) => terminal.keypad.press(key)}
        order={assistance ? PLAIN_ORDER : order}
      />
      {offers.length > 0 && <Offers offers={offers} choose={(event) => terminal.dispatch(event)} compact />}
    </ScreenFrame>
  )
}

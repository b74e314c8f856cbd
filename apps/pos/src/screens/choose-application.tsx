import type { ScreenOf } from '@fiftyfive/terminal'
import { useEffect } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useEscape } from '../ui/use-escape.ts'

/** The card's applications, the card's favourite first: a touch, or the digit before it on a keypad. */
export function ChooseApplication({ screen }: { readonly screen: ScreenOf<'choose-application'> }) {
  const { text, money } = useSpeech()
  const { terminal } = useTerminal()
  const { applications } = screen
  const cancel = () => terminal.dispatch({ type: 'cancelled' })
  useEscape(cancel)
  useEffect(() => {
    const onKeyDown = ({ key, repeat, target }: KeyboardEvent) => {
      const chosen = applications[Number(key) - 1]
      const isTyping = target instanceof Element && target.closest('select, input') !== null
      if (chosen && !repeat && !isTyping) terminal.dispatch({ type: 'application-chosen', aid: chosen.aid })
    }
    globalThis.addEventListener('keydown', onKeyDown)
    return () => globalThis.removeEventListener('keydown', onKeyDown)
  }, [terminal, applications])
  return (
    <ScreenFrame title={text.chooseApplication.title}>
      {screen.amount.minor > 0 && <p className="amount">{money(screen.amount)}</p>}
      {screen.refused && (
        <p className="problem" role="alert">
          <Icon name="warning" />
          {text.chooseApplication.refused}
        </p>
      )}
      <div className="offers">
        {applications.map(({ aid, label }, place) => (
          <Button
            key={aid}
            label={`${place + 1} · ${label}`}
            icon="card"
            wide
            onPress={() => terminal.dispatch({ type: 'application-chosen', aid })}
            testId={testIds.application(aid)}
          />
        ))}
      </div>
      <div className="actions">
        <Button label={text.offers.cancel} icon="cancel" onPress={cancel} testId={testIds.choose('cancel')} />
      </div>
    </ScreenFrame>
  )
}

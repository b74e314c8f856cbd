import type { ScreenOf } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'

/** Screens on which people wait and the terminal works. */
export function Sending({ screen }: { readonly screen: ScreenOf<'sending'> }) {
  const { text, money } = useSpeech()
  const byCard = screen.stage === 'card'
  return (
    <ScreenFrame title={byCard ? text.working.card : text.working.sending} centred>
      <span className="spinner" aria-hidden="true" />
      {screen.kind !== 'sale' && <p className="kind-line">{text.receipt.kinds[screen.kind]}</p>}
      {screen.amount.minor > 0 && <p className="amount small">{money(screen.amount)}</p>}
      <p className="soft">{byCard ? text.working.cardHint : text.working.sendingHint}</p>
    </ScreenFrame>
  )
}

export function SigningOn({ screen }: { readonly screen: ScreenOf<'signing-on'> }) {
  const { text } = useSpeech()
  const repair = screen.purpose === 'repair'
  return (
    <ScreenFrame title={repair ? text.refusal.titles['our-fault'] : text.signingOn[screen.purpose]} centred>
      {repair ? (
        <span className="badge-icon ours">
          <Icon name="terminal" />
        </span>
      ) : (
        <span className="spinner" aria-hidden="true" />
      )}
      {repair && <p>{text.signingOn.repair}…</p>}
      <p className="soft">{repair ? text.signingOn.repairHint : text.signingOn.hint}</p>
    </ScreenFrame>
  )
}

export function Reversing({ screen, online }: { readonly screen: ScreenOf<'reversing'>; readonly online: boolean }) {
  const { text, money, say } = useSpeech()
  return (
    <ScreenFrame title={text.working.reversing} centred>
      <span className="badge-icon plain">
        <Icon name="undo" />
      </span>
      <p className="amount small">{money(screen.amount)}</p>
      <p>{text.working.reversingHint}</p>
      <p className="soft">
        {online ? say(text.working.attempts, { count: Math.max(screen.attempts, 1) }) : text.working.reversalWaiting}
      </p>
    </ScreenFrame>
  )
}

export function OutOfService(props: {
  readonly screen: ScreenOf<'out-of-service'>
  readonly activateAnew?: () => void
}) {
  const { screen, activateAnew } = props
  const { text, say } = useSpeech()
  const { terminal } = useTerminal()
  return (
    <ScreenFrame title={text.outOfService.title} centred>
      <span className="badge-icon stop">
        <Icon name={screen.reason === 'no-link' ? 'network' : 'warning'} />
      </span>
      <p>{text.outOfService[screen.reason]}</p>
      {screen.code && <p className="soft">{say(text.outOfService.code, { code: screen.code })}</p>}
      {screen.reason !== 'not-activated' && (
        <Button
          label={text.outOfService.retry}
          icon="again"
          onPress={() => terminal.dispatch({ type: 'sign-on-requested' })}
          testId={testIds.signOnAgain}
        />
      )}
      {screen.reason === 'sign-on-refused' && activateAnew && (
        <Button label={text.outOfService.activateAnew} onPress={activateAnew} testId={testIds.activateAnew} />
      )}
    </ScreenFrame>
  )
}

export function Starting() {
  const { text } = useSpeech()
  return (
    <ScreenFrame title={text.page.starting} centred>
      <span className="spinner" aria-hidden="true" />
    </ScreenFrame>
  )
}

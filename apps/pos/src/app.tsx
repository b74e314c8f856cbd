import { unreachable } from '@fiftyfive/kernel'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Counter } from './counter.tsx'
import { CASHIER_HASH } from './cashier/link.ts'
import type { Phase, Phases } from './shell/start.ts'
import { testIds } from './test-ids.ts'
import { Button } from './ui/button.tsx'
import { LanguageSwitch } from './ui/language-switch.tsx'
import { useSpeech } from './ui/language.tsx'
import { useProfile } from './ui/use-profile.ts'

export function App({ phases }: { readonly phases: Phases }) {
  const { text } = useSpeech()
  const phase = useSyncExternalStore(phases.subscribe, phases.now)
  // The small device has one screen, which goes from hand to hand.
  const [profile] = useProfile()
  return (
    <>
      <header className="page-header">
        <h1>{text.page.title}</h1>
        {profile === 'smart' && (
          <a className="cashier-link" href={CASHIER_HASH} target="fiftyfive-cashier" data-testid={testIds.cashierOpen}>
            {text.cashierScreen.title}
          </a>
        )}
        <a href="/console/">{text.page.console}</a>
        <LanguageSwitch />
      </header>
      {phase.name === 'running' ? <Counter running={phase.running} /> : <Notice phase={phase} />}
    </>
  )
}

function Notice({ phase }: { readonly phase: Exclude<Phase, { name: 'running' }> }) {
  const { text, say } = useSpeech()
  switch (phase.name) {
    case 'starting':
      return (
        <main className="notice">
          <output>{text.page.starting}</output>
        </main>
      )
    case 'second-tab':
    case 'failed':
      return (
        <main className="notice">
          <p role="alert">
            {phase.name === 'failed' ? say(text.page.failed, { reason: phase.reason }) : text.page.secondTab}
          </p>
          <Button label={text.page.reload} primary onPress={() => location.reload()} />
        </main>
      )
    case 'not-activated':
      return <ActivationForm activateWith={phase.activateWith} />
    default:
      return unreachable(phase)
  }
}

function ActivationForm(props: { readonly activateWith: (code: string) => Promise<string | undefined> }) {
  const { text, say } = useSpeech()
  const [code, setCode] = useState('')
  const [working, setWorking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWorking(true)
    setRefusal(await props.activateWith(code))
    setWorking(false)
  }
  return (
    <main className="notice">
      <form onSubmit={(event) => void submit(event)}>
        <h2>{text.activation.title}</h2>
        <p id="activation-hint">{text.activation.hint}</p>
        <label htmlFor="activation-code">{text.activation.code}</label>
        <input
          id="activation-code"
          aria-describedby="activation-hint"
          value={code}
          maxLength={10}
          autoComplete="off"
          data-testid={testIds.activationCode}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))}
        />
        {refusal !== undefined && (
          <p className="problem" role="alert">
            {say(text.activation.refused, { reason: refusal })}
          </p>
        )}
        <button
          type="submit"
          className="button primary wide"
          disabled={code.length !== 10 || working}
          data-testid={testIds.activationSubmit}
        >
          {working ? text.activation.working : text.activation.submit}
        </button>
      </form>
    </main>
  )
}

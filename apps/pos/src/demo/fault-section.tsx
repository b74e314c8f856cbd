import { DEMO_FAULTS, type DemoFaultId, type FaultBench } from '@fiftyfive/terminal'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { IssuerLink } from '../shell/api.ts'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import type { Bank } from './use-bank.ts'

const LINK_STATES: readonly IssuerLink[] = ['up', 'cut', 'silent']

/** The gremlin's drawer: what breaks in this terminal, and what breaks behind the acquirer. */
export function FaultSection({ faults, bank }: { readonly faults: FaultBench; readonly bank: Bank }) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  const { demo } = text
  return (
    <section aria-labelledby="demo-faults">
      <h3 id="demo-faults">{demo.faultsTitle}</h3>
      <h4>{demo.terminalFaults}</h4>
      <TerminalFaults faults={faults} />
      <Button
        label={demo.signOnNow}
        icon="again"
        onPress={() => terminal.dispatch({ type: 'sign-on-requested' })}
        testId={testIds.signOnNow}
      />
      <h4>{demo.networkFaults}</h4>
      <fieldset className="segments" aria-label={demo.networkFaults}>
        {LINK_STATES.map((state) => (
          <button
            key={state}
            type="button"
            className="button"
            aria-pressed={bank.issuerLink === state}
            data-testid={testIds.issuerLink(state)}
            onClick={() => bank.act({ action: 'issuer-link', state })}
          >
            {demo.issuerLink[state]}
          </button>
        ))}
      </fieldset>
    </section>
  )
}

function TerminalFaults({ faults }: { readonly faults: FaultBench }) {
  const { text } = useSpeech()
  const { demo } = text
  const lasting = useSyncExternalStore(
    (listener) => faults.subscribe(listener),
    () => faults.active,
  )
  const [keySwapped, setKeySwapped] = useKeySwapped()
  const isOn = (id: DemoFaultId) => (id === 'wrong-terminal-key' ? keySwapped : lasting.has(id))
  const set = (id: DemoFaultId, on: boolean) => {
    if (id === 'wrong-terminal-key' && !on) return
    void faults.set(id, on).then(() => id === 'wrong-terminal-key' && setKeySwapped(true))
  }
  return DEMO_FAULTS.map(({ id }) => (
    <button
      key={id}
      type="button"
      role="switch"
      className="switch"
      aria-checked={isOn(id)}
      data-testid={testIds.fault(id)}
      onClick={() => set(id, !isOn(id))}
    >
      <span className="switch-name">{demo.faults[id].name}</span>
      <span className="switch-hint">{demo.faults[id].hint}</span>
      <span className="switch-state" aria-hidden="true">
        {isOn(id) ? demo.on : demo.off}
      </span>
    </button>
  ))
}

/** A swapped key stays until the next sign-on brings the right one; the terminal itself cannot know. */
function useKeySwapped() {
  const { terminal } = useTerminal()
  const [swapped, setSwapped] = useState(false)
  useEffect(() => terminal.on((notice) => notice.type === 'signed-on' && setSwapped(false)), [terminal])
  return [swapped, setSwapped] as const
}

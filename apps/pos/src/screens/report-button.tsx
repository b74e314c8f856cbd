import { selfTest, type KeyFault } from '@fiftyfive/terminal'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useRunning } from '../ui/running.tsx'
import { useTerminal } from '../ui/terminal.tsx'

/** A ticket in one touch: everything support would ask for, kept in this terminal. */
export function ReportButton({ keypad }: { readonly keypad?: ReadonlyMap<string, KeyFault> }) {
  const { text, say } = useSpeech()
  const { terminal, state } = useTerminal()
  const { configuration, tickets, log } = useRunning()
  const [result, setResult] = useState<string>()
  const report = async () => {
    const keys = terminal.keyCheckValues()
    const facts = { configuration, state, keys, selfTest: selfTest(state, keys), notices: log.notices }
    try {
      const { id } = await tickets.open({ ...facts, ...(keypad ? { keypad } : {}) })
      setResult(say(text.ticket.kept, { id }))
    } catch {
      setResult(text.ticket.failed)
    }
  }
  return (
    <>
      {result === undefined ? (
        <Button label={text.ticket.open} icon="report" wide onPress={() => void report()} testId={testIds.report} />
      ) : (
        <output className="soft" data-testid={testIds.reported}>
          {result}
        </output>
      )}
    </>
  )
}

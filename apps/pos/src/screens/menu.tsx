import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useRunning } from '../ui/running.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { Check } from './check.tsx'
import { LastPayment } from './last-payment.tsx'
import { Settings } from './settings.tsx'

const PAGES = {
  lastPayment: 'print',
  check: 'terminal',
  settings: 'hand',
  tickets: 'report',
} as const satisfies Record<string, IconName>
type Page = keyof typeof PAGES

/** What the cashier does between payments. */
export function Menu({ close }: { readonly close: () => void }) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  const [page, setPage] = useState<Page>()
  const back = () => setPage(undefined)
  useEscape(page ? back : close)
  switch (page) {
    case 'lastPayment':
      return <LastPayment leave={back} />
    case 'check':
      return <Check leave={back} />
    case 'settings':
      return <Settings leave={back} />
    case 'tickets':
      return <Tickets leave={back} />
    default:
  }
  const signOn = () => {
    close()
    terminal.dispatch({ type: 'sign-on-requested' })
  }
  return (
    <ScreenFrame title={text.menu.title}>
      <div className="offers">
        {(Object.keys(PAGES) as Page[]).map((name) => (
          <Button
            key={name}
            label={text.menu[name]}
            icon={PAGES[name]}
            wide
            onPress={() => setPage(name)}
            testId={testIds.menuPage(name)}
          />
        ))}
        <Button label={text.menu.signOn} icon="again" wide onPress={signOn} testId={testIds.menuPage('signOn')} />
      </div>
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={close} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

function Tickets({ leave }: { readonly leave: () => void }) {
  const { text, say, dateTime } = useSpeech()
  const { tickets } = useRunning().tickets
  return (
    <ScreenFrame title={text.ticket.title}>
      {tickets.length === 0 && <p className="soft">{text.ticket.none}</p>}
      <ul className="tickets">
        {tickets.map(({ id, at }) => (
          <li key={id}>{say(text.ticket.line, { id, time: dateTime(at) })}</li>
        ))}
      </ul>
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

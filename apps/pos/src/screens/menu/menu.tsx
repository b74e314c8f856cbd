import type { TransactionOrder } from '@fiftyfive/terminal'
import { type ReactNode, useState } from 'react'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icons.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useRunning } from '../../ui/running.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import Check from '../check.tsx'
import { Batch } from './batch.tsx'
import { LastPayment } from './last-payment.tsx'
import { Operators } from './operators.tsx'
import { OrderForm } from './order-form.tsx'
import { Settings } from './settings.tsx'
import { Tickets } from './tickets.tsx'

type Kind = Exclude<TransactionOrder['kind'], 'sale'>
const PAGES = {
  lastPayment: 'print',
  batch: 'shop',
  operators: 'person',
  check: 'terminal',
  settings: 'hand',
  tickets: 'report',
} as const satisfies Record<string, IconName>
type Page = keyof typeof PAGES

const GROUPS: readonly { readonly name: 'pay' | 'undo' | 'hold'; readonly kinds: readonly Kind[] }[] = [
  { name: 'undo', kinds: ['void', 'refund'] },
  {
    name: 'hold',
    kinds: [
      'pre-authorization',
      'completion',
      'pre-authorization-cancellation',
      'completion-cancellation',
      'completion-advice',
    ],
  },
  { name: 'pay', kinds: ['balance-inquiry', 'offline-sale', 'adjustment', 'pin-change'] },
]

/** What the cashier does between payments. */
export default function Menu({ close }: { readonly close: () => void }) {
  const [chosen, setChosen] = useState<Page | Kind>()
  const back = () => setChosen(undefined)
  useEscape(chosen ? back : close)
  switch (chosen) {
    case undefined:
      return <MenuList choose={setChosen} close={close} />
    case 'lastPayment':
      return <LastPayment leave={back} />
    case 'batch':
      return <Batch leave={back} />
    case 'operators':
      return <Operators leave={back} />
    case 'check':
      return <Check leave={back} />
    case 'settings':
      return <Settings leave={back} />
    case 'tickets':
      return <Tickets leave={back} />
    default:
      return <OrderForm key={chosen} kind={chosen} leave={back} />
  }
}

function MenuList(props: { readonly choose: (chosen: Page | Kind) => void; readonly close: () => void }) {
  const { choose, close } = props
  const { text } = useSpeech()
  const { terminal, state } = useTerminal()
  const { startTraining } = useRunning()
  const leaveFor = (type: 'sign-on-requested' | 'sign-off-requested' | 'lock-requested') => () => {
    close()
    terminal.dispatch({ type })
  }
  const item = (name: Page | Kind, label: string, icon?: IconName) => (
    <Button
      key={name}
      label={label}
      {...(icon ? { icon } : {})}
      wide
      onPress={() => choose(name)}
      testId={testIds.menuPage(name)}
    />
  )
  return (
    <ScreenFrame title={text.menu.title}>
      {GROUPS.map(({ name, kinds }) => (
        <Group key={name} title={text.menu.groups[name]}>
          {kinds.map((kind) => item(kind, text.menu.items[kind]))}
        </Group>
      ))}
      <Group title={text.menu.groups.day}>
        {(Object.keys(PAGES) as Page[]).map((name) => item(name, text.menu[name], PAGES[name]))}
        {startTraining && (
          <Button
            label={text.menu.training}
            icon="person"
            wide
            onPress={startTraining}
            testId={testIds.menuPage('training')}
          />
        )}
        <Button
          label={text.menu.signOn}
          icon="again"
          wide
          onPress={leaveFor('sign-on-requested')}
          testId={testIds.menuPage('signOn')}
        />
        {state.operator && (
          <Button
            label={text.operators.lock}
            icon="lock"
            wide
            onPress={leaveFor('lock-requested')}
            testId={testIds.menuPage('lock')}
          />
        )}
        <Button
          label={text.menu.signOff}
          icon="lock"
          wide
          onPress={leaveFor('sign-off-requested')}
          testId={testIds.menuPage('signOff')}
        />
      </Group>
      <div className="actions stuck">
        <Button label={text.menu.back} icon="cancel" onPress={close} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="menu-group" aria-label={title}>
      <h3>{title}</h3>
      <div className="menu-items">{children}</div>
    </section>
  )
}

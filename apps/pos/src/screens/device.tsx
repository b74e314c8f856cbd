import { unreachable } from '@fiftyfive/kernel'
import type { Screen, TerminalConfiguration, TerminalState } from '@fiftyfive/terminal'
import { lazy, Suspense, useEffect, useState } from 'react'
import { tellCashier } from '../cashier/link.ts'
import type { Demo } from '../shell/start.ts'
import { testIds } from '../test-ids.ts'
import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useProfile } from '../ui/use-profile.ts'
import { Announcer } from './announcer.tsx'
import { ChooseApplication } from './choose-application.tsx'
import { EnterPin } from './enter-pin.tsx'
import { Idle } from './idle.tsx'
import { Approved, Reversed } from './outcome.tsx'
import { PresentCard } from './present-card.tsx'
import { loadCheck, Refused } from './refused.tsx'
import { OutOfService, Reversing, Sending, SigningOn, Starting } from './waiting.tsx'

// Not needed for the first payment, so not part of the first load.
const loadMenu = () => import('./menu/menu.tsx')
const loadQr = () => import('./qr.tsx')
const loadManagement = () => import('./management.tsx')
const Menu = lazy(loadMenu)
const QrPayment = lazy(loadQr)
const ManagementScreen = lazy(loadManagement)
/** For `loadWhenIdle`. */
export const LATER_SCREENS = [loadMenu, loadManagement, loadQr, loadCheck] as const

interface DeviceProps {
  readonly configuration: TerminalConfiguration
  readonly demo?: Demo
}

/** The terminal as it stands on the counter: a bar that says whether it can work, and one screen. */
export function Device({ configuration, demo }: DeviceProps) {
  const { text, language } = useSpeech()
  const { terminal, state } = useTerminal()
  const { screen } = state
  useEffect(() => tellCashier(terminal), [terminal])
  const [profile] = useProfile()
  const [menuWanted, setMenuWanted] = useState(false)
  // Only between payments: whatever the terminal has to say goes before the menu.
  const menuAllowed = screen.name === 'idle' || screen.name === 'out-of-service'
  if (menuWanted && !menuAllowed) setMenuWanted(false)
  return (
    <main
      className={configuration.training ? 'device practice' : 'device'}
      data-profile={profile}
      aria-label={text.page.device}
    >
      <div className="device-screen" data-testid={testIds.screen} data-screen={screen.name} {...facts(screen)}>
        <header className="status-bar">
          <span className="merchant">{configuration.merchantName[language]}</span>
          {menuAllowed && !menuWanted && (
            <button
              type="button"
              className="menu-button"
              data-testid={testIds.menuOpen}
              onClick={() => setMenuWanted(true)}
            >
              {text.menu.open}
            </button>
          )}
          {configuration.training ? <strong className="mark">{text.training.mark}</strong> : <LinkState />}
        </header>
        <Suspense fallback={<Starting />}>
          {menuWanted && menuAllowed ? (
            <Menu close={() => setMenuWanted(false)} />
          ) : (
            <CurrentScreen key={keyOf(screen)} configuration={configuration} {...(demo ? { demo } : {})} />
          )}
        </Suspense>
      </div>
      <Announcer screen={screen} />
    </main>
  )
}

function CurrentScreen({ configuration, demo }: DeviceProps) {
  const { language } = useSpeech()
  const { state } = useTerminal()
  const { screen } = state
  switch (screen.name) {
    case 'starting':
      return <Starting />
    case 'signing-on':
      return <SigningOn screen={screen} />
    case 'out-of-service':
      return <OutOfService screen={screen} {...(demo ? { activateAnew: demo.activateAnew } : {})} />
    case 'idle':
      return <Idle currency={configuration.currency} />
    case 'present-card':
      return <PresentCard screen={screen} demo={demo !== undefined} />
    case 'choose-application':
      return <ChooseApplication screen={screen} />
    case 'enter-pin':
      return <EnterPin screen={screen} merchant={configuration.merchantName[language]} />
    case 'sending':
      return <Sending screen={screen} />
    case 'reversing':
      return <Reversing screen={screen} online={state.link === 'up'} />
    case 'qr':
      return <QrPayment screen={screen} />
    case 'approved':
      return <Approved screen={screen} />
    case 'refused':
      return <Refused screen={screen} />
    case 'reversed':
      return <Reversed screen={screen} />
    case 'log-in':
    case 'locked':
    case 'signed-off':
    case 'not-possible':
    case 'settling':
    case 'settled':
    case 'asking-status':
    case 'status':
      return <ManagementScreen screen={screen} />
    default:
      return unreachable(screen)
  }
}

/** A new prompt for the PIN is a new screen, so that it takes the focus again. */
const keyOf = (screen: Screen): string =>
  screen.name === 'enter-pin' ? `enter-pin-${screen.entry}-${screen.step ?? ''}` : screen.name

/** What a test may look at. The number of digits, never a digit. */
function facts(screen: Screen): Record<string, string | number | undefined> {
  switch (screen.name) {
    case 'refused':
      return { 'data-family': screen.family, 'data-cause': screen.cause }
    case 'enter-pin':
      return {
        'data-family': screen.notice?.family,
        'data-cause': screen.notice?.cause,
        'data-digits': screen.digits,
        'data-entry': screen.entry,
        'data-step': screen.step,
        'data-checked-by': screen.checkedBy,
      }
    case 'out-of-service':
      return { 'data-reason': screen.reason }
    default:
      return {}
  }
}

function LinkState() {
  const { text } = useSpeech()
  const { state } = useTerminal()
  const words = linkWords(state)
  const look = words === 'up' || words === 'down' ? words : 'busy'
  return (
    <span className="link" data-link={look} data-testid={testIds.linkState}>
      <Icon name="dot" />
      {text.link[words]}
    </span>
  )
}

function linkWords({
  link,
  signedOn,
  screen,
}: TerminalState): 'up' | 'connecting' | 'down' | 'signingOn' | 'notSignedOn' {
  if (link !== 'up' || signedOn) return link
  return screen.name === 'signing-on' ? 'signingOn' : 'notSignedOn'
}

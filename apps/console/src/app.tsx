import { fill } from '@fiftyfive/messages'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { AccountPage } from './account/account-page.tsx'
import { AttemptPage } from './attempt/attempt-page.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { IncidentPage } from './incident/incident-page.tsx'
import { IncidentsPage } from './incident/incidents-page.tsx'
import { useDocumentTitle, useSpeech } from './language.tsx'
import { LiveFeedProvider } from './live-feed.tsx'
import { LivePage } from './live/live-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { liveHash, type Route } from './route.ts'
import { ConfirmedProvider } from './session/confirmed.tsx'
import { InvitationPage } from './session/invitation-page.tsx'
import { SessionGate, useSession } from './session/session.tsx'
import { Header } from './shell/header.tsx'
import styles from './shell/shell.module.css'
import { Notice } from './shell/states.tsx'
import { TEST_IDS } from './test-ids.ts'
import { useRoute } from './use-route.ts'

export function App() {
  const { words } = useSpeech()
  const route = useRoute()
  useFocusOnNavigation(route)
  return (
    <>
      <button
        type="button"
        className={styles['skip']}
        onClick={() => document.querySelector<HTMLElement>('main')?.focus()}
      >
        {words.skipToContent}
      </button>
      <Header />
      <main className={styles['main']} tabIndex={-1}>
        {route.page === 'invitation' ? (
          <InvitationPage key={route.code} code={route.code} />
        ) : (
          <SessionGate>
            <ConfirmedProvider>
              <Page route={route} />
            </ConfirmedProvider>
          </SessionGate>
        )}
      </main>
    </>
  )
}

function Page({ route }: { readonly route: Route }) {
  const { may } = useSession()
  if (route.page === 'account') return <AccountPage />
  if (route.page === 'people') return may('accounts.manage') ? <PeoplePage /> : <NotAllowedPage />
  if (route.page === 'audit') return may('audit.read') ? <AuditPage /> : <NotAllowedPage />
  if (route.page === 'not-found' || route.page === 'invitation') return <NotFoundPage />
  if (route.page === 'incidents') return may('incidents.read') ? <IncidentsPage /> : <NotAllowedPage />
  if (route.page === 'incident')
    return may('incidents.read') ? <IncidentPage key={route.id} id={route.id} /> : <NotAllowedPage />
  if (!may('attempts.read')) return <NotAllowedPage />
  return (
    <LiveFeedProvider>
      {route.page === 'live' ? (
        <LivePage filters={route.filters} />
      ) : (
        // A key per attempt: nothing opened or chosen on one attempt's page carries over to another's.
        <AttemptPage key={route.id} id={route.id} verdict={route.verdict} />
      )}
    </LiveFeedProvider>
  )
}

function NotAllowedPage() {
  const { messages } = useSpeech()
  const { roles } = useSession()
  const words = messages.accounts
  useDocumentTitle(words.notAllowed)
  const hint = fill(words.notAllowedHint, { roles: roles.map((role) => words.roles[role]).join(', ') })
  return (
    <div className="panel">
      <Notice title={words.notAllowed} hint={hint} testId={TEST_IDS.notAllowed} wholePage />
    </div>
  )
}

function NotFoundPage() {
  const { words } = useSpeech()
  useDocumentTitle(words.notFound.title)
  return (
    <div className="panel">
      <Notice title={words.notFound.title} hint={words.notFound.hint} testId={TEST_IDS.errorState} wholePage>
        <Button size="xs" component="a" href={liveHash()}>
          {words.notFound.back}
        </Button>
      </Notice>
    </div>
  )
}

/** After going to another page the keyboard and the screen reader start at its top, as after loading a document. */
function useFocusOnNavigation(route: Route): void {
  const place = route.page === 'attempt' ? route.id : route.page
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [place])
}

import type { Permission } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { Suspense, useEffect, useRef, type ReactNode } from 'react'
import { useDocumentTitle, useSpeech } from './language.tsx'
import { LiveFeedProvider } from './live-feed.tsx'
import { HOMES, LIVE_PAGES, type PageName, PAGES, prefetchPages } from './pages.tsx'
import { liveHash, type Route } from './route.ts'
import { Palette } from './palette/palette.tsx'
import { ConfirmedProvider } from './session/confirmed.tsx'
import { InvitationPage } from './session/invitation-page.tsx'
import { SessionGate, useSession } from './session/session.tsx'
import { Controls, Header } from './shell/header.tsx'
import styles from './shell/shell.module.css'
import { Loading, Notice } from './shell/states.tsx'
import { TEST_IDS } from './test-ids.ts'
import { useRoute } from './use-route.ts'

export function App() {
  const { words } = useSpeech()
  const route = useRoute()
  useFocusOnNavigation(route)
  useEffect(prefetchPages, [])
  return (
    <div className={styles['app']}>
      <button
        type="button"
        className={styles['skip']}
        onClick={() => document.querySelector<HTMLElement>('main')?.focus()}
      >
        {words.skipToContent}
      </button>
      <Header />
      <Palette />
      <main className={styles['main']} tabIndex={-1}>
        {route.page === 'invitation' ? (
          <InvitationPage key={route.id} code={route.id} />
        ) : (
          <SessionGate>
            <ConfirmedProvider>
              <Page route={route} />
            </ConfirmedProvider>
          </SessionGate>
        )}
      </main>
      <Controls />
    </div>
  )
}

function Page({ route: wanted }: { readonly route: Route }) {
  const { may } = useSession()
  const mayOpen = (page: PageName) => {
    const needs: readonly Permission[] | undefined = PAGES[page].needs
    return needs === undefined || needs.some(may)
  }
  const home = HOMES.find(({ page }) => mayOpen(page))
  const route = wanted.page === 'live' && home && !mayOpen('live') ? home : wanted
  if (!mayOpen(route.page)) return <NotAllowedPage />
  const show = PAGES[route.page].show as (route: Route) => ReactNode
  const shown = <Suspense fallback={<Loading rows={6} />}>{show(route) ?? <NotFoundPage />}</Suspense>
  return LIVE_PAGES.has(route.page) ? <LiveFeedProvider>{shown}</LiveFeedProvider> : shown
}

function NotAllowedPage() {
  const { messages, formats } = useSpeech()
  const { roles } = useSession()
  const words = messages.accounts
  useDocumentTitle(words.notAllowed)
  const hint = fill(words.notAllowedHint, { roles: formats.list(roles.map((role) => words.roles[role])) })
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
  const place = 'id' in route ? `${route.page}/${route.id}` : route.page
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [place])
}

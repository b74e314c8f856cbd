import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { AttemptPage } from './attempt/attempt-page.tsx'
import { useDocumentTitle, useSpeech } from './language.tsx'
import { LivePage } from './live/live-page.tsx'
import { liveHash, type Route } from './route.ts'
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
        <Page route={route} />
      </main>
    </>
  )
}

function Page({ route }: { readonly route: Route }) {
  if (route.page === 'live') return <LivePage filters={route.filters} />
  // A key per attempt: nothing opened or chosen on one attempt's page carries over to another's.
  if (route.page === 'attempt') return <AttemptPage key={route.id} id={route.id} verdict={route.verdict} />
  return <NotFoundPage />
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

import { API, type PlaceDetail, type PlaceKind } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { ApiError, getJson } from '../request.ts'
import { ShopReports } from '../reports/shop-reports.tsx'
import { liveHash, placesHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Causes } from './causes.tsx'
import { Events } from './events.tsx'
import { Incidents } from './incidents.tsx'
import { Parts } from './parts.tsx'
import { PlaceFigures } from './place-figures.tsx'
import { Setup } from './setup.tsx'
import { Volume } from './volume.tsx'
import { Columns, Panel, Stack, TitleBar } from '../ui/layout.tsx'

interface PlacePageProps {
  readonly kind: PlaceKind
  readonly value: string
}

/** One terminal, merchant, issuer or card: how it fares, what it is made of, what changed, what went wrong. */
export function PlacePage({ kind, value }: PlacePageProps) {
  const { messages, language } = useSpeech()
  const words = messages.pages
  const { may } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['place', kind, value],
    queryFn: ({ signal }) => getJson<PlaceDetail>(API.place(kind, value), signal),
    refetchInterval: 15_000,
  })
  const name = data?.name?.[language] ?? data?.maskedPan ?? value
  const title = fill(words.kinds[kind].one, { name })
  useDocumentTitle(title)
  if (error instanceof ApiError && error.status === 404)
    return <Notice title={words.notFound} hint={words.notFoundHint} testId={TEST_IDS.errorState} wholePage />
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={8} />
  return (
    <Stack>
      <TitleBar
        above={kind !== 'card' && <a href={placesHash(kind)}>{words.kinds[kind].title}</a>}
        title={title}
        aside={<span className="muted">{words.window}</span>}
        testId={TEST_IDS.placeTitle}
      >
        {name !== value && kind !== 'card' && <span className="mono muted">{value}</span>}
      </TitleBar>
      <PlaceFigures detail={data} />
      <Volume detail={data} />
      {kind === 'terminal' && may('terminals.read') && <Setup id={value} />}
      <Columns>
        <Parts parts={data.parts} />
        <Stack>
          <Causes causes={data.causes} />
          <Incidents incidents={data.incidents} />
          {kind !== 'card' && <Events events={data.events} />}
        </Stack>
      </Columns>
      {kind === 'merchant' && may('reports.schedule') && (
        <Panel title={messages.portal.reports.title}>
          <ShopReports merchant={value} />
        </Panel>
      )}
      <Panel
        title={words.attempts}
        aside={kind === 'terminal' && <a href={liveHash({ terminal: value })}>{words.allAttempts}</a>}
      >
        <AttemptList attempts={data.attempts} label={words.attempts} />
      </Panel>
    </Stack>
  )
}

import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { attemptsQuery } from '../api.ts'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useSpeech } from '../language.tsx'
import { useLiveFeed } from '../live-feed.tsx'
import { filterQuery, liveHash, type Filters } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { mergeAttempts } from '../stream.ts'
import { TEST_IDS } from '../test-ids.ts'
import { replaceHash } from '../use-route.ts'
import { FilterBar } from './filter-bar.tsx'
import { StreamControls } from './stream-controls.tsx'

const ROWS_MAX = 100

/** The list of attempts: what the host has, plus what arrives, unless it is paused. */
export function Stream({ filters }: { readonly filters: Filters }) {
  const { words } = useSpeech()
  const feed = useLiveFeed()
  const query = useInfiniteQuery(attemptsQuery(filters))
  const listed = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data])
  // Nobody reads hundreds of rows that move: the newest stand here, and older ones where they were asked for.
  const rowsMax = query.data && query.data.pages.length > 1 ? Infinity : ROWS_MAX
  const current = useMemo(
    () => mergeAttempts(listed, feed.arrived.values(), filters).slice(0, rowsMax),
    [listed, feed.arrived, filters, rowsMax],
  )
  // Rows as they were when the list was paused. Another filter is another list, which nobody has paused.
  const [frozen, setFrozen] = useState<{ readonly filter: string; readonly rows: typeof current }>()
  const filter = filterQuery(filters)
  const paused = frozen?.filter === filter
  const shown = paused ? frozen.rows : current
  // As one text, so that the filters are not drawn anew while the same terminals go by.
  const terminals = [...new Set(shown.map(({ terminal }) => terminal))].toSorted().join(' ')
  const pausedAt = shown[0]?.at ?? 0
  const heldBack = paused ? current.filter(({ at }) => at > pausedAt).length : 0

  return (
    <section className="panel" aria-label={words.live.list}>
      <div className="panel-head">
        <h2>{words.live.list}</h2>
        <StreamControls
          filters={filters}
          connected={feed.connected}
          paused={paused}
          heldBack={heldBack}
          setPaused={(pause) => setFrozen(pause ? { filter, rows: current } : undefined)}
        />
      </div>
      <FilterBar filters={filters} terminals={terminals} />
      {query.error && <ErrorNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Loading rows={8} />}
      {query.data && shown.length === 0 && <Empty filters={filters} />}
      {shown.length > 0 && <AttemptList attempts={shown} label={words.live.list} busy={feed.busy} />}
      {query.hasNextPage && !paused && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={query.isFetchingNextPage}
          data-testid={TEST_IDS.loadOlder}
          onClick={() => void query.fetchNextPage()}
        >
          {words.live.older}
        </Button>
      )}
    </section>
  )
}

function Empty({ filters }: { readonly filters: Filters }) {
  const { words } = useSpeech()
  const filtered = Object.keys(filters).length > 0
  if (filtered) {
    return (
      <Notice title={words.live.noMatch} hint={words.live.noMatchHint} testId={TEST_IDS.emptyState}>
        <Button size="xs" variant="default" onClick={() => replaceHash(liveHash())}>
          {words.live.clear}
        </Button>
      </Notice>
    )
  }
  return (
    <Notice title={words.live.empty} hint={words.live.emptyHint} testId={TEST_IDS.emptyState}>
      <Button size="xs" component="a" href="/pos/">
        {words.openTill}
      </Button>
    </Notice>
  )
}

import type { AttemptSummary } from '@fiftyfive/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { openEvents } from './events.ts'
import { addArrivals } from './stream.ts'

interface LiveFeed {
  /** Attempts that appeared or changed since the page was opened, by number, the newest only. */
  readonly arrived: ReadonlyMap<string, AttemptSummary>
  readonly connected: boolean
  /** So much arrives at once that nobody follows single rows. */
  readonly busy: boolean
}

/** Drawing four times a second looks immediate and costs the same at one attempt a second as at hundreds. */
const FLUSH_MS = 250
/** Arrivals of one drawing that an eye can follow. */
const FOLLOWED_MAX = 8
/** Figures are counted over a whole day by the host: asked for no more often than this. */
const FIGURES_MS = 1000

const Feed = createContext<LiveFeed>({ arrived: new Map(), connected: false, busy: false })
export const useLiveFeed = (): LiveFeed => use(Feed)

/** The one connection for events of this page. */
export function LiveFeedProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const [feed, setFeed] = useState<LiveFeed>({ arrived: new Map(), connected: true, busy: false })

  useEffect(() => {
    let waiting = new Map<string, AttemptSummary>()
    let kept: LiveFeed['arrived'] = new Map()
    let figuresStale = false
    const close = openEvents(
      (attempt) => waiting.set(attempt.id, attempt),
      (connected, reopened) => {
        // What happened while the connection was lost was not sent: ask for it.
        if (reopened) void queries.invalidateQueries()
        setFeed((feed) => ({ ...feed, connected }))
      },
    )
    const flush = setInterval(() => {
      if (waiting.size === 0) return
      const fresh = waiting
      waiting = new Map()
      figuresStale = true
      const { arrived, dropped } = addArrivals(kept, fresh)
      kept = arrived
      // What is dropped here has to come with the list, or there would be a gap between the two.
      if (dropped) void queries.invalidateQueries({ queryKey: ['attempts'] }, { cancelRefetch: false })
      setFeed((feed) => ({ ...feed, arrived, busy: fresh.size > FOLLOWED_MAX }))
      for (const id of fresh.keys()) void queries.invalidateQueries({ queryKey: ['attempt', id] })
    }, FLUSH_MS)
    const refreshFigures = setInterval(() => {
      if (!figuresStale) return
      figuresStale = false
      void queries.invalidateQueries({ queryKey: ['overview'] }, { cancelRefetch: false })
    }, FIGURES_MS)
    return () => {
      clearInterval(flush)
      clearInterval(refreshFigures)
      close()
    }
  }, [queries])

  return <Feed value={feed}>{children}</Feed>
}

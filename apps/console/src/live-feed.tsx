import { API, type AttemptSummary } from '@fiftyfive/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'

interface LiveFeed {
  /** Attempts that appeared or changed since the page was opened, by number, at most `KEPT_MAX`. */
  readonly arrived: ReadonlyMap<string, AttemptSummary>
  readonly connected: boolean
}

/** Drawing four times a second looks immediate and costs the same at one attempt a second as at hundreds. */
const FLUSH_MS = 250
const KEPT_MAX = 500

const Feed = createContext<LiveFeed>({ arrived: new Map(), connected: false })
export const useLiveFeed = (): LiveFeed => use(Feed)

/** The one connection for events of this page. */
export function LiveFeedProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const [feed, setFeed] = useState<LiveFeed>({ arrived: new Map(), connected: true })

  useEffect(() => {
    let waiting = new Map<string, AttemptSummary>()
    let lost = false
    const source = new EventSource(API.live)
    source.addEventListener('attempt', (event: MessageEvent<string>) => {
      const attempt = JSON.parse(event.data) as AttemptSummary
      waiting.set(attempt.id, attempt)
    })
    source.addEventListener('open', () => {
      // What happened while the connection was lost was not sent: ask for it.
      if (lost) void queries.invalidateQueries()
      lost = false
      setFeed((feed) => ({ ...feed, connected: true }))
    })
    source.addEventListener('error', () => {
      lost = true
      setFeed((feed) => ({ ...feed, connected: false }))
    })
    const flush = setInterval(() => {
      if (waiting.size === 0) return
      const fresh = waiting
      waiting = new Map()
      setFeed((feed) => ({ ...feed, arrived: newest(feed.arrived, fresh) }))
      void queries.invalidateQueries({ queryKey: ['overview'] }, { cancelRefetch: false })
      for (const id of fresh.keys()) void queries.invalidateQueries({ queryKey: ['attempt', id] })
    }, FLUSH_MS)
    return () => {
      clearInterval(flush)
      source.close()
    }
  }, [queries])

  return <Feed value={feed}>{children}</Feed>
}

function newest(
  kept: ReadonlyMap<string, AttemptSummary>,
  fresh: ReadonlyMap<string, AttemptSummary>,
): ReadonlyMap<string, AttemptSummary> {
  const all = [...kept].filter(([id]) => !fresh.has(id)).concat([...fresh])
  return new Map(all.slice(-KEPT_MAX))
}
